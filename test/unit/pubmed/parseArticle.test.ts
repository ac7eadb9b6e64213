import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rootDir } from '../../../src/paths.ts';
import { parseArticle } from '../../../src/pubmed/parseArticle.ts';

const fixtures = join(rootDir, 'test', 'fixtures', 'pubmed');

interface Golden {
  why: string;
  expect: Record<string, unknown>;
}

const goldens = readdirSync(fixtures).map((trait) => ({
  trait,
  xml: readFileSync(join(fixtures, trait, 'source.xml'), 'utf8'),
  golden: JSON.parse(readFileSync(join(fixtures, trait, 'expect.json'), 'utf8')) as Golden,
}));

const article = (title: string): string =>
  `<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>${title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>`;

describe('each trait of PubMed records', () => {
  test.each(goldens)('$trait: $golden.why', ({ xml, golden }) => {
    expect(parseArticle(xml)).toMatchObject(golden.expect);
  });

  test.each(goldens)('$trait: the markup without its tags is the plain text', ({ xml }) => {
    const { title, titleHtml = '' } = parseArticle(xml);
    if (titleHtml === '') return;
    const bare = titleHtml
      .replace(/<[^>]*>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
    expect(bare).toBe(title);
  });
});

describe('any text', () => {
  test('comes back as it was written, folded, whatever characters it has', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[\p{Cc}\ufffe\uffff\ud800-\udfff]/u.test(value));
    fc.assert(
      fc.property(text, (value) => {
        const escaped = value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
        expect(parseArticle(article(escaped)).title).toBe(value.replace(/\s+/g, ' ').trim());
      }),
    );
  });

  test('markup and text in any order keep their order', () => {
    const piece = fc.tuple(
      fc.constantFrom('', 'i', 'b', 'sup', 'sub', 'u'),
      fc.constantFrom('a', 'b ', ' c', ' ', '&lt;'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const source = pieces.map(([tag, text]) => (tag ? `<${tag}>${text}</${tag}>` : text)).join('');
        const bare = source.replace(/<[^>]*>/g, '');
        const { title, titleHtml } = parseArticle(article(source));
        expect(title).toBe(bare.replaceAll('&lt;', '<').replace(/\s+/g, ' ').trim());
        if (titleHtml !== undefined) expect(titleHtml.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<')).toBe(title);
      }),
    );
  });
});

describe('a record that is damaged', () => {
  const deep = `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`;
  test.each([
    ['a mismatched tag', article('<i>x</b>'), '<i> is closed by "</b>'],
    ['a missing end', '<PubmedArticle><MedlineCitation>', 'the element <MedlineCitation> never ends'],
    ['an entity of its own', article('&nbsp;'), 'not a reference XML knows'],
    ['a bare ampersand', article('AT&T'), 'not a reference XML knows'],
    ['a control character', article('a\u0001b'), 'control character U+0001'],
    ['an attribute without quotes', article('<i a=1>x</i>'), 'is not well-formed'],
    ['10,000 levels', article(deep), 'nested deeper than 256 levels'],
    ['no PMID', article('x').replace('<PMID>1</PMID>', ''), 'it has no PMID'],
    ['a PMID of letters', article('x').replace('>1<', '>abc<'), 'its PMID is "abc"'],
    ['a comment without end', article('x<!-- y'), 'never ends'],
    ['two roots', `${article('x')}${article('y')}`, 'second root'],
    ['another element', '<Thing>x</Thing>', '<Thing> is not a PubMed record'],
  ])('with %s is refused in one clear sentence', (_name, xml, reason) => {
    expect(() => parseArticle(xml)).toThrow(reason);
  });
});
