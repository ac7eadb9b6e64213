import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { type PublishReport, publishSite } from '../../../src/web/publishing/publishSite.ts';
import { publishSeeds } from '../../../src/web/publishing/seeds.ts';
import { type RunningServer, startServer } from '../../../src/web/server.ts';
import { startFileServer } from '../../support/fileServer.ts';
import { testApp, testProtocol } from '../../support/webApp.ts';

const folder = mkdtempSync(join(tmpdir(), 'resorb-publish-'));
const origin = 'https://evidence.example';
let program: RunningServer;
let files: Awaited<ReturnType<typeof startFileServer>>;
let report: PublishReport;

/** One of the many maps, mechanisms, predictors and lists is enough to follow every kind of link. */
function isOfSmallSite(address: string): boolean {
  const [mechanism, predictor] = [testProtocol.codebook.mechanisms[0]?.id, testProtocol.codebook.predictors[0]?.id];
  if (/\/(mechanisms|predictors)\/./.test(address)) {
    return address.includes(`/mechanisms/${mechanism}`) || address.includes(`/predictors/${predictor}`);
  }
  if (address.includes('/map?')) return address.endsWith('?columns=species') || address.endsWith('?view=table');
  if (address.includes('/records?')) return /\?mechanism=[\w-]+$/.test(address);
  return true;
}

beforeAll(async () => {
  const { app, log } = testApp();
  const small: RequestListener = (request, response) => {
    if (isOfSmallSite(request.url ?? '')) app(request, response);
    else response.writeHead(404).end();
  };
  program = await startServer({ app: small, port: 0, host: '127.0.0.1', log });
  const { mechanisms, predictors } = testProtocol.codebook;
  const codebook = { ...testProtocol.codebook, mechanisms: mechanisms.slice(0, 1), predictors: predictors.slice(0, 1) };
  report = await publishSite({
    source: program.url,
    folder,
    base: '',
    origin,
    live: null,
    seeds: publishSeeds({ ...testProtocol, codebook }),
  });
  files = await startFileServer(folder);
});

afterAll(async () => {
  await files.close();
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

function everyFile(below = folder): string[] {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? everyFile(join(below, entry.name)) : [join(below, entry.name)],
  );
}

describe('the published catalog', () => {
  test('every link and file that a page names is there, on a server that knows only files', async () => {
    expect(report.pages).toBeGreaterThan(30);
    const pages = everyFile().filter((file) => file.endsWith('.html'));
    const wanted = new Set<string>();
    for (const page of pages) {
      const $ = load(readFileSync(page, 'utf8'));
      for (const element of $('[href^="/"], [src^="/"]').toArray()) {
        wanted.add(($(element).attr('href') ?? $(element).attr('src') ?? '').replace(/#.*/, ''));
      }
    }
    expect(wanted.size).toBeGreaterThan(50);
    for (const address of wanted) {
      const { status } = await fetch(files.url + address);
      expect({ address, status }).toEqual({ address, status: 200 });
    }
  });

  test('each page is there in both languages, and leads to the other one', async () => {
    const english = load(await (await fetch(`${files.url}/en/map/`)).text());
    const other = english('.seg a[hreflang="zh-Hans"]').attr('href');
    expect(other).toBe('/zh/map/');
    expect(await (await fetch(files.url + other)).text()).toContain('证据地图');
  });

  test('nothing is left that only the program can answer', () => {
    for (const page of everyFile().filter((file) => file.endsWith('.html'))) {
      const $ = load(readFileSync(page, 'utf8'));
      expect($('form, a[href^="/"][href*="?"], a.person, .select').length).toBe(0);
    }
  });

  test('no file tells where it was made, and the site map names the pages by their public address', () => {
    for (const file of everyFile().filter((name) => /\.(html|xml|json|jsonl|csv|atom|svg)$/.test(name))) {
      expect({ file, tells: readFileSync(file, 'utf8').includes(program.url) }).toEqual({ file, tells: false });
    }
    expect(readFileSync(join(folder, 'sitemap.xml'), 'utf8')).toContain(`<loc>${origin}/en/map/</loc>`);
  });

  test('the API stands as JSON beside the pages', () => {
    const map = JSON.parse(readFileSync(join(folder, 'api/v1/map.json'), 'utf8'));
    expect(map.rows.length).toBeGreaterThan(0);
    expect(existsSync(join(folder, 'api/v1/openapi.json'))).toBe(true);
  });
});
