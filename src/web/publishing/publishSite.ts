import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { publishedFile } from './publishedFile.ts';
import { linksOf, rewritePage } from './rewritePage.ts';
import { publishedKind, withoutLanguage } from './whatIsPublished.ts';

export interface PublishOptions {
  /** Where the program answers while it is published: "http://127.0.0.1:40123". */
  source: string;
  folder: string;
  /** Path that the folder will be served under, without a slash at its end; empty for the root. */
  base: string;
  /** Scheme and host it will be found at, for addresses that leave the site. */
  origin: string;
  /** Where the program itself answers free searches; null where it does not. */
  live: string | null;
  /** Addresses to begin with, besides what they lead to. */
  seeds: readonly string[];
  onProgress?: (written: number) => void;
}

export interface PublishReport {
  pages: number;
  files: number;
  bytes: number;
}

interface Written {
  file: string;
  address: string;
  isPage: boolean;
}

const parallel = 6;

/**
 * Writes the site as files: follows links from the seeds, keeps each page as it is answered, and then points all links
 * at what was kept. Lists of records are followed only from pages that are none themselves and along their own pages,
 * for every combination of filters is one more list.
 *
 * @throws {Error} where the source does not answer, or the folder cannot be written.
 */
export async function publishSite(options: PublishOptions): Promise<PublishReport> {
  const written = new Map<string, Written>();
  const seen = new Set<string>();
  let queue: string[] = [];
  let bytes = 0;
  const add = (address: string): void => {
    const known = withoutLanguage(address);
    if (seen.has(known) || publishedKind(known) === null) return;
    seen.add(known);
    queue.push(known);
  };
  for (const seed of options.seeds) add(seed);

  const take = async (address: string): Promise<void> => {
    const answer = await fetch(options.source + address, { redirect: 'manual', headers: { 'Accept-Language': 'en' } });
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 200) return;
    const type = answer.headers.get('content-type') ?? '';
    const isPage = type.startsWith('text/html');
    const place = publishedFile(withEnding(address, type), isPage);
    await write(join(options.folder, place.file), body);
    written.set(address, { ...place, isPage });
    bytes += body.length;
    if (!isPage) return;
    const isList = publishedKind(address) === 'list';
    for (const link of linksOf(body.toString('utf8'))) {
      if (isList && publishedKind(link) === 'list' && !isOwnPage(address, link)) continue;
      add(link);
    }
    options.onProgress?.(written.size);
  };

  while (queue.length > 0) {
    const batch = queue.slice(0, parallel);
    queue = queue.slice(parallel);
    await Promise.all(batch.map(take));
  }
  for (const { file, isPage } of written.values()) {
    const path = join(options.folder, file);
    if (isPage) await writeFile(path, pointed(await readFile(path, 'utf8'), written, options));
    else if (/\.(atom|csv|json|jsonl|svg|xml)$/.test(file)) {
      const text = await readFile(path, 'utf8');
      if (text.includes(options.source))
        await writeFile(path, text.replaceAll(options.source, options.origin + options.base));
    }
  }
  const pages = [...written.values()].filter(({ isPage }) => isPage);
  await writeEntrance(options, pages);
  return { pages: pages.length, files: written.size - pages.length, bytes };
}

/** The same list, another page of it. */
function isOwnPage(address: string, link: string): boolean {
  const bare = (text: string): string => text.replace(/([?&])page=\d+&?/, '$1').replace(/[?&]$/, '');
  return bare(address) === bare(link);
}

/** The API names no ending: a file of JSON without one would be served as something else. */
function withEnding(address: string, type: string): string {
  const [path = '', query] = address.split('?');
  if (!type.startsWith('application/json') || path.endsWith('.json')) return address;
  return query === undefined ? `${path}.json` : `${path}.json?${query}`;
}

function pointed(
  html: string,
  written: ReadonlyMap<string, Written>,
  { base, live, origin, source }: PublishOptions,
): string {
  const rewritten = rewritePage(html, {
    live,
    target: (address) => {
      const found = written.get(withoutLanguage(address));
      return found ? base + found.address : null;
    },
  });
  return rewritten.replaceAll(source, origin + base);
}

/** What stands at the root: a page that leads to both languages, a site map of what was published, and robots.txt. */
async function writeEntrance({ base, folder, origin }: PublishOptions, pages: readonly Written[]): Promise<void> {
  const entrance = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>English / 中文</title><meta http-equiv="refresh" content="0; url=${base}/en/"></head><body><p><a href="${base}/en/">English</a> <a href="${base}/zh/" lang="zh-Hans">中文</a></p></body></html>\n`;
  const addresses = pages.map(
    ({ address }) => `<url><loc>${origin}${base}${address.replaceAll('&', '&amp;')}</loc></url>`,
  );
  const siteMap = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.slice(0, 50_000).join('\n')}\n</urlset>\n`;
  await write(join(folder, 'index.html'), entrance);
  await write(join(folder, 'sitemap.xml'), siteMap);
  await write(join(folder, 'robots.txt'), `User-agent: *\nAllow: /\nSitemap: ${origin}${base}/sitemap.xml\n`);
}

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
