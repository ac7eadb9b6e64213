import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPubmedXml } from '../../../src/pubmed/readPubmedXml.ts';

/** Damaged files to read; RESORB_FUZZ_FILES=50000 for the figure in docs/reliability.md. */
const files = Number(process.env.RESORB_FUZZ_FILES ?? 600);
const count = 5;

const record = (pmid: number): string =>
  `<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">${pmid}</PMID><Article PubModel="Print"><Journal><JournalIssue><PubDate><Year>2001</Year></PubDate></JournalIssue><Title>Spine</Title></Journal><ArticleTitle>Resorption of <i>herniated</i> discs &lt;${pmid}&gt;</ArticleTitle><Abstract><AbstractText Label="AIM">β-catenin, größer.</AbstractText></Abstract><AuthorList><Author><LastName>Roe</LastName><Initials>J</Initials></Author></AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">${pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>`;
const head = '<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n';
const records = Array.from({ length: count }, (_, index) => Buffer.from(`${record(index + 1)}\n`));

/** A change inside a record: a byte, or a piece of markup that opens or ends something. */
const damage = fc.record({
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  put: fc.oneof(
    fc.integer({ min: 0, max: 255 }).map((byte) => Buffer.from([byte])),
    fc
      .constantFrom('<!--', '-->', '<![CDATA[', ']]>', '&bomb;', '<', '>', '"', '</Article>', '<PubmedArticle>', '<?x')
      .map((text) => Buffer.from(text)),
    fc.constant(Buffer.alloc(0)),
  ),
  instead: fc.nat(40),
});

function damaged(whole: Buffer, changes: readonly { place: number; put: Buffer; instead: number }[]): Buffer {
  return changes.reduce((bytes, { place, put, instead }) => {
    const at = Math.floor(place * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + instead)]);
  }, whole);
}

/** The numbers of the records that were read, and how many were refused with a reason. */
async function read(bytes: Buffer): Promise<{ kept: number[]; refused: number; fault: string | null }> {
  const kept: number[] = [];
  let refused = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700);
  }
  try {
    for await (const event of readPubmedXml(chunks(), { name: 'fuzz.xml' })) {
      if (event.kind === 'citation') kept.push(Number(event.citation.pmid));
      else if (event.kind === 'rejected') {
        refused++;
        if (event.reason.length < 5) throw new Error('A record was refused without a reason.');
      }
    }
    return { kept, refused, fault: null };
  } catch (error) {
    return { kept, refused, fault: (error as Error).message };
  }
}

describe('whatever happens to the bytes of one record', () => {
  test('it is read or refused with a reason, and its neighbours are kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(count - 1), fc.array(damage, { minLength: 1, maxLength: 6 }), async (which, changes) => {
        const pieces = records.map((each, index) => (index === which ? damaged(each, changes) : each));
        const { kept, refused, fault } = await read(
          Buffer.concat([Buffer.from(head), ...pieces, Buffer.from('</PubmedArticleSet>\n')]),
        );
        const numbers = records.map((_, index) => index + 1);
        const before = numbers.slice(0, which);
        expect(kept.slice(0, which)).toEqual(before);
        if (fault === null) {
          const after = numbers.slice(which + 1);
          expect(kept.slice(kept.length - after.length)).toEqual(after);
          // What was made a comment or an instruction is no record any more.
          const mayHide = changes.some(({ put }) => /<[!?]/.test(put.toString('latin1')));
          if (!mayHide) expect(kept.length + refused).toBeGreaterThanOrEqual(count);
        } else expect(fault).toMatch(/^fuzz\.xml, (before the first record|after record \d+): .+/s);
      }),
      { numRuns: files },
    );
  });
});
