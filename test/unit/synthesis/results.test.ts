import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  exclusionReasons,
  type PoolingChoice,
  prepareResults,
  type ReportedResult,
} from '../../../src/synthesis/results/prepare.ts';
import { stratifications, stratifyResults } from '../../../src/synthesis/results/strata.ts';

const order = {
  types: ['bulge', 'extrusion', 'sequestration'],
  definitions: ['any', 'half', 'complete'],
  followUp: ['short', 'long'],
};

const choice: PoolingChoice = {
  definition: 'any',
  type: null,
  followUp: null,
  designs: [],
  includeDoubtful: false,
  includeSelected: true,
  includeOperated: true,
};

function result(change: Partial<ReportedResult> = {}): ReportedResult {
  return {
    recordKey: 'a',
    label: 'A 2001',
    year: 2001,
    group: 'all',
    events: 10,
    total: 20,
    scope: 'whole',
    type: null,
    definition: 'any',
    followUp: 'short',
    designs: ['cohort'],
    use: 'candidate',
    selected: false,
    operated: false,
    isOutside: false,
    isSecondary: false,
    ...change,
  };
}

const part = (type: string, change: Partial<ReportedResult> = {}): ReportedResult =>
  result({ scope: 'type', type, group: type, ...change });

const reasonsOf = (rows: readonly ReportedResult[], chosen = choice) =>
  prepareResults(rows, chosen).excluded.map(({ reason }) => reason);

const countsOf = (rows: readonly ReportedResult[], chosen = choice) =>
  stratifyResults(rows, chosen, 'none', order).strata[0]?.studies.map(({ events, total }) => [events, total]);

describe('what is pooled and what is out', () => {
  test.each([
    [{ isOutside: true }, 'record is out'],
    [{ isSecondary: true }, 'a review of other studies'],
    [{ events: null }, 'counts not stated'],
    [{ total: null }, 'counts not stated'],
    [{ events: 21 }, 'counts impossible'],
    [{ events: -1 }, 'counts impossible'],
    [{ events: 1.5 }, 'counts impossible'],
    [{ events: 1, total: 1 }, 'a single case'],
    [{ events: 0, total: 0 }, 'counts impossible'],
    [{ total: 20.5 }, 'counts impossible'],
    [{ use: 'no' as const }, 'not a result to pool'],
    [{ definition: null }, 'definition not stated'],
    [{ definition: 'other' }, 'a definition that is not pooled'],
    [{ definition: 'complete' }, 'another definition'],
    [{ use: 'check' as const }, 'counts in doubt'],
  ])('%j: %s', (change, reason) => {
    expect(reasonsOf([result(change)])).toEqual([reason]);
  });

  test.each([
    [{ type: 'bulge' }, 'another type'],
    [{ followUp: 'long' }, 'another follow-up'],
    [{ designs: ['trial'] }, 'another design'],
    [{ includeSelected: false }, 'selected series left out'],
    [{ includeOperated: false }, 'operated patients left out'],
  ])('a reader who chooses %j: %s', (change, reason) => {
    const row = result({ selected: reason.startsWith('selected'), operated: reason.startsWith('operated') });
    expect(reasonsOf([row])).toEqual([]);
    expect(reasonsOf([row], { ...choice, ...change })).toEqual([reason]);
  });

  test('doubtful counts come in on request', () => {
    expect(reasonsOf([result({ use: 'check' })], { ...choice, includeDoubtful: true })).toEqual([]);
  });
});

