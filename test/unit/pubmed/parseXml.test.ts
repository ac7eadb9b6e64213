import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseXml } from '../../../src/pubmed/xml/parseXml.ts';
import { attributeOf } from '../../../src/pubmed/xml/xmlTree.ts';
import { fastTree, joined, type PlainTree, plainTree } from './fastXmlTree.ts';

function treeOf(xml: string): PlainTree[] {
  return plainTree(parseXml(xml));
}

describe('the tree of a piece of XML', () => {
  test('has every text where it stood', () => {
    expect(treeOf('<a>one<b>two</b> <b/>three &lt;4&#x3e;</a>')).toEqual([
      ['a', {}, 'one', ['b', {}, 'two'], ' ', ['b', {}], 'three <4>'],
    ]);
  });

  test('joins what a comment parts, and keeps CDATA as it is', () => {
    const [root] = parseXml('<a>x<!-- <b>no</b> -->y<?note y?>z<![CDATA[&amp;<b>]]>.</a>');
    expect(root?.children.map((node) => node.characters)).toEqual(['xyz', '&amp;<b>', '.']);
  });

  test('drops the layout of elements that hold only elements, and no other white space', () => {
    expect(treeOf('<Author>\n  <LastName>Li</LastName>\n</Author>')).toEqual([['Author', {}, ['LastName', {}, 'Li']]]);
    expect(treeOf('<ArticleTitle><b>a</b>\n<i>b</i></ArticleTitle>')).toEqual([
      ['ArticleTitle', {}, ['b', {}, 'a'], '\n', ['i', {}, 'b']],
    ]);
    expect(treeOf('<Author>\n stray <LastName>Li</LastName></Author>')).toEqual([
      ['Author', {}, '\n stray ', ['LastName', {}, 'Li']],
    ]);
  });

  test('reads attributes, also with ">" in them, references decoded', () => {
    const [root] = parseXml('<a b="x > y" c=\'"\' d = "&lt;&#233;" e=""\n>t</a>');
    expect(['b', 'c', 'd', 'e', 'f'].map((name) => attributeOf(root, name))).toEqual(['x > y', '"', '<é', '', null]);
  });

  test('reads names of any script, and keeps apart names that begin alike', () => {
    expect(treeOf('<Año><Año-1/><Año.2/><A/><Ab/></Año>')).toEqual([
      ['Año', {}, ['Año-1', {}], ['Año.2', {}], ['A', {}], ['Ab', {}]],
    ]);
  });

  test('keeps names apart, however many there are', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `n${index.toString(36)}`);
    const [, , ...inside] = treeOf(`<r>${names.map((name) => `<${name}/>`).join('')}</r>`)[0] ?? [];
    expect(inside.map((node) => node[0])).toEqual(names);
  });

  test('lets comments and instructions stand beside the root', () => {
    expect(treeOf('<!-- a -->\n<?b?><c/> <!-- d -->')).toEqual([['c', {}]]);
  });
});

describe('what is not well-formed', () => {
  test.each([
    ['<a b="1" b="2"/>', 'the tag "<a b="1" b="2"/>" is not well-formed'],
    ['<a b=1/>', 'the tag "<a b=1/>" is not well-formed'],
    ['<a b/>', 'the tag "<a b/>" is not well-formed'],
    ['<a b="1"c="2"/>', 'is not well-formed'],
    ['<a b="<"/>', 'is not well-formed'],
    ['<a b="1', 'is not well-formed'],
    ['<a / >', 'is not well-formed'],
    ['<a', 'is not well-formed'],
    ['< a/>', 'a "<" is not the start of a tag'],
    ['<a><</a>', 'a "<" is not the start of a tag'],
    ['<1/>', 'a "<" is not the start of a tag'],
    ['<a></b>', '<a> is closed by "</b>"'],
    ['<a></ab>', '<a> is closed by "</ab>"'],
    ['<ab></a>', '<ab> is closed by "</a>"'],
    ['<a></a', '<a> is closed by "</a"'],
    ['</a>', '"</a>" closes an element that was never opened'],
    ['<a/><b/>', 'it has a second root element'],
    ['<a/>b', '"b" stands outside the root element'],
    ['b<a/>', '"b" stands outside the root element'],
    ['<a/><![CDATA[b]]>', '"<![CDATA[b]]>" stands outside the root element'],
    ['<a><!DOCTYPE b></a>', '"<!DOCTYPE b>" is not well-formed or never ends'],
    ['<a><![CDATA[b]></a>', 'never ends'],
    ['<a>&b;</a>', '"&b;" is not a reference XML knows (entities are never resolved)'],
    ['<a>b & c</a>', 'is not a reference XML knows'],
    ['<a b="&c;"/>', '"&c;" is not a reference XML knows'],
    ['<a>&#xfffffff;</a>', '"&#xfffffff;" is not a reference XML knows'],
    ['<a>\u0001</a>', 'it holds the control character U+0001, which XML forbids'],
    [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'its elements are nested deeper than 256 levels'],
  ])('%j is refused', (xml, reason) => {
    expect(() => parseXml(xml)).toThrow(reason);
  });

  test('an ampersand in a comment or CDATA is none of that', () => {
    expect(treeOf('<a><!-- R&D --><![CDATA[R&D]]></a>')).toEqual([['a', {}, 'R&D']]);
  });
});

