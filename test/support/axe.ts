import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { rootDir } from '../../src/paths.ts';

const source = readFileSync(createRequire(join(rootDir, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
const run = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}).then((result) => result.violations.flatMap((violation) =>
  violation.nodes.map((node) => violation.id + ': ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? ''))))`;

/** What axe finds wrong with the page as it stands, a line each. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return await page.evaluate(run);
}

/** Fails where the page, wide or narrow, light or dark, has anything that axe finds, or scrolls sideways. */
export async function expectAccessibleInEveryLook(page: Page, path: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const seen = { path, width, colorScheme };
      expect({ ...seen, faults: await axeFaults(page) }).toEqual({ ...seen, faults: [] });
    }
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect({ path, width, overflow }).toEqual({ path, width, overflow: 0 });
  }
}
