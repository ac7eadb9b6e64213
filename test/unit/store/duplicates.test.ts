import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Annotation, Annotator } from '../../../src/domain/codebook.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { incoming } from '../../support/citations.ts';
import { tableDump } from '../../support/tableDump.ts';

const at = '2026-03-01T00:00:00.000Z';
const reviewer: Annotator = { kind: 'person', name: 'Reviewer A', version: '' };
const decider = { by: reviewer, reason: 'the same cohort', at };
const words = 'Macrophages ate the disc.';

let folder: string;
let file: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-duplicates-'));
  file = join(folder, 'review.sqlite');
  store = openStore(file);
  store.runs.start({ source: 'file', programVersion: 'test', startedAt: at });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A record of its own, whatever else is stored. */
function add(sourceId: string, facts: Parameters<typeof incoming>[0] = {}): number {
  const given = { pmid: null, title: `Title ${sourceId}`, ...facts };
  const { recordId } = store.records.save(incoming(given, { source: 'ris', sourceId }), () => null);
  return recordId;
}

function code(recordId: number, annotator: Annotator, value: string, text = words): void {
  const annotation: Annotation = {
    kind: 'mechanism',
    value,
    stance: 'supports',
    score: null,
    basis: null,
    evidence: [{ field: 'abstract', start: 0, end: text.length, text }],
  };
  store.annotations.replace(
    recordId,
    annotator,
    {
      annotations: [annotation],
      facts: { sampleN: 12, sampleUnit: null, followUpMonths: null, followUpNote: null },
      resorption: [],
    },
    at,
  );
  store.annotations.deriveTags(recordId);
}

const abstract = [{ label: null, nlmCategory: null, text: words }];
const rules: Annotator = { kind: 'rules', name: 'rules', version: '1' };
const found = (word: string) => [...store.searchIndex.match(`"${word}"`, 'stems')];

function dump(): Record<string, string[]> {
  const database = openDatabase(file, { readonly: true });
  const rows = tableDump(database, ['duplicate_decision', 'annotator']);
  database.close();
  return rows;
}

/** All that a reader can see of the records. */
const seen = () => ({
  ids: store.records.ids(),
  columns: store.catalogRows.recordColumns(),
  tags: store.catalogRows.tagColumns(),
  records: store.records.allIds().map((id) => store.records.get(id)),
  found: ['title', 'older', 'younger', 'macrophages'].map(found),
});

