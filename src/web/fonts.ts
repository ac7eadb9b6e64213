import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rootDir } from '../paths.ts';

/** A font file that may be served, and no other file of its package. */
export interface FontFile {
  family: string;
  style: 'normal' | 'italic';
  path: string;
  name: string;
  /** Asked for at once with the page, since every page sets text in it. */
  preload: boolean;
}

/** The Latin parts of the two variable families (OFL). Chinese is set in the reader's own system fonts. */
export function fontFiles(): FontFile[] {
  const families = [
    { family: 'Source Sans 3', slug: 'source-sans-3' },
    { family: 'Source Serif 4', slug: 'source-serif-4' },
  ];
  const require = createRequire(join(rootDir, 'package.json'));
  return families.flatMap(({ family, slug }) => {
    const folder = dirname(require.resolve(`@fontsource-variable/${slug}/package.json`));
    return (['normal', 'italic'] as const).map((style) => {
      const name = `${slug}-latin-wght-${style}.woff2`;
      return { family, style, name, path: join(folder, 'files', name), preload: style === 'normal' };
    });
  });
}

export function fontFace(font: FontFile, url: string): string {
  return (
    `@font-face{font-family:"${font.family}";src:url("${url}") format("woff2");` +
    `font-weight:200 900;font-style:${font.style};font-display:swap}`
  );
}
