import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Annotator } from '../../../src/domain/codebook.ts';
import { lookAtTakeBack, type TakeBackOptions, takeBack } from '../../../src/ingest/takeBack.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import {
  type Import,
  importInto,
  type Met,
  movingClock,
  seenRecords,
  wordTagger,
} from '../../support/takeBackCases.ts';

let folder: string;
let file: string;
let store: Store;
let clock: () => string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-take-back-'));
  file = join(folder, 'review.sqlite');
  store = openStore(file);
  clock = movingClock();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const cites = (publication: number, edition = 1): Met => ({ publication, kind: 'cites', edition, doi: 'own' });
const pubmed = (...met: Met[]): Import => ({ source: 'pubmed', met });
const ris = (...met: Met[]): Import => ({ source: 'ris', met });
const bring = (given: Import) => importInto(store, given, clock);
const back = (runId: number, options: Partial<TakeBackOptions> = {}) =>
  takeBack(store, wordTagger, runId, { at: clock(), ...options });

/** Changes rows as no part of the program does. */
function tamper(sql: string): void {
  const database = openDatabase(file);
  database.exec(sql);
  database.close();
}

const person: Annotator = { kind: 'person', name: 'Reviewer A', version: '' };

describe('a run that is taken back', () => {
  test('stays in the list with its counts, marked, and is not taken back again', async () => {
    const runId = await bring(ris(cites(1), cites(2)));
    const at = clock();
    const before = store.runs.get(runId);
    back(runId, { at });
    expect(store.runs.get(runId)).toEqual({ ...before, takenBackAt: at, stayed: 0 });
    expect(store.runs.list()).toHaveLength(1);
    expect(() => back(runId)).toThrow(`Run ${runId} was already taken back, at ${at}.`);
  });

  test('is copied before, beside the database, and the copy holds what left', async () => {
    const runId = await bring(ris(cites(1)));
    const { copy } = back(runId);
    if (copy === null) throw new Error('There is no copy.');
    const kept = openStore(copy, { readonly: true });
    expect([kept.records.count(), store.records.count()]).toEqual([1, 0]);
    kept.close();
  });

  test('leaves numbers of records that are never given again', async () => {
    await bring(ris(cites(1)));
    const runId = await bring(ris(cites(2), cites(3)));
    back(runId);
    await bring(ris(cites(3)));
    expect(store.records.allIds()).toEqual([1, 4]);
  });

  test('is no search from which an incremental one goes on, and none that is gone on with', () => {
    const search = { source: 'pubmed', query: 'disc', programVersion: 'test', startedAt: clock() } as const;
    const [complete, failed] = [store.runs.start(search), store.runs.start(search)];
    store.runs.wantPmids(failed, ['1']);
    store.runs.finish(complete, 'complete', clock());
    store.runs.finish(failed, 'failed', clock());
    expect(store.runs.lastComplete('disc')).not.toBeNull();
    expect(store.runs.findUnfinished('disc', null)?.searchRunId).toBe(failed);
    for (const runId of [complete, failed]) back(runId);
    expect(store.runs.lastComplete('disc')).toBeNull();
    expect(store.runs.findUnfinished('disc', null)).toBeNull();
  });

  test('can be looked at first, which changes nothing', async () => {
    await bring(pubmed(cites(1)));
    const runId = await bring(ris(cites(1), cites(2)));
    const before = seenRecords(store);
    const looked = lookAtTakeBack(store, runId, { at: clock() });
    expect(looked).toMatchObject({ removed: [2], detached: [1], restored: [], copy: null });
    expect(seenRecords(store)).toEqual(before);
    expect(back(runId)).toEqual({ ...looked, copy: `${file}.before-run-${runId}-taken-back` });
  });
});

