import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openPubmedXml, readPubmedXml } from '../../../src/pubmed/readPubmedXml.ts';

const record = (pmid: number, title = `Title ${pmid}`): string =>
  `<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">${pmid}</PMID><Article><ArticleTitle>${title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>`;
const set = (...records: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://dtd.nlm.nih.gov/x.dtd">\n<PubmedArticleSet>\n${records.join('\n')}\n</PubmedArticleSet>\n`;

interface Outcome {
  /** "7" for a citation, "-7: reason" for a rejected record, "x7" for a deletion. */
  seen: string[];
  fault: string | null;
}

async function read(source: string | Buffer, chunk = 1 << 16, largestRecord?: number): Promise<Outcome> {
  const bytes = Buffer.from(source as string);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const seen: string[] = [];
  try {
    const options = { name: 'file.xml', ...(largestRecord ? { largestRecord } : {}) };
    for await (const event of readPubmedXml(chunks(), options)) {
      if (event.kind === 'citation') seen.push(event.citation.pmid ?? '');
      else if (event.kind === 'rejected') seen.push(`-${event.pmid}: ${event.reason}`);
      else seen.push(...event.pmids.map((pmid) => `x${pmid}`));
    }
    return { seen, fault: null };
  } catch (error) {
    return { seen, fault: error instanceof Error ? error.message : String(error) };
  }
}

const good = { seen: ['1', '2'], fault: null };

describe('forms of the same two records', () => {
  const text = set(record(1), record(2, 'Größe μ'));
  const halves = [gzipSync(text.slice(0, 400)), gzipSync(text.slice(400))];
  test.each<[string, string | Buffer]>([
    ['plain', text],
    ['gzip', gzipSync(text)],
    ['gzip in two members', Buffer.concat(halves)],
    ['a byte order mark', `\ufeff${text}`],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['ISO-8859-1 as declared', Buffer.from(text.replace('UTF-8', 'ISO-8859-1').replace('μ', 'm'), 'latin1')],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['pretty-printed', text.replaceAll('><', '>\n  <')],
    [
      'comments between and a declaration again',
      text.replace('</PubmedArticle>', '</PubmedArticle><!-- <PubmedArticle> --><?xml version="1.0"?>'),
    ],
    ['two sets in a row', set(record(1)) + set(record(2))],
    ['a bare record as root, twice', record(1) + record(2)],
    [
      'the root of 2016',
      `<MedlineCitationSet>${(record(1) + record(2)).replace(/<\/?PubmedArticle>/g, '')}</MedlineCitationSet>`,
    ],
    ['blanks in the end tags', text.replaceAll('</PubmedArticle>', '</PubmedArticle\n>')],
  ])('%s', async (_name, source) => {
    expect(await read(source)).toEqual(good);
    expect(await read(source, 7)).toEqual(good);
  });

  test('ISO-8859-1 text is read as such', async () => {
    const bytes = Buffer.from(text.replace('UTF-8', 'ISO-8859-1').replace('μ', 'm'), 'latin1');
    async function* source(): AsyncGenerator<Uint8Array> {
      yield bytes;
    }
    const titles: string[] = [];
    for await (const event of readPubmedXml(source(), { name: 'x' }))
      if (event.kind === 'citation') titles.push(event.citation.title);
    expect(titles).toEqual(['Title 1', 'Größe m']);
  });

  test('an empty set is fine, and DeleteCitation is told', async () => {
    expect(await read(set())).toEqual({ seen: [], fault: null });
    expect(await read('<PubmedArticleSet/>')).toEqual({ seen: [], fault: null });
    const deletion = '<DeleteCitation><PMID Version="1">8</PMID>\n<PMID Version="1">9</PMID></DeleteCitation>';
    expect(await read(set(record(1), deletion))).toEqual({ seen: ['1', 'x8', 'x9'], fault: null });
  });

  test('where the bytes are cut into chunks makes no difference', async () => {
    const tricky = set(
      record(1, 'a<!-- </PubmedArticle> -->b'),
      record(2, '<![CDATA[</PubmedArticle>]]>'),
      '<Odd/>',
      record(3),
    );
    const whole = await read(tricky);
    expect(whole.seen).toHaveLength(4);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (chunk) => {
        expect(await read(tricky, chunk)).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });
});

describe('one bad record costs only itself', () => {
  test.each([
    ['a mismatched tag', record(2, '<i>x</b>'), '<i> is closed by "</b>"'],
    ['an entity', record(2, '&bomb;'), '"&bomb;" is not a reference XML knows (entities are never resolved)'],
    [
      'a missing end tag',
      record(2).replace('</PubmedArticle>', ''),
      'the next <PubmedArticle> begins before </PubmedArticle>',
    ],
    ['a comment that never ends', record(2, '<!-- x'), '<PubmedArticle> never ends'],
  ])('%s', async (_name, bad, reason) => {
    expect(await read(set(record(1), bad, record(3)))).toEqual({ seen: ['1', `-2: ${reason}`, '3'], fault: null });
  });

  test('without its first letter and an end tag inside it, it does not run into the next', async () => {
    const bad = record(2).replace('</MedlineCitation>', '</MedlineCitation><PubmedData><a/>').slice(1);
    const next = record(3).replace('</MedlineCitation>', '</MedlineCitation><PubmedData></PubmedData>');
    const { seen, fault } = await read(set(record(1), bad, next));
    expect([seen[0], seen.at(-1), fault]).toEqual(['1', '3', null]);
    expect(seen).toContain('-null: the next record begins before </PubmedData>');
  });

  test('bytes that are not UTF-8', async () => {
    const [before, after] = set(record(1), record(2, '@'), record(3)).split('@');
    const source = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xe4, 0xb6]), Buffer.from(after ?? '')]);
    const { seen, fault } = await read(source);
    expect(fault).toBeNull();
    expect(seen).toEqual(['1', '-2: it holds bytes that are not UTF-8, the encoding of the source', '3']);
  });

  test.each(['stray', '<![CDATA[stray]]>'])(
    'text between records is told, not dropped in silence: %s',
    async (text) => {
      expect((await read(set(record(1), text, record(2)))).seen).toEqual([
        '1',
        '-null: there is text between the records',
        '2',
      ]);
      expect((await read(set(record(1), text, record(2)), 5)).seen).toHaveLength(3);
    },
  );
});