describe('strata', () => {
  test('a study counts once: its whole series before its types', () => {
    expect(countsOf([result(), part('extrusion', { events: 8, total: 9 })])).toEqual([[10, 20]]);
  });

  test('types of a study without a whole series are added up, each type once', () => {
    const rows = [
      part('bulge', { events: 2, total: 7 }),
      part('extrusion', { events: 8, total: 9 }),
      part('extrusion', { events: 1, total: 3 }),
    ];
    expect(countsOf(rows)).toEqual([[10, 16]]);
    const laidOut = stratifyResults(rows, choice, 'none', order);
    expect(laidOut.excluded.map(({ reason }) => reason)).toEqual(['another result of the same study']);
  });

  test('types are not added up to a series where others have no counts', () => {
    const rows = [part('bulge'), part('extrusion', { events: null })];
    expect(countsOf(rows)).toBeUndefined();
    const out = stratifyResults(rows, choice, 'none', order).excluded.map(({ reason }) => reason);
    expect(out).toEqual(['counts not stated', 'part of a series only']);
    expect(stratifyResults(rows, choice, 'type', order).strata.map(({ key }) => key)).toEqual(['bulge']);
    expect(countsOf([...rows, result()])).toEqual([[10, 20]]);
  });

  test('a mixture of types stands for a study that has nothing else', () => {
    expect(countsOf([result({ scope: 'mixed' })])).toEqual([[10, 20]]);
    expect(countsOf([result({ scope: 'other' })])).toBeUndefined();
  });

  test('one type alone takes that type of each study', () => {
    const rows = [result(), part('extrusion', { events: 8, total: 9 }), part('bulge', { recordKey: 'b' })];
    expect(countsOf(rows, { ...choice, type: 'extrusion' })).toEqual([[8, 9]]);
  });

  test('by follow-up, what is not stated comes last', () => {
    const rows = [result({ followUp: null }), result({ recordKey: 'b', followUp: 'long' })];
    expect(stratifyResults(rows, choice, 'followUp', order).strata.map(({ key }) => key)).toEqual(['long', null]);
  });

  test('studies stand by year, those without one last', () => {
    // Their names stand the other way round.
    const rows = [null, 2010, 1990].map((year) =>
      result({ recordKey: String(year), label: `S ${3000 - (year ?? 2999)}`, year }),
    );
    const [stratum] = stratifyResults(rows, choice, 'none', order).strata;
    expect(stratum?.studies.map(({ rows: [row] }) => row.year)).toEqual([1990, 2010, null]);
  });

  test('studies of one year stand by name', () => {
    const rows = ['C', 'A', 'B'].map((label) => result({ recordKey: label, label, year: 2001 }));
    const [stratum] = stratifyResults(rows, choice, 'none', order).strata;
    expect(stratum?.studies.map(({ rows: [row] }) => row.label)).toEqual(['A', 'B', 'C']);
  });

  test('only definitions are never pooled together', () => {
    const overall = stratifications.map((by) => [by, stratifyResults([result()], choice, by, order).hasOverall]);
    expect(Object.fromEntries(overall)).toEqual({ none: false, type: true, definition: false, followUp: true });
  });

  test('by definition, each result is in under its own; what is out says why, not that it has another', () => {
    const rows = [
      result({ definition: 'complete' }),
      result({ recordKey: 'b' }),
      result({ recordKey: 'c', definition: 'half', events: null }),
      result({ recordKey: 'd', definition: 'half', selected: true }),
      result({ recordKey: 'e', definition: 'elsewhere' }),
    ];
    const laidOut = stratifyResults(rows, { ...choice, includeSelected: false }, 'definition', order);
    const inside = laidOut.strata.map(({ key, studies }) => [key, studies.map(({ rows: [row] }) => row.recordKey)]);
    expect(inside).toEqual([
      ['any', ['b']],
      ['complete', ['a']],
    ]);
    expect(laidOut.excluded.map(({ row, reason }) => [row.recordKey, reason])).toEqual([
      ['c', 'counts not stated'],
      ['d', 'selected series left out'],
      ['e', 'another definition'],
    ]);
  });

  test('by type, what names no single one is out, and a study stands once under each', () => {
    const rows = [
      part('extrusion', { label: 'Z 2009', year: 2009 }),
      part('bulge'),
      part('bulge', { group: 'again' }),
      result({ scope: 'mixed' }),
      part('extrusion', { recordKey: 'b', year: 1999 }),
    ];
    const laidOut = stratifyResults(rows, choice, 'type', order);
    const inside = laidOut.strata.map(({ key, studies }) => [key, studies.map(({ rows: [row] }) => row.recordKey)]);
    expect(inside).toEqual([
      ['bulge', ['a']],
      ['extrusion', ['b', 'a']],
    ]);
    expect(laidOut.excluded.map(({ row, reason }) => [row.group, reason])).toEqual([
      ['all', 'not a single type'],
      ['again', 'another result of the same study'],
    ]);
  });

  test.each([
    ['another study', { recordKey: 'b' }],
    ['another definition', { definition: 'half' }],
    ['the whole series', { scope: 'whole' as const, type: null }],
  ])('a count missing from %s does not make the types a part', (_name, change) => {
    const rows = [part('bulge'), part('extrusion', { events: null, ...change })];
    expect(countsOf(rows)).toEqual([[10, 20]]);
  });

  test('a count missing from a mixture does', () => {
    expect(countsOf([part('bulge'), result({ scope: 'mixed', events: null })])).toBeUndefined();
  });

  test('why the rest of a study is left out', () => {
    const rows = [result(), result({ scope: 'other', group: 'o' }), part('bulge'), result({ group: 'second' })];
    const out = stratifyResults(rows, choice, 'none', order).excluded;
    expect(out.map(({ row, reason }) => [row.group, reason])).toEqual([
      ['o', 'not a single type'],
      ['bulge', 'another result of the same study'],
      ['second', 'another result of the same study'],
    ]);
  });
});