describe('what another run has found too stays', () => {
  test('and is that run’s from then on', async () => {
    const first = await bring(ris(cites(1), cites(2)));
    const second = await bring(ris(cites(1)));
    expect(back(first)).toMatchObject({ removed: [2] });
    expect(store.records.sources(1)).toMatchObject([{ runId: second }]);
    expect(back(second)).toMatchObject({ removed: [1] });
  });

  test('and is named by a DOI that the first run’s record had held', async () => {
    const shared = (publication: number): Met => ({ ...cites(publication), doi: 'shared' });
    const first = await bring(pubmed(shared(1)));
    await bring(pubmed(shared(2)));
    expect(store.records.findId('doi:10.5555/shared')).toBe(1);
    back(first);
    expect(store.records.findId('doi:10.5555/shared')).toBe(2);
  });

  test('and so do the pairs that it would have held for a person', async () => {
    await bring(ris({ ...cites(1), doi: 'shared' }));
    await bring(pubmed(cites(2)));
    const runId = await bring(pubmed({ ...cites(2, 2), doi: 'shared' }));
    const held = () => store.duplicates.waiting().map((pair) => [pair.recordId, pair.otherRecordId, pair.runId]);
    expect(held()).toEqual([[1, 2, runId]]);
    const later = await bring(pubmed({ ...cites(2, 3), doi: 'shared' }));
    back(runId);
    expect(held()).toEqual([[1, 2, later]]);
    back(later);
    expect(held()).toEqual([]);
  });

  test('and what is brought again counts for PRISMA from then on', async () => {
    await bring(pubmed(cites(1)));
    back(await bring(ris(cites(1))));
    const since = clock();
    await bring(ris(cites(1)));
    const found = store.prismaRows.found().find(({ source }) => source === 'ris');
    expect((found?.at ?? '') > since).toBe(true);
  });

  test('also where the record was the first run’s and only a source of it is the other’s', async () => {
    const first = await bring(ris(cites(1)));
    const second = await bring(pubmed(cites(1, 2)));
    expect(back(first)).toMatchObject({ removed: [], detached: [1] });
    expect(store.records.sources(1)).toMatchObject([{ source: 'pubmed', runId: second }]);
  });
});

describe('records that people have acted on', () => {
  const acts: [name: string, act: (recordId: number, at: string) => void][] = [
    [
      'a vote',
      (recordId, at) => {
        const none = { subject: null, before: null, after: null, reason: null, requestId: null, idempotencyKey: null };
        store.trail.append({ ...none, at, kind: 'vote', annotatorId: null, recordId, stage: 'title-abstract' });
      },
    ],
    [
      'a draft',
      (recordId, savedAt) =>
        store.drafts.put({ recordId, stage: 'tagging', annotatorId: 1, version: 1, answer: {}, savedAt }),
    ],
    ['a reader', (recordId) => store.reviewQueue.assign(recordId, 'tagging', 1, '2027-01-01T00:00:00.000Z')],
    [
      'a decision on duplicates',
      (recordId, at) => store.duplicates.decide(1, recordId, 'different', { by: person, reason: 'others', at }),
    ],
    [
      'a screening decision',
      (recordId, decidedAt) =>
        store.screening.decide(recordId, person, {
          ...{ stage: 'title-abstract', verdict: 'include', exclusionReason: null, note: null },
          decidedAt,
        }),
    ],
    [
      'a tag',
      (recordId, at) => {
        const said = { kind: 'species', value: 'human', stance: null, score: null, basis: null } as const;
        const facts = { sampleN: null, sampleUnit: null, followUpMonths: null, followUpNote: null };
        store.annotations.replace(
          recordId,
          person,
          { annotations: [{ ...said, evidence: [] }], facts, resorption: [] },
          at,
        );
      },
    ],
  ];

  test.each(acts)('by %s stand in the way, unless they are to stay', async (_name, act) => {
    await bring(ris(cites(1)));
    const runId = await bring(ris(cites(2), cites(3)));
    act(2, clock());
    const before = seenRecords(store);
    expect(() => back(runId)).toThrow(
      `Run ${runId} is not taken back: people have acted on record 2; say --keep-decided to leave that one as it is and take the rest back.`,
    );
    expect(seenRecords(store)).toEqual(before);
    expect(existsSync(`${file}.before-run-${runId}-taken-back`)).toBe(false);

    expect(back(runId, { keepDecided: true })).toMatchObject({ removed: [3], stayed: [2] });
    expect(store.records.allIds()).toEqual([1, 2]);
    expect(store.records.get(2)).toEqual(before.records[1]);
    expect(store.runs.get(runId)).toMatchObject({ stayed: 1 });
  });

  test('only count for a record that others hold too where it was after the run began', async () => {
    await bring(ris(cites(1)));
    const decide = () =>
      store.screening.decide(1, person, {
        ...{ stage: 'title-abstract', verdict: 'include', exclusionReason: null, note: clock() },
        decidedAt: clock(),
      });
    decide();
    const runId = await bring(pubmed(cites(1, 2)));
    expect(lookAtTakeBack(store, runId, { at: clock() })).toMatchObject({ detached: [1] });
    decide();
    expect(() => back(runId)).toThrow('people have acted on record 1;');
  });
});

