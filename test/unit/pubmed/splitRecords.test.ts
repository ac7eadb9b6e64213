import { describe, expect, test } from '@jest/globals';
import { SourceFault } from '../../../src/pubmed/sourceError.ts';
import { RecordSplitter } from '../../../src/pubmed/splitRecords.ts';

type Part = [element: string | null, text: string, broken?: string];

/** The parts of a text that arrives in pieces of so many bytes; what stops the reading stands last. */
function partsOf(text: string, piece: number, limit?: number): (Part | string)[] {
  const bytes = Buffer.from(text);
  const splitter = new RecordSplitter(limit);
  const parts: (Part | string)[] = [];
  const readAll = (): void => {
    for (let part = splitter.next(); part; part = splitter.next()) {
      const { element, broken, offset } = part;
      expect(part.bytes).toEqual(bytes.subarray(offset, offset + part.bytes.length));
      parts.push(broken === null ? [element, part.bytes.toString()] : [element, part.bytes.toString(), broken]);
    }
  };
  try {
    for (let at = 0; at < bytes.length; at += piece) {
      splitter.push(bytes.subarray(at, at + piece));
      readAll();
    }
    splitter.end();
    readAll();
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    parts.push(error.message);
  }
  return parts;
}

/** However the bytes arrive, the parts are the same. */
function split(text: string): (Part | string)[] {
  const whole = partsOf(text, text.length + 1);
  for (const piece of [1, 7]) expect(partsOf(text, piece)).toEqual(whole);
  return whole;
}

const one = '<PubmedArticle><PMID>1</PMID></PubmedArticle>';
const two = '<PubmedArticle><PMID>2</PMID></PubmedArticle>';
const set = (inside: string) => `<PubmedArticleSet>${inside}</PubmedArticleSet>`;
const article = (text: string): Part => ['PubmedArticle', text];
const betweenRecords = 'there is text between the records';