describe('two records decided to be the same', () => {
  test('are read as the older one, with what both say', () => {
    const older = add('older', { doi: '10.1/older' });
    const younger = add('younger', { pmid: '77', doi: '10.1/younger', abstract });
    code(younger, rules, 'phagocytosis');
    store.duplicates.decide(younger, older, 'same', decider);
    expect(store.records.ids()).toEqual([older]);
    expect(store.records.count()).toBe(1);
    expect(store.records.get(older)?.citation).toMatchObject({ title: 'Title older', pmid: '77', abstract });
    expect(store.records.sources(older).map(({ sourceId }) => sourceId)).toEqual(['older', 'younger']);
    expect(store.catalogRows.tagsOf(older).map(({ value }) => value)).toEqual(['phagocytosis']);
    expect(store.catalogRows.recordColumns()).toMatchObject([{ recordId: older, hasAbstract: 1, sampleN: 12 }]);
    expect(found('macrophages')).toEqual([older]);
    for (const name of [String(younger), 'pmid:77', 'doi:10.1/younger', 'doi:10.1/older'])
      expect({ name, id: store.records.findId(name) }).toEqual({ name, id: older });
  });

  test('come apart exactly as they were when the decision is undone', () => {
    const older = add('older', { doi: '10.1/a' });
    const younger = add('younger', { pmid: '77', doi: '10.1/b', abstract });
    const third = add('third', { doi: '10.1/b', title: 'Title third' });
    code(younger, rules, 'phagocytosis');
    store.screening.decide(younger, reviewer, {
      stage: 'title-abstract',
      verdict: 'include',
      exclusionReason: null,
      note: null,
      decidedAt: at,
    });
    const before = { rows: dump(), seen: seen() };
    store.duplicates.decide(older, younger, 'same', decider);
    store.duplicates.decide(third, younger, 'same', decider);
    expect(seen()).not.toEqual(before.seen);
    expect(store.records.ids()).toEqual([older]);
    store.duplicates.decide(older, younger, 'undone', decider);
    expect(store.records.ids()).toEqual([older, younger]);
    store.duplicates.decide(third, younger, 'undone', decider);
    expect({ rows: dump(), seen: seen() }).toEqual(before);
    expect(store.duplicates.decisions().map(({ decision }) => decision)).toEqual(['same', 'same', 'undone', 'undone']);
  });

  test('a rule speaks only where the words it read are the ones shown', () => {
    const older = add('older', { abstract: [{ label: null, nlmCategory: null, text: 'Another wording.' }] });
    const younger = add('younger', { abstract });
    code(younger, rules, 'phagocytosis');
    store.duplicates.decide(older, younger, 'same', decider);
    expect(store.catalogRows.tagsOf(older)).toEqual([]);
    store.duplicates.decide(older, younger, 'undone', decider);
    expect(store.catalogRows.tagsOf(younger).map(({ value }) => value)).toEqual(['phagocytosis']);
  });

  test('a newer version of the younger one shows on the older one', () => {
    const older = add('older');
    const younger = add('younger', { pmid: '77' });
    store.duplicates.decide(older, younger, 'same', decider);
    store.records.save(incoming({ pmid: '77', title: 'From PubMed', volume: '9' }));
    expect(store.records.get(older)?.citation).toMatchObject({ title: 'From PubMed', volume: '9' });
    expect(store.records.own(older)?.citation.title).toBe('Title older');
    expect(found('pubmed')).toEqual([older]);
  });

  test('a chain of decisions leads to the oldest of all', () => {
    const ids = ['a', 'b', 'c', 'd'].map((name) => add(name));
    const [a, b, c, d] = ids as [number, number, number, number];
    store.duplicates.decide(c, d, 'same', decider);
    store.duplicates.decide(b, c, 'same', decider);
    store.duplicates.decide(d, a, 'same', decider);
    expect(ids.map(store.records.headOf)).toEqual([a, a, a, a]);
    store.duplicates.decide(b, c, 'undone', decider);
    expect(ids.map(store.records.headOf)).toEqual([a, b, a, a]);
  });
});

describe('a decision', () => {
  test('takes a pair off the list; undone, the pair waits again', () => {
    const [a, b] = [add('a'), add('b')];
    expect(store.duplicates.hold(b, { recordId: a, reason: 'similar titles' }, 1, at)).toBe(true);
    expect(store.duplicates.hold(a, { recordId: b, reason: 'similar titles' }, 1, at)).toBe(false);
    const waiting = () => store.duplicates.waiting().map((pair) => [pair.recordId, pair.otherRecordId]);
    expect(waiting()).toEqual([[a, b]]);
    store.duplicates.decide(a, b, 'different', decider);
    expect(waiting()).toEqual([]);
    store.duplicates.decide(a, b, 'undone', decider);
    expect(waiting()).toEqual([[a, b]]);
  });

  test('that contradicts another is refused in one sentence', () => {
    const [a, b, c] = [add('a'), add('b'), add('c')];
    const decide = (one: number, other: number, verdict: 'same' | 'different' | 'undone') => () =>
      store.duplicates.decide(one, other, verdict, decider);
    expect(decide(a, b, 'undone')).toThrow('There is no decision about records 1 and 2 to undo.');
    expect(decide(a, 99, 'same')).toThrow('There is no record 99.');
    expect(decide(a, a, 'same')).toThrow('Record 1 cannot be compared with itself.');
    decide(a, b, 'different')();
    decide(b, c, 'same')();
    expect(decide(a, c, 'same')).toThrow(/records 1 and 2 were told apart; undo that first/);
    decide(a, b, 'undone')();
    decide(a, c, 'same')();
    expect(decide(a, b, 'different')).toThrow(/by way of other records/);
  });

  test('is kept for ever', () => {
    const [a, b] = [add('a'), add('b')];
    store.duplicates.decide(a, b, 'different', decider);
    const database = openDatabase(file);
    expect(() => database.exec("update duplicate_decision set decision = 'same'")).toThrow(/never changed/);
    expect(() => database.exec('delete from duplicate_decision')).toThrow(/never deleted/);
    database.close();
  });
});
