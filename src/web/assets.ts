import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Protocol } from '../protocol/protocol.ts';
import { fontFace, fontFiles } from './fonts.ts';
import { iconSvg, protocolCss } from './protocolAssets.ts';

/** Every static file the site has, in memory, under a name that changes with its content. */
export interface Assets {
  /** By the last part of the address: "site-3f2a….css". */
  files: ReadonlyMap<string, AssetFile>;
  stylesheets: string[];
  /** Fonts to ask for with the page. */
  fonts: string[];
  icon: string;
  /** What the reviewers' desk needs besides. */
  desk: DeskAssets;
}

/** Where parts of the site that only some pages need are to be had. */
export interface DeskAssets {
  stylesheets: string[];
  scripts: string[];
}

export interface AssetFile {
  body: Buffer;
  type: string;
}

export const assetsPath = '/assets';

/** The style sheet's parts in the order in which they apply. */
const cssParts = [
  'tokens',
  'base',
  'layout',
  'parts',
  'home',
  'catalog',
  'record',
  'tags',
  'map',
  'compare',
  'charts',
  'synthesis',
  'findings',
  'methods',
  'prisma',
  'exchange',
  'account',
  'small',
  'print',
];

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The same of the reviewers' desk. */
const deskCssParts = ['desk', 'judgement', 'judgementForm', 'agreement', 'certainty'];

/**
 * @param clientDir holds the scripts that browsers get, built.
 * @throws where a style sheet, font or script is missing: the program is then not installed whole.
 */
export function buildAssets(viewsDir: string, clientDir: string, protocol: Protocol): Assets {
  const files = new Map<string, AssetFile>();
  const add = (name: string, body: Buffer): string => {
    const extension = extname(name);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const hashed = `${name.slice(0, -extension.length)}-${hash}${extension}`;
    files.set(hashed, { body, type: types[extension] ?? 'application/octet-stream' });
    return `${assetsPath}/${hashed}`;
  };

  const fonts = fontFiles().map((font) => ({ font, url: add(font.name, readFileSync(font.path)) }));
  const { mechanisms } = protocol.codebook;
  const cssPart = (part: string): string => readFileSync(join(viewsDir, 'assets', 'css', `${part}.css`), 'utf8');
  const css = [...fonts.map(({ font, url }) => fontFace(font, url)), ...cssParts.map(cssPart)];
  return {
    files,
    stylesheets: [
      add('site.css', Buffer.from(css.join('\n'))),
      add('protocol.css', Buffer.from(protocolCss(mechanisms))),
    ],
    fonts: fonts.filter(({ font }) => font.preload).map(({ url }) => url),
    icon: add('icon.svg', Buffer.from(iconSvg(mechanisms))),
    desk: {
      stylesheets: [add('desk.css', Buffer.from(deskCssParts.map(cssPart).join('\n')))],
      scripts: [add('desk.js', readScript(join(clientDir, 'desk.js')))],
    },
  };
}

function readScript(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(`${path} is missing; build it with: node scripts/client.mjs`, { cause });
  }
}
