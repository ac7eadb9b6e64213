import { createHash } from 'node:crypto';

/** Where an address of the site lies in a published folder, and what links to it say there. */
export interface PublishedFile {
  /** Below the folder, with "/" between its parts. */
  file: string;
  /** The address without the base that the folder is served under. */
  address: string;
}

/** What a name on disk may not be made of, in any file system. */
const unsafe = /[^\w.-]+/g;
const longestName = 80;

/**
 * The file of an address. A page is an `index.html` in a folder of its own, so that any web server finds it; a page
 * with a query gets a folder named after the query; everything else keeps its name.
 *
 * @param address path and query, without fragment.
 * @param isPage whether it is HTML.
 */
export function publishedFile(address: string, isPage: boolean): PublishedFile {
  const [path = '/', query] = address.split('?');
  const clean = path.replace(/\/+$/, '');
  if (!isPage) {
    const name = query === undefined ? clean : withQueryName(clean, query);
    return { file: plain(name), address: name };
  }
  const folder = query === undefined ? clean : `${clean}/${queryName(query)}`;
  return { file: plain(`${folder}/index.html`), address: `${folder}/` };
}

/** "q=rim&design=rct" as "q-rim-design-rct-1a2b3c4d": readable, and no two alike. */
function queryName(query: string): string {
  const words = decodeURIComponent(query.replaceAll('+', ' '))
    .replace(unsafe, '-')
    .replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(query).digest('hex').slice(0, 8);
  return `${words.slice(0, longestName)}-${hash}`;
}

/** "/en/map.csv" with a query as "/en/map-rows-predictor-1a2b3c4d.csv": the end still tells what it is. */
function withQueryName(path: string, query: string): string {
  const dot = path.lastIndexOf('.');
  const [name, ending] = dot > path.lastIndexOf('/') ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
  return `${name}-${queryName(query)}${ending}`;
}

function plain(path: string): string {
  return path.replace(/^\/+/, '');
}
