const transform = {
  '^.+\\.(ts|js|mjs)$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
  ],
};
// These packages ship as ES modules only; jest on Node 20 loads CommonJS, so they are transformed too.
const transformIgnorePatterns = ['/node_modules/(?!(d3-array|internmap|opencc-js)/)'];
const common = {
  transform,
  transformIgnorePatterns,
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/propertySeed.ts', '<rootDir>/test/support/coveredProcesses.ts'],
};

export default {
  coverageProvider: 'v8',
  // One fewer than the cores, as Jest would have it, leaves half of a small machine idle.
  maxWorkers: 2,
  collectCoverageFrom: ['src/**/*.ts'],
  // Commands and browsers are started for real, on machines that may be busy.
  testTimeout: 90_000,
  // The pages name the scripts that browsers get, so they are built before anything is tested.
  globalSetup: '<rootDir>/scripts/client.mjs',
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    { ...common, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.test.ts'] },
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
  ],
};