test('what was done to the record that one is read with counts too', async () => {
  await bring(ris(cites(1), cites(2)));
  store.duplicates.decide(1, 2, 'same', { by: person, reason: 'one cohort', at: clock() });
  const runId = await bring(pubmed(cites(2, 2)));
  expect(lookAtTakeBack(store, runId, { at: clock() })).toMatchObject({ detached: [2] });
  store.screening.decide(1, person, {
    ...{ stage: 'title-abstract', verdict: 'include', exclusionReason: null, note: null },
    decidedAt: clock(),
  });
  expect(() => back(runId)).toThrow('people have acted on record 2;');
});

describe('a run is refused in one sentence', () => {
  test('where there is none of that number', () => {
    expect(() => back(7)).toThrow('There is no run 7; "npm run runs -- list" shows those there are.');
  });

  test('where it loaded the library', () => {
    const runId = store.runs.start({ source: 'library', programVersion: 'test', startedAt: clock() });
    store.runs.finish(runId, 'complete', clock());
    expect(() => back(runId)).toThrow(/^Run 1 loaded the library, .*\.$/);
  });

  test('while it is going; one that was killed is taken back, and stores nothing more', () => {
    const runId = store.runs.start({ source: 'file', programVersion: 'test', startedAt: clock() });
    expect(() => back(runId)).toThrow(/^Run 1 is still going; .*--killed.*\.$/);
    back(runId, { wasKilled: true });
    expect(() => store.runs.finish(runId, 'complete', clock())).toThrow('the run was taken back');
  });

  test('while later imports may have found its records, of a time when that was not kept', async () => {
    const first = await bring(ris(cites(1)));
    const second = await bring(ris(cites(1)));
    tamper(`delete from search_run_met; insert into setting values ('last_run_without_versions', '${second}')`);
    expect(() => back(first)).toThrow(
      `Run ${first} is not taken back: run ${second} found records that were here already, when it was not kept yet which; take that one back first.`,
    );
    back(second);
    expect(back(first)).toMatchObject({ removed: [1] });
  });
});

describe('of a time when versions were not kept', () => {
  test('a record that the run had changed stays as it is, and is named', async () => {
    await bring(pubmed(cites(1)));
    const runId = await bring(pubmed(cites(1, 2), cites(2)));
    tamper(`delete from citation_version; insert into setting values ('last_run_without_versions', '${runId}')`);
    const before = store.records.get(1);
    expect(back(runId)).toMatchObject({ removed: [2], restored: [], unkept: [1] });
    expect(store.records.get(1)).toEqual(before);
  });

  test('a record whose id another search had fetched stays', async () => {
    const search = store.runs.start({ source: 'pubmed', query: 'disc', programVersion: 'test', startedAt: clock() });
    const runId = await bring(pubmed(cites(1), cites(2)));
    store.runs.wantPmids(search, ['1001']);
    store.runs.settlePmid(search, '1001', 'fetched');
    tamper(`insert into setting values ('last_run_without_versions', '${runId}')`);
    expect(back(runId)).toMatchObject({ removed: [2] });
    expect(store.records.sources(1)).toMatchObject([{ runId: search }]);
  });
});
