import { describe, expect, test } from '@jest/globals';
import { publishedFile } from '../../../src/web/publishing/publishedFile.ts';
import { linksOf, rewritePage } from '../../../src/web/publishing/rewritePage.ts';
import { publishedKind, withoutLanguage } from '../../../src/web/publishing/whatIsPublished.ts';

describe('what is published', () => {
  test.each([
    ['/en/', 'page'],
    ['/zh/records', 'list'],
    ['/en/records?mechanism=inflammation&design=rct&page=2', 'list'],
    ['/en/records?q=mechanism%3Aa+mechanism%3Ab', 'list'],
    ['/en/records?q=macrophage', null],
    ['/en/records?journal=Spine', null],
    ['/en/records?sort=oldest', null],
    ['/en/records/12?text=zh', 'page'],
    ['/en/records/12.ris', 'file'],
    ['/en/records.atom', 'file'],
    ['/en/records.ris?q=x', null],
    ['/en/map?rows=predictor&view=table', 'page'],
    ['/en/map.csv?rows=predictor', 'file'],
    ['/en/synthesis/resorption?definition=complete', null],
    ['/en/sign-in', null],
    ['/en/evidence/abc', null],
    ['/assets/site-1.css', 'file'],
    ['/preferences', null],
  ])('%s: %s', (address, kind) => {
    expect(publishedKind(address)).toBe(kind);
  });

  test('a citation as a file is the same in every language', () => {
    expect(withoutLanguage('/zh/records/12.ris')).toBe('/records/12.ris');
    expect(withoutLanguage('/zh/records.atom')).toBe('/zh/records.atom');
    expect(withoutLanguage('/zh/records/12')).toBe('/zh/records/12');
  });
});

describe('where it lies', () => {
  test('a page is the index of a folder; a query names a folder of its own, and no two the same', () => {
    expect(publishedFile('/en/records/12', true)).toEqual({
      file: 'en/records/12/index.html',
      address: '/en/records/12/',
    });
    const one = publishedFile('/en/records?q=a+b', true);
    expect(one.file).toMatch(/^en\/records\/q-a-b-[0-9a-f]{8}\/index\.html$/);
    expect(publishedFile('/en/records?q=a-b', true).file).not.toBe(one.file);
  });

  test('a file keeps its ending, and no query leads out of the folder', () => {
    expect(publishedFile('/en/map.csv?rows=x', false).file).toMatch(/^en\/map-rows-x-[0-9a-f]{8}\.csv$/);
    expect(publishedFile('/en/records?q=../../etc/passwd', true).file).toMatch(
      /^en\/records\/q-\.\.-\.\.-etc-passwd-\w+\/index\.html$/,
    );
  });
});

describe('rewriting', () => {
  const html =
    '<a href="/en/a?x=1&amp;y=2#z">A</a><a href="/en/b">B</a><form action="/en/records"><input></form><a class="person" href="/en/sign-in">In</a>';
  const target = (address: string) => (address === '/en/a?x=1&y=2' ? '/base/en/a/x/' : null);

  test('points links at what is there, and takes the rest away', () => {
    expect(rewritePage(html, { live: null, target })).toBe('<a href="/base/en/a/x/#z">A</a><a>B</a>');
  });

  test('or leads to where the program answers', () => {
    expect(rewritePage(html, { live: 'https://live.example', target })).toBe(
      '<a href="/base/en/a/x/#z">A</a><a href="https://live.example/en/b">B</a><form action="https://live.example/en/records"><input></form>',
    );
  });

  test('finds the links of a page once each, without fragments', () => {
    expect(linksOf('<a href="/a#x"></a><a href="/a#y"></a><form action="/b"></form>')).toEqual(['/a']);
  });
});