const character = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const text = character.filter((chars) => !/\p{Cc}|\p{Cn}|\p{Cs}/u.test(chars));
const name = fc.constantFrom('a', 'b', 'sup', 'AbstractText', 'x-y.z', 'mml:mi');
const attributes = fc.dictionary(fc.constantFrom('UI', 'Label', 'xml:lang'), text, {
  maxKeys: 2,
  noNullPrototype: true,
});

function elementOver(below: fc.Arbitrary<PlainTree>): fc.Arbitrary<PlainTree> {
  const inside = fc.array(fc.oneof(below, text), { maxLength: 5 });
  return fc.tuple(name, attributes, inside).map(([of, given, parts]) => [of, given, ...joined(parts)]);
}
const leaf = elementOver(text);
const tree = elementOver(elementOver(elementOver(leaf)));

const asides = ['', '', '', '<!-- <x> & -->', '<?x y?>'];

/** XML of a tree; `pick` chooses among the ways of writing a thing, `between` is what may stand between two parts. */
function written(node: PlainTree, pick: (ways: number) => number, between: readonly string[]): string {
  if (typeof node === 'string') return writtenText(node, pick);
  const [of, given, ...inside] = node;
  const pairs = Object.entries(given).map(([key, value]) => {
    const quote = pick(2) === 0 ? '"' : "'";
    return `${[' ', '\n\t'][pick(2)]}${key}=${quote}${escaped(value).replaceAll(quote, quote === '"' ? '&quot;' : '&#39;')}${quote}`;
  });
  const content = inside.map((part) => `${between[pick(between.length)]}${written(part, pick, between)}`).join('');
  if (content === '' && pick(2) === 0) return `<${of}${pairs.join('')}/>`;
  return `<${of}${pairs.join('')}>${content}</${of}${['', ' '][pick(2)]}>`;
}

function writtenText(value: string, pick: (ways: number) => number): string {
  const ways = [
    () => escaped(value),
    () => [...value].map((char) => `&#${char.codePointAt(0)};`).join(''),
    () => [...value].map((char) => `&#x${char.codePointAt(0)?.toString(16)};`).join(''),
    () => (value.includes(']]>') ? escaped(value) : `<![CDATA[${value}]]>`),
  ];
  return ways[pick(4)]?.() ?? '';
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Choices by a small linear congruence, so that a failing case can be shown by its seed. */
function picker(seed: number): (ways: number) => number {
  let state = seed;
  return (ways) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % ways;
  };
}

describe('any XML', () => {
  test('is read as it was written, and as fast-xml-parser reads it', () => {
    fc.assert(
      fc.property(tree, fc.integer(), (root, seed) => {
        const xml = written(root, picker(seed), asides);
        const read = treeOf(xml);
        expect(read).toEqual([root]);
        expect(read).toEqual(fastTree(xml));
      }),
      { numRuns: 300 },
    );
  });

  test('that is damaged is refused, or still read as fast-xml-parser reads it', () => {
    const damage = fc.tuple(
      fc.nat(),
      fc.constantFrom('', '<', '>', '/', '"', '&', ' ', '!', '=', 'a', '</', '/>'),
      fc.nat(2),
    );
    let refused = 0;
    fc.assert(
      fc.property(tree, fc.integer(), damage, (root, seed, [place, put, cut]) => {
        const xml = written(root, picker(seed), ['']);
        const at = place % xml.length;
        const damaged = xml.slice(0, at) + put + xml.slice(at + cut);
        let read: PlainTree[];
        try {
          read = treeOf(damaged);
        } catch {
          refused++;
          return;
        }
        expect(read).toEqual(fastTree(damaged));
      }),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});
