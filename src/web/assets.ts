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
  'charts',
  'synthesis',
  'methods',
  'exchange',
  'small',
  'print',
];

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** @throws where a style sheet or font is missing: the program is then not installed whole. */
export function buildAssets(viewsDir: string, protocol: Protocol): Assets {
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
  const css = [
    ...fonts.map(({ font, url }) => fontFace(font, url)),
    ...cssParts.map((part) => readFileSync(join(viewsDir, 'assets', 'css', `${part}.css`), 'utf8')),
  ];
  return {
    files,
    stylesheets: [
      add('site.css', Buffer.from(css.join('\n'))),
      add('protocol.css', Buffer.from(protocolCss(mechanisms))),
    ],
    fonts: fonts.filter(({ font }) => font.preload).map(({ url }) => url),
    icon: add('icon.svg', Buffer.from(iconSvg(mechanisms))),
  };
}