const anyResult: fc.Arbitrary<ReportedResult> = fc
  .record({
    recordKey: fc.constantFrom('a', 'b', 'c'),
    events: fc.option(fc.integer({ min: 0, max: 30 })),
    total: fc.option(fc.integer({ min: 0, max: 30 })),
    type: fc.constantFrom(null, ...order.types),
    scope: fc.constantFrom('whole' as const, 'mixed' as const, 'other' as const),
    definition: fc.constantFrom(null, 'other', ...order.definitions),
    followUp: fc.constantFrom(null, ...order.followUp),
    use: fc.constantFrom('candidate' as const, 'check' as const, 'no' as const),
    selected: fc.boolean(),
    operated: fc.boolean(),
    isSecondary: fc.boolean(),
  })
  .map((change) => result({ ...change, scope: change.type === null ? change.scope : 'type' }));

describe('whatever the results are', () => {
  const laidOut = (by: (typeof stratifications)[number], rows: readonly ReportedResult[]) =>
    stratifyResults(rows, choice, by, order);

  test('each is either in or out, with a reason, and never twice', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 12 }), fc.constantFrom(...stratifications), (rows, by) => {
        const { strata, excluded } = laidOut(by, rows);
        const inside = strata.flatMap(({ studies }) => studies.flatMap((study) => study.rows));
        const outside = excluded.map(({ row }) => row);
        expect(inside.length + outside.length).toBe(rows.length);
        expect(new Set([...inside, ...outside])).toEqual(new Set(rows));
        for (const { reason } of excluded) expect(exclusionReasons).toContain(reason);
      }),
    );
  });

  test('no stratum holds two definitions, and a study stands in it once', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 12 }), fc.constantFrom(...stratifications), (rows, by) => {
        const { strata, hasOverall } = laidOut(by, rows);
        if (by === 'definition') expect(hasOverall).toBe(false);
        for (const { studies } of strata) {
          const definitions = studies.flatMap((study) => study.rows.map(({ definition }) => definition));
          expect(new Set(definitions).size).toBeLessThanOrEqual(1);
          const keys = studies.map(({ rows: [row] }) => row.recordKey);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
    );
  });
});
