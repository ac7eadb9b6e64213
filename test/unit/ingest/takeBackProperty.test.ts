import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takeBack } from '../../../src/ingest/takeBack.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import '../../support/propertySeed.ts';
import {
  type Import,
  importInto,
  type Met,
  movingClock,
  seenRecords,
  sourceIdOf,
  standingRows,
  wordTagger,
} from '../../support/takeBackCases.ts';

/** RESORB_SEQUENCES=2000 for more. */
const sequences = Number(process.env.RESORB_SEQUENCES ?? 40);

/** Imports whose sources name one of these DOIs, or none. */
function anImport(...dois: Met['doi'][]): fc.Arbitrary<Import> {
  const met: fc.Arbitrary<Met> = fc.record({
    publication: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom('cites', 'cites', 'cites', 'cites', 'withdraws', 'breaks'),
    edition: fc.integer({ min: 0, max: 2 }),
    doi: fc.constantFrom(...dois),
  });
  return fc.record({
    source: fc.constantFrom('pubmed', 'ris'),
    met: fc.array(met, { minLength: 1, maxLength: 6 }),
  });
}

/** Runs the work on a database of its own. */
async function withStore(work: (store: Store, file: string, clock: () => string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'resorb-take-back-'));
  const file = join(folder, 'review.sqlite');
  const store = openStore(file);
  try {
    await work(store, file, movingClock());
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

test(
  'imports and one more that is taken back leave what the imports alone left',
  async () => {
    let [removed, detached, restored] = [0, 0, 0];
    const ordinary = anImport('own', null);
    await fc.assert(
      fc.asyncProperty(fc.array(ordinary, { maxLength: 3 }), ordinary, (before, last) =>
        withStore(async (store, file, clock) => {
          for (const each of before) await importInto(store, each, clock);
          const expected = { seen: seenRecords(store), rows: standingRows(file, 0) };
          const runId = await importInto(store, last, clock);
          const report = takeBack(store, wordTagger, runId, { at: clock() });
          expect({ seen: seenRecords(store), rows: standingRows(file, runId) }).toEqual(expected);
          removed += report.removed.length;
          detached += report.detached.length;
          restored += report.restored.length;
          expect([...report.stayed, ...report.unkept]).toEqual([]);
        }),
      ),
      { numRuns: sequences },
    );
    // Sequences in which nothing overlaps would show little.
    expect(Math.min(removed, detached, restored)).toBeGreaterThan(0);
  },
  60_000 + sequences * 1000,
);

test(
  'imports taken back in any order leave what the others brought, and in the end nothing',
  async () => {
    const shuffled = fc.array(anImport('own', 'own', 'shared', null), { minLength: 1, maxLength: 4 }).chain((imports) =>
      fc.record({
        imports: fc.constant(imports),
        order: fc.shuffledSubarray([...imports.keys()], { minLength: imports.length }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, ({ imports, order }) =>
        withStore(async (store, file, clock) => {
          for (const each of imports) await importInto(store, each, clock);
          for (const [place, taken] of order.entries()) {
            const named = new Set(
              ['shared', 1, 2, 3, 4]
                .map((doi) => `doi:10.5555/${doi}`)
                .filter((name) => store.records.findId(name) !== null),
            );
            takeBack(store, wordTagger, taken + 1, { at: clock() });
            const remaining = order.slice(place + 1).flatMap((index) => imports[index] ?? []);
            for (const { source, met: all } of remaining)
              for (const each of all.filter(({ kind }) => kind === 'cites'))
                expect(store.records.raw(source, sourceIdOf(source, each))).not.toBeNull();
            for (const id of store.records.allIds()) {
              const name = `doi:${store.records.get(id)?.citation.doi}`;
              if (named.has(name)) expect(store.records.findId(name)).not.toBeNull();
              expect(store.records.sources(id).length).toBeGreaterThan(0);
              expect(store.records.sources(id).map(({ runId }) => runId)).not.toContain(taken + 1);
            }
            expect([...store.searchIndex.match('"cohort"', 'stems')]).toEqual(store.records.ids());
          }
          const left = standingRows(file, 0);
          for (const table of [
            'record',
            'citation',
            'annotation',
            'evidence',
            'tag',
            'study_fact',
            'possible_duplicate',
          ])
            expect({ table, rows: left[table] }).toEqual({ table, rows: [] });
        }),
      ),
      { numRuns: sequences },
    );
  },
  60_000 + sequences * 1000,
);
