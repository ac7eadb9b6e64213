import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { monthOf, readMedlineDate } from '../../../src/pubmed/dates.ts';
import { readPubmedXml } from '../../../src/pubmed/readPubmedXml.ts';

/**
 * Everything that is read from records which hold every element there is, sound and faulty. Read through when it was
 * written; RESORB_RENEW=1 writes it anew, and the difference is to be read like code.
 */
const fixtures = join(rootDir, 'test', 'fixtures');
const keptFile = join(fixtures, 'pubmed-kept.json');
const records = readFileSync(join(fixtures, 'pubmed-kept.xml'), 'utf8');
const traits = readdirSync(join(fixtures, 'pubmed'));

async function read(source: string | Buffer, piece = 1 << 16, largestRecord?: number): Promise<unknown[]> {
  const bytes = Buffer.from(source as string);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const events: unknown[] = [];
  try {
    const options = { name: 'file.xml', ...(largestRecord ? { largestRecord } : {}) };
    for await (const event of readPubmedXml(pieces(), options)) {
      const { xml, ...rest } = event as { xml?: string };
      events.push({ ...rest, ...(xml === undefined ? {} : { length: xml.length }) });
    }
  } catch (error) {
    events.push({ fault: (error as Error).message, name: (error as Error).name });
  }
  return JSON.parse(JSON.stringify(events));
}

const one =
  '<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Größe</ArticleTitle></Article></MedlineCitation></PubmedArticle>';
const setOf = (inside: string, head = '<?xml version="1.0" encoding="UTF-8"?>') =>
  `${head}<PubmedArticleSet>${inside}</PubmedArticleSet>`;
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const cut = gzipSync(setOf(one));

/** Sources that are odd as a whole. */
const sources: Record<string, string | Buffer> = {
  'UTF-8 with a mark': `\ufeff${setOf(one)}`,
  'UTF-16, little end first': Buffer.from(setOf(one), 'utf16le'),
  'UTF-16, little end first, with a mark': Buffer.from(`\ufeff${setOf(one)}`, 'utf16le'),
  'UTF-16, big end first': swapped(setOf(one)),
  'UTF-16, big end first, with a mark': swapped(`\ufeff${setOf(one)}`),
  'UTF-16 declared but not written': setOf(one, '<?xml version="1.0" encoding="UTF-16"?>'),
  'Latin-1': Buffer.from(setOf(one, "<?xml version='1.0' encoding = 'ISO-8859-1'?>"), 'latin1'),
  'an encoding nobody knows': setOf(one, '<?xml version="1.0" encoding="x-odd"?>'),
  'bytes that are not UTF-8': Buffer.from(setOf(one), 'latin1'),
  'UTF-16 cut in a letter': Buffer.from(setOf(one), 'utf16le').subarray(0, 101),
  packed: gzipSync(setOf(one)),
  'packed twice in a row': Buffer.concat([gzipSync(setOf(one)), gzipSync(setOf(one))]),
  'packed and cut': cut.subarray(0, cut.length - 12),
  'packed and damaged': Buffer.concat([cut.subarray(0, 20), Buffer.from([1, 2, 3, 4]), cut.subarray(24)]),
  'the first byte of a packed file alone': Buffer.from([0x1f]),
  'a packed file’s second byte wrong': Buffer.from([0x1f, 0x8c, 1]),
  nothing: '',
  spaces: ' \n ',
  'a page': '<!DOCTYPE html><html><body>Sorry</body></html>',
  'a page without a type': '<html><body>Sorry</body></html>',
  words: 'Sorry, try later.',
  'an error of E-utilities': '<?xml version="1.0"?><eFetchResult><ERROR>odd</ERROR></eFetchResult>',
  'an empty set': '<PubmedArticleSet></PubmedArticleSet>',
  'an empty set in one tag': '<PubmedArticleSet/>',
  'a set not closed': `<PubmedArticleSet>${one}`,
  'a record not closed': `<PubmedArticleSet>${one}${one.slice(0, 60)}`,
  'a record closed by another': '<PubmedArticleSet><PubmedArticle></MedlineCitation></PubmedArticleSet>',
  'an end without a start': `<PubmedArticleSet>${one}</Nothing></PubmedArticleSet>`,
  'words between records': `<PubmedArticleSet>${one}words${one}</PubmedArticleSet>`,
  'something else between records': `<PubmedArticleSet>${one}<Odd a="1>2"/><Odd>x</Odd>${one}</PubmedArticleSet>`,
  'two sets': setOf(one) + setOf(one),
  'a set of 2016': `<MedlineCitationSet>${one.replace(/<\/?PubmedArticle>/g, '')}</MedlineCitationSet>`,
  'a bare record': one,
  'a record in a record': `<PubmedArticleSet><PubmedArticle>${one}</PubmedArticle></PubmedArticleSet>`,
  'a comment not closed': `<PubmedArticleSet>${one}<!-- `,
  'entities of its own': `<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet>${one}</PubmedArticleSet>`,
  'a document type not closed': '<!DOCTYPE x [ <!ELEMENT y ANY> ',
  'a long name': `<${'x'.repeat(90)}>y</${'x'.repeat(90)}>`,
  'lines that end with a return': setOf(one).replaceAll('><', '>\r<').replaceAll('Größe', 'a\r\nb\rc'),
};

