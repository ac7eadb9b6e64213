import { afterAll, describe, expect, test } from '@jest/globals';
import { emptyQuery } from '../../../../src/catalog/catalogQuery.ts';
import { createCatalog } from '../../../../src/catalog/createCatalog.ts';
import { loadSynonyms } from '../../../../src/catalog/loadSynonyms.ts';
import { emptyCitation } from '../../../../src/domain/citation.ts';
import { protocolDir } from '../../../../src/paths.ts';
import { libraryStore, protocol, testInstant } from '../../../support/libraryStore.ts';

const store = libraryStore();
const catalog = createCatalog({ store, protocol, synonyms: loadSynonyms(protocolDir) });

afterAll(() => store.close());

/** Adds a record with a reference list. */
function add(pmid: string, title: string, references: { pmid?: string; doi?: string }[] = []): number {
  return store.transaction(() => {
    const runId = store.runs.list()[0]?.searchRunId ?? 0;
    const citation = {
      ...emptyCitation(),
      pmid,
      title,
      references: references.map(({ pmid: id = null, doi = null }) => ({ citation: 'x', pmid: id, doi })),
    };
    const incoming = { source: 'pubmed', sourceId: pmid, citation, raw: pmid, runId, retrievedAt: testInstant };
    return store.records.save(incoming).recordId;
  });
}

describe('references', () => {
  test('lead both ways between records, by PMID and by DOI, and never from a record to itself', () => {
    const old = catalog.record('pmid:35999644', 'en');
    const recordId = add('90000001', 'A citing sample', [
      { pmid: '35999644' },
      { doi: old?.card.doi?.toUpperCase() ?? '' },
      { pmid: '90000001' },
      { pmid: '1' },
    ]);
    expect(catalog.record(String(recordId), 'en')?.cites.map((other) => other.recordId)).toEqual([old?.card.recordId]);
    expect(catalog.record('pmid:35999644', 'en')?.citedBy.map((other) => other.recordId)).toEqual([recordId]);
    const later = add('90000002', 'A later one', [{ pmid: '90000001' }]);
    expect(catalog.record('90000001', 'en')).toBeNull();
    expect(catalog.record('pmid:90000001', 'en')?.citedBy).toEqual([
      { recordId: later, title: 'A later one', year: null },
    ]);
  });
});

describe('similar records', () => {
  test('share tags or words of the title, and the record is not like itself', () => {
    const detail = catalog.record('pmid:40426259', 'en');
    expect(detail?.related).toHaveLength(6);
    expect(detail?.related.map(({ recordId }) => recordId)).not.toContain(detail?.card.recordId);
    expect(detail?.related.some(({ shared }) => shared > 0)).toBe(true);
    const untagged = add('90000003', 'Macrophage infiltration in lumbar disc herniation: a letter');
    const found = catalog.record(String(untagged), 'en')?.related ?? [];
    expect(
      found.map(({ title }) => title.toLowerCase()).filter((title) => title.includes('disc')).length,
    ).toBeGreaterThan(3);
  });

  test('a title that reads like a search is only words', () => {
    const recordId = add('90000004', '"NOT (a AND [ti] : -- 2010:2020[dp] OR');
    expect(catalog.record(String(recordId), 'en')?.related).toBeDefined();
  });
});

describe('spelling', () => {
  const mended = (q: string) => catalog.spelling({ ...emptyQuery, q });

  test.each([
    ['macrofage', 'macrophage'],
    ['resorbtion macrophage', 'resorption macrophage'],
    ['title:inflamation', null],
  ])('%s → %s', (typed, meant) => {
    expect(mended(typed)?.q ?? null).toBe(meant);
  });

  test('says how many it would find, under the same filters', () => {
    const better = mended('macrofage');
    const found = catalog.search({ ...emptyQuery, q: 'macrophage' }, 'en').total;
    expect(better?.total).toBe(found);
    expect(found).toBeGreaterThan(0);
    expect(catalog.spelling({ ...emptyQuery, q: 'macrofage', yearFrom: 2990 })).toBeNull();
  });

  test('leaves alone what is known, short, quoted in Chinese, or a code', () => {
    for (const q of ['macrophage', 'mri', '巨噬细胞', '', 'AND', '2010:2020[dp]']) expect(mended(q)).toBeNull();
  });
});

describe('evidence', () => {
  test('is found again by its lasting name, and unknown names by nobody', () => {
    const { statements } = catalog.evidence({ values: null, stances: null, recordId: null, after: 0, limit: 500 });
    expect(new Set(statements.map(({ key }) => key)).size).toBe(statements.length);
    for (const statement of statements.slice(0, 20)) expect(catalog.statement(statement.key)).toEqual(statement);
    expect(catalog.statement('0000000000000000')).toBeNull();
  });

  test('keeps its name when its record is tagged anew with the same outcome', () => {
    const [first] = catalog.evidence({ values: null, stances: null, recordId: null, after: 0, limit: 1 }).statements;
    if (!first) throw new Error('The library has no evidence.');
    const recordId = first.recordId;
    const tags = catalog.record(String(recordId), 'en')?.card.tags ?? [];
    const { annotator } = first;
    store.transaction(() => {
      const annotations = tags.map(({ kind, value, stance, score, basis, evidence }) => ({
        ...{ kind, value, stance, score, basis },
        evidence: evidence.map(({ field, start, end, text }) => ({ field: field as 'title', start, end, text })),
      }));
      const facts = { sampleN: null, sampleUnit: null, followUpMonths: null, followUpNote: null };
      store.annotations.replace(
        recordId,
        { ...annotator, version: 'next' },
        { annotations, facts, resorption: [] },
        testInstant,
      );
      store.annotations.deriveTags(recordId);
    });
    const again = catalog.statement(first.key);
    expect(again?.value).toBe(first.value);
    expect(again?.id).not.toBe(first.id);
    expect(again?.annotator.version).toBe('next');
  });
});
