import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { createCommand, runCommand } from '../src/cli/command.ts';
import { startSite } from '../src/cli/startSite.ts';
import { rootDir } from '../src/paths.ts';

const command = createCommand('pictures', 'Takes a picture of each public page from the running program.', {
  database: true,
});
command.option('--out <folder>', 'where to write', join(rootDir, 'docs', 'pictures'));

interface Picture {
  name: string;
  address: string;
  width: number;
  height: number;
  theme: 'light' | 'dark';
}

const wide = { width: 1200, height: 800, theme: 'light' } as const;
const pictures: Picture[] = [
  { name: 'home', address: '/en/', ...wide },
  { name: 'search', address: '/en/records?q=macrophage&mechanism=neovascularization', ...wide },
  { name: 'search-zh', address: '/zh/records?q=%E5%90%B8%E6%94%B6', ...wide },
  { name: 'record', address: '/en/records/pmid:40426259', ...wide },
  { name: 'mechanism', address: '/en/mechanisms/macrophage-infiltration', ...wide },
  { name: 'predictor', address: '/en/predictors/herniation-type', ...wide },
  { name: 'map', address: '/en/map', ...wide, height: 1000 },
  { name: 'synthesis', address: '/en/synthesis/resorption?by=type', ...wide },
  { name: 'prisma', address: '/en/prisma', ...wide, height: 1000 },
  { name: 'compare', address: '/en/compare?ids=1,5,9', ...wide },
  { name: 'methods', address: '/en/methods', ...wide },
  { name: 'api', address: '/en/api', ...wide },
  { name: 'home-dark', address: '/en/', ...wide, theme: 'dark' },
  { name: 'map-phone', address: '/zh/map', width: 390, height: 800, theme: 'dark' },
];
/** Pictures are looked at in a browser beside text: small files matter more than every shade. */
const mostBytes = 150_000;

await runCommand(command, async () => {
  const { db, out } = command.opts<{ db?: string; out: string }>();
  const executablePath = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', chromium.executablePath()].find(
    existsSync,
  );
  if (!executablePath) throw new Error('There is no Chromium; name one in CHROMIUM_PATH.');
  mkdirSync(out, { recursive: true });
  const site = await startSite(db ?? null, fileURLToPath(import.meta.url));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    for (const picture of pictures) await take(page, site.url, picture, out);
    process.stdout.write(`Took ${pictures.length} pictures into ${out}.\n`);
  } finally {
    await browser.close();
    await site.stop();
  }
});

/** Takes a picture, at a lower height where it would be too large a file. */
async function take(
  page: Page,
  url: string,
  { address, height, name, theme, width }: Picture,
  out: string,
): Promise<void> {
  const path = join(out, `${name}.png`);
  await page.emulateMedia({ colorScheme: theme });
  for (let shown = height; shown > 200; shown = Math.round(shown * 0.8)) {
    await page.setViewportSize({ width, height: shown });
    await page.goto(url + address);
    await page.screenshot({ path });
    if (statSync(path).size < mostBytes) return;
  }
}