const dates = [
  ...[
    '1998 Dec-1999 Jan',
    'Winter 2016',
    '2000 Spring',
    '2001 Jan 5',
    '2001 Jan 5-12',
    '2001 Jan 123',
    'Fall',
    '20011',
    'nothing',
    '',
    '1999-2000',
    '2002 Sept 3',
    'Autumn 1987 ',
    '2003 1st Quart',
  ],
];
const months = ['Feb', 'february', '02', '2', '0', '12', '13', '123', 'Jul-Aug', 'xx', '', null];

/** What a value is compared by, whatever it is: its JSON. */
async function made(): Promise<[string, unknown][]> {
  const rows: [string, unknown][] = [['every element', await read(records)]];
  for (const trait of traits)
    rows.push([`trait ${trait}`, await read(readFileSync(join(fixtures, 'pubmed', trait, 'source.xml')))]);
  for (const [name, source] of Object.entries(sources)) rows.push([name, await read(source)]);
  return rows;
}

async function keptRows(): Promise<Map<string, unknown>> {
  if (process.env.RESORB_RENEW || !existsSync(keptFile)) {
    const lines = (await made()).map((row) => JSON.stringify(row));
    writeFileSync(keptFile, `[\n${lines.join(',\n')}\n]\n`);
  }
  return new Map(JSON.parse(readFileSync(keptFile, 'utf8')) as [string, unknown][]);
}

describe('records are read as they were', () => {
  test.each([1 << 16, 4096, 61])('every element, in pieces of %d bytes', async (piece) => {
    expect(await read(records, piece)).toEqual((await keptRows()).get('every element'));
  });

  test.each(traits)('trait %s', async (trait) => {
    const source = readFileSync(join(fixtures, 'pubmed', trait, 'source.xml'));
    expect(await read(source)).toEqual((await keptRows()).get(`trait ${trait}`));
  });

  test.each(Object.keys(sources))('%s', async (name) => {
    const kept = (await keptRows()).get(name);
    expect(await read(sources[name] ?? '')).toEqual(kept);
    // The same faults at the same records, however the bytes arrive.
    if (!name.startsWith('packed')) expect(await read(sources[name] ?? '', 1)).toEqual(kept);
  });

  test('a record larger than is taken ends the reading after those before it', async () => {
    const large = one.replace('Größe', 'x'.repeat(4000));
    const [first, fault, ...others] = (await read(setOf(one + large + one), 100, 1000)) as Record<string, string>[];
    expect(first?.kind).toBe('citation');
    expect(fault?.name).toBe('PubmedSourceError');
    expect(fault?.fault).toMatch(/file\.xml.*record/);
    expect(others).toEqual([]);
  });
});

describe('dates in words', () => {
  test('start where their first words say', () => {
    expect(dates.map((text) => [text, ...Object.values(readMedlineDate(text))])).toEqual([
      ['1998 Dec-1999 Jan', 1998, 12, null, null],
      ['Winter 2016', 2016, null, null, 'Winter'],
      ['2000 Spring', 2000, null, null, 'Spring'],
      ['2001 Jan 5', 2001, 1, 5, null],
      ['2001 Jan 5-12', 2001, 1, 5, null],
      ['2001 Jan 123', 2001, 1, null, null],
      ['Fall', null, null, null, 'Fall'],
      ['20011', null, null, null, null],
      ['nothing', null, null, null, null],
      ['', null, null, null, null],
      ['1999-2000', 1999, null, null, null],
      ['2002 Sept 3', 2002, 9, 3, null],
      ['Autumn 1987 ', 1987, null, null, 'Autumn'],
      ['2003 1st Quart', 2003, null, null, null],
    ]);
    expect(months.map(monthOf)).toEqual([2, 2, 2, 2, null, 12, null, null, 7, null, null, null]);
  });
});
