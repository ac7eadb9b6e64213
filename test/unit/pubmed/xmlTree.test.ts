import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { separateText, textMark } from '../../../src/pubmed/wellFormed.ts';
import { parseXmlTree, type XmlNode } from '../../../src/pubmed/xmlTree.ts';

/** The tree as nested arrays: a text is a string, an element an array of its name and what stands in it. */
type Plain = string | Plain[];

function plain(node: XmlNode): Plain {
  return node.characters ?? [node.name, ...node.children.map(plain)];
}

function treeOf(xml: string): Plain[] {
  return parseXmlTree(xml).map(plain);
}

function written(node: Plain): string {
  if (typeof node === 'string') return node.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const [name, ...inside] = node;
  return `<${String(name)}>${inside.map(written).join('')}</${String(name)}>`;
}

describe('the tree of a piece of XML', () => {
  test('has every text where it stood', () => {
    expect(treeOf('<a>one<b>two</b> <b/>three &lt;4&#x3e;</a>')).toEqual([
      ['a', 'one', ['b', 'two'], ' ', ['b'], 'three <4>'],
    ]);
  });

  test('joins what a comment parts, and keeps CDATA as it is', () => {
    expect(treeOf('<a>x<!-- <b>no</b> -->y<![CDATA[&amp;<b>]]>z</a>')).toEqual([['a', 'xy', '&amp;<b>', 'z']]);
    expect(treeOf('<a><![CDATA[]]>x<?note y?>z</a>')).toEqual([['a', '', 'x', 'z']]);
  });

  test('drops the layout of elements that hold only elements, and no other white space', () => {
    expect(treeOf('<Author>\n  <LastName>Li</LastName>\n</Author>')).toEqual([['Author', ['LastName', 'Li']]]);
    expect(treeOf('<ArticleTitle><b>a</b>\n<i>b</i></ArticleTitle>')).toEqual([
      ['ArticleTitle', ['b', 'a'], '\n', ['i', 'b']],
    ]);
    expect(treeOf('<Author>\n stray <LastName>Li</LastName></Author>')).toEqual([
      ['Author', '\n stray ', ['LastName', 'Li']],
    ]);
  });

  test('reads attributes, also with ">" in them', () => {
    expect(parseXmlTree('<a b="x > y" c=\'"\'>t</a>')[0]?.attributes).toEqual({ b: 'x > y', c: '"' });
  });

  test('is what was written, whatever was written', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((chars) => !/\p{Cc}|\p{Cn}/u.test(chars));
    const name = fc.constantFrom('a', 'b', 'sup', 'AbstractText', 'x-y.z');
    const maybeText = fc.option(text, { nil: null });
    const elementOver = (below: fc.Arbitrary<Plain>): fc.Arbitrary<Plain> =>
      fc
        .tuple(name, maybeText, fc.array(fc.tuple(below, maybeText), { maxLength: 3 }))
        .map(([of, first, rest]) => [of, ...[first, ...rest.flat()].filter((part) => part !== null)]);
    const leaf: fc.Arbitrary<Plain> = fc.tuple(name, text);
    const element = elementOver(fc.oneof(leaf, elementOver(fc.oneof(leaf, elementOver(leaf)))));
    fc.assert(fc.property(element, (tree) => expect(treeOf(written(tree))).toEqual([tree])));
  });

  test('gives the parser no text to read', () => {
    const { markup, texts } = separateText('<a>one<b c="d">two</b></a>');
    expect(markup).toBe(`<a>${textMark}<b c="d">${textMark}</b></a>`);
    expect(texts).toEqual(['one', 'two']);
    expect(() => separateText(`<a>${textMark}</a>`)).toThrow('control character U+0001');
  });
});
