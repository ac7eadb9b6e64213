import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Chromium at `CHROMIUM_PATH`, in the usual places, or where playwright installs it; null if there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.CHROMIUM_PATH;
  const places = named ? [named] : [...usualPlaces, chromium.executablePath()];
  return places.find((place) => existsSync(place)) ?? null;
}

/** Quiet and alone: a browser that asks nothing of anyone but the pages under test. */
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium; name one in CHROMIUM_PATH.');
  return await chromium.launch({ executablePath, args: launchArguments });
}

/**
 * Declares tests that need a browser. Where there is none they are reported as not run, and the name says why;
 * under `CI=true` they run and fail, so that no build passes without them.
 */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findChromium() !== null || process.env.CI === 'true') describe(name, tests);
  else describe.skip(`${name} (not run: no Chromium found, set CHROMIUM_PATH)`, tests);
}