describe('records', () => {
  test.each<[string, string, (Part | string)[]]>([
    ['of a set', set(`${one}\n ${two}`), [article(one), article(two)]],
    ['that stand alone', `${one}\n${two}`, [article(one), article(two)]],
    ['of two sets', `${set(one)}\t${set(two)}\r\n`, [article(one), article(two)]],
    ['of an empty set, and of one without an end tag', `<PubmedArticleSet/>${one}`, [article(one)]],
    [
      'behind declarations',
      `<?xml version="1.0"?><!-- <a> --><!DOCTYPE x [ <!ELEMENT a "]>"> ]>${set(one)}`,
      [article(one)],
    ],
    ['with comments between', set(`<!-- ${two} -->${one}<?x ${two}?>`), [article(one)]],
    [
      'of another kind',
      set('<DeleteCitation><PMID>3</PMID></DeleteCitation>'),
      [['DeleteCitation', '<DeleteCitation><PMID>3</PMID></DeleteCitation>']],
    ],
    ['that are empty', set(`<PubmedArticle/>${one}`), [['PubmedArticle', '<PubmedArticle/>'], article(one)]],
    [
      'with attributes and spaces',
      set(`<PubmedArticle a=">">1</PubmedArticle >`),
      [['PubmedArticle', '<PubmedArticle a=">">1</PubmedArticle >']],
    ],
    [
      'that speak of themselves',
      set('<PubmedArticle>PubmedArticle /PubmedArticle <PubmedArticles/></PubmedArticle>'),
      [['PubmedArticle', '<PubmedArticle>PubmedArticle /PubmedArticle <PubmedArticles/></PubmedArticle>']],
    ],
    [
      'whose end is hidden',
      set('<PubmedArticle>! <!-- </PubmedArticle> --><![CDATA[</PubmedArticle>]]></PubmedArticle>'),
      [['PubmedArticle', '<PubmedArticle>! <!-- </PubmedArticle> --><![CDATA[</PubmedArticle>]]></PubmedArticle>']],
    ],
  ])('%s', (_name, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('what is no record, or none that is whole, costs only itself', () => {
  const open = '<PubmedArticle><PMID>3</PMID>';
  test.each<[string, string, (Part | string)[]]>([
    ['text', set(`${one}some text${two}`), [article(one), [null, 'some text', betweenRecords], article(two)]],
    ['CDATA', set(`<![CDATA[ ${two} ]]>${one}`), [[null, `<![CDATA[ ${two} ]]>`, betweenRecords], article(one)]],
    ['a lone "<"', set(`< ${one}`), [[null, '< ', betweenRecords], article(one)]],
    [
      'an end tag',
      set(`</Nothing>${one}`),
      [[null, '</Nothing>', '</Nothing> closes an element that was never opened'], article(one)],
    ],
    [
      'a record that the next one cuts',
      set(`${open}${one}`),
      [['PubmedArticle', open, 'the next <PubmedArticle> begins before </PubmedArticle>'], article(one)],
    ],
    [
      'a record that its set cuts',
      set(`${one}${open}`),
      [article(one), ['PubmedArticle', open, 'the set ends before </PubmedArticle>']],
    ],
    [
      'another element that a record cuts',
      set(`<DeleteCitation>${one}<DeleteCitation></DeleteCitation>`),
      [
        ['DeleteCitation', '<DeleteCitation>', 'the next record begins before </DeleteCitation>'],
        article(one),
        ['DeleteCitation', '<DeleteCitation></DeleteCitation>'],
      ],
    ],
    [
      'a record named in a comment cuts nothing',
      set(`<DeleteCitation><!-- ${one} --></DeleteCitation>`),
      [['DeleteCitation', `<DeleteCitation><!-- ${one} --></DeleteCitation>`]],
    ],
    [
      'another element that never ends',
      set(`<DeleteCitation>${one}`),
      [['DeleteCitation', '<DeleteCitation>', '<DeleteCitation> never ends'], article(one)],
    ],
    [
      'a set that begins anew',
      `<PubmedArticleSet>${one}<PubmedArticleSet>${two}</PubmedArticleSet>`,
      [
        article(one),
        [
          null,
          '<PubmedArticleSet>',
          'a new <PubmedArticleSet> begins although the one before has not ended: a part was cut out',
        ],
        article(two),
      ],
    ],
  ])('%s', (_name, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('what cannot be read on', () => {
  test.each<[string, (Part | string)[]]>([
    ['', ['it is empty']],
    [' \n', ['it ends before any PubMed record or set begins']],
    ['<!-- nothing -->', ['it ends before any PubMed record or set begins']],
    ['<PubmedArticle', ['the text ends inside a tag, so it is cut; get it again']],
    ['<!-- never', ['the text ends inside a tag, so it is cut; get it again']],
    [
      `<PubmedArticleSet>${one}`,
      [article(one), 'the text ends before </PubmedArticleSet>, so it is cut; get it again'],
    ],
    ['<PubmedArticle><PMID>', ['the text ends inside <PubmedArticle>, so it is cut; get it again']],
    ['words', ['it is not XML; it begins with "words"']],
    ['<PubmedArticle <', ['it is not XML; it begins with "<PubmedArticle <"']],
    ['<!ELEMENT a>', ['it is not XML; it begins with "<!ELEMENT a>"']],
    ['a\u0007  b, and so on until nobody reads it', ['it is not XML; it begins with "a? b, and so on until nobody r"']],
    [`${set(one)}words`, [article(one), 'after the end of the set comes "words", which is not XML']],
    [set('<!WORD>'), ['between the records stands "<!WORD></PubmedArticleSet>", which is not XML']],
    ['a\0b', ['it is a binary file, not PubMed XML']],
    ['<!doctype  html>', ['it is an HTML page, not PubMed XML']],
    ['<HTML><body>', ['it is an HTML page, not PubMed XML']],
    ['<records>', ['its root element is <records>, not <PubmedArticleSet>']],
    [
      '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
      ['it declares XML entities, which PubMed never does and which are not resolved here'],
    ],
  ])('%j', (text, expected) => {
    expect(partsOf(text, text.length + 1)).toEqual(expected);
  });

  test('a record beyond the limit is given up, one up to it is not', () => {
    const long = `<PubmedArticle>${'x'.repeat(60)}</PubmedArticle>`;
    expect(partsOf(set(`${one}${long}${two}`), 8, 100)).toEqual([article(one), article(long), article(two)]);
    const endless = `<PubmedArticle>${'x'.repeat(400)}`;
    expect(partsOf(set(`${one}${endless}`), 8, 100)).toEqual([
      article(one),
      'a record is larger than 0 MB or never ends',
    ]);
  });

  test('a tag or a DOCTYPE without an end is given up in the end', () => {
    const spaces = ' '.repeat(65 * 1024);
    expect(partsOf(`<!DOCTYPE x ${spaces}`, 1e6)).toEqual(['its DOCTYPE never ends']);
    expect(partsOf(`<PubmedArticle ${spaces}`, 1e6)).toEqual(['it is not XML; it begins with "<PubmedArticle "']);
  });
});
