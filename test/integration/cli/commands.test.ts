import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { runScript } from '../../support/runScript.ts';

const scripts = readdirSync(join(rootDir, 'scripts'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''));
const readme = readFileSync(join(rootDir, 'README.md'), 'utf8');
const { scripts: npmScripts } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const npmNameOf = (script: string) =>
  Object.keys(npmScripts).find((name) => npmScripts[name]?.endsWith(` scripts/${script}.ts`));

describe('every command', () => {
  test.each(scripts)('%s explains itself and is in the README', async (script) => {
    const { code, stdout, stderr } = await runScript(script, ['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: \S+ \[options\]/);
    const name = npmNameOf(script);
    expect({ script, name }).toEqual({ script, name: expect.any(String) });
    expect(readme).toContain(`npm run ${name === 'serve' ? 'serve' : name}`);
  });

  test.each(scripts)('%s refuses a call it cannot understand', async (script) => {
    const { code, stdout, stderr } = await runScript(script, ['--no-such-option']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: (unknown option '--no-such-option'|required option)/);
  });
});
