import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { rootDir } from '../paths.ts';

/** A font file that may be served, and no other file of its package. */
export interface FontFile {
  family: string;
  style: 'normal' | 'italic';
  /** The characters it is for, as CSS writes them: a browser fetches it only for a page that has one of them. */
  range: string;
  path: string;
  name: string;
  /** Asked for at once with the page, since every page sets text in it. */
  preload: boolean;
}

/** Scripts that titles, names and findings here are written in, beside Chinese: "ş" and "α" are on many pages. */
const scripts = ['latin-ext', 'greek', 'latin'] as const;

/** The Latin and Greek parts of the two variable families (OFL). Chinese is set in the reader's own system fonts. */
export function fontFiles(): FontFile[] {
  const families = [
    { family: 'Source Sans 3', slug: 'source-sans-3' },
    { family: 'Source Serif 4', slug: 'source-serif-4' },
  ];
  const require = createRequire(join(rootDir, 'package.json'));
  return families.flatMap(({ family, slug }) => {
    const folder = dirname(require.resolve(`@fontsource-variable/${slug}/package.json`));
    const rangeOf = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')));
    return scripts.flatMap((script) =>
      (['normal', 'italic'] as const).map((style) => {
        const name = `${slug}-${script}-wght-${style}.woff2`;
        const preload = script === 'latin' && style === 'normal';
        return { family, style, range: rangeOf[script] ?? '', name, path: join(folder, 'files', name), preload };
      }),
    );
  });
}

/** `optional`: a font that comes late waits for the next page, so that no line ever moves under a reader. */
export function fontFace(font: FontFile, url: string): string {
  return (
    `@font-face{font-family:"${font.family}";src:url("${url}") format("woff2");` +
    `font-weight:200 900;font-style:${font.style};font-display:optional;unicode-range:${font.range}}`
  );
}