describe('a fault of the whole source keeps the good records before it', () => {
  const whole = set(record(1), record(2), record(3));
  const packed = gzipSync(
    set(...Array.from({ length: 3000 }, (_, index) => record(index + 1, String(Math.sin(index))))),
  );
  test.each<[string, string | Buffer, number, string]>([
    [
      'cut inside a record',
      whole.slice(0, whole.indexOf('Title 3')),
      2,
      'after record 2: the text ends inside <PubmedArticle>, so it is cut',
    ],
    [
      'cut after a record',
      whole.slice(0, whole.lastIndexOf('</PubmedArticleSet>')),
      3,
      'after record 3: the text ends before </PubmedArticleSet>',
    ],
    ['garbage after the set', `${whole}garbage`, 3, 'after record 3: after the end of the set comes "garbage"'],
    ['an empty file', '', 0, 'it is empty'],
    ['HTML', '<!doctype html><html><body>502</body></html>', 0, 'it is an HTML page'],
    ['HTML of another kind', '<html><body>502</body></html>', 0, 'it is an HTML page'],
    ['JSON', '{"error":"API rate limit exceeded"}', 0, 'it is not XML'],
    ['a binary file', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 9, 8, 7]), 0, 'it is a binary file'],
    ['another root', '<feed><entry/></feed>', 0, 'its root element is <feed>'],
    ['the declaration only', '<?xml version="1.0"?>\n', 0, 'it ends before any PubMed record'],
    ['an unknown encoding', '<?xml version="1.0" encoding="klingon"?><PubmedArticleSet/>', 0, 'the encoding "klingon"'],
    [
      'an entity bomb',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><PubmedArticleSet/>',
      0,
      'it declares XML entities',
    ],
    [
      'an external entity',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><PubmedArticleSet/>',
      0,
      'it declares XML entities',
    ],
  ])('%s', async (_name, source, kept, reason) => {
    const { seen, fault } = await read(source);
    expect(seen).toHaveLength(kept);
    expect(fault).toContain(reason);
    expect(fault).toMatch(/^file\.xml, (before the first record|after record \d+): /);
    expect((await read(source, 11)).fault).toBe(fault);
  });

  test('cut gzip: every record that can be unpacked is kept', async () => {
    const { seen, fault } = await read(packed.subarray(0, packed.length * 0.6));
    expect(seen.length).toBeGreaterThan(1500);
    expect(fault).toBe(
      `file.xml, after record ${seen.length}: the gzip data end too early, so the file is cut; get it again`,
    );
  });

  test('damaged gzip', async () => {
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, packed.length >> 1, (packed.length >> 1) + 20);
    const { fault } = await read(damaged);
    expect(fault).toContain('the gzip data are damaged');
  });

  test('a record beyond the limit is refused', async () => {
    const { seen, fault } = await read(set(record(1), record(2, 'x'.repeat(50_000))), 1000, 20_000);
    expect(seen).toEqual(['1']);
    expect(fault).toContain('a record is larger than');
  });

  test('a file that is not there', async () => {
    const events = openPubmedXml('no-such-file.xml')[Symbol.asyncIterator]();
    await expect(events.next()).rejects.toThrow(/^no-such-file\.xml, before the first record: it cannot be read/);
  });
});
