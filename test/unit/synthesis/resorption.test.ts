import { describe, expect, test } from '@jest/globals';
import { definitionClass, followUpBand, herniationType } from '../../../src/synthesis/resorption/classify.ts';
import { defaultChoice, prepareResorption, type ResorptionRow } from '../../../src/synthesis/resorption/prepare.ts';
import { stratifyResorption } from '../../../src/synthesis/resorption/strata.ts';

function result(change: Partial<ResorptionRow> = {}): ResorptionRow {
  return {
    recordKey: 'a',
    label: 'A 2001',
    year: 2001,
    group: 'all',
    events: 10,
    total: 20,
    definition: 'any decrease in size on MRI',
    followUpMonths: 12,
    use: 'candidate',
    ...change,
  };
}

const reasonsOf = (rows: readonly ResorptionRow[], choice = defaultChoice) =>
  prepareResorption(rows, choice).excluded.map(({ reason }) => reason);

describe('what a result is', () => {
  test.each([
    ['bulge', 'bulge'],
    ['protrusion (focal)', 'protrusion'],
    ['sequestration (free fragment)', 'sequestration'],
    ['extrusion, complete', 'extrusion'],
    ['extrusion+sequestration', 'mixed'],
    ['all (giant)', 'all'],
    ['herniation (excluding bulge)', null],
    ['with Modic changes', null],
  ])('group "%s" is %s', (group, type) => {
    expect(herniationType(group)).toBe(type);
  });

  test.each([
    ['all', 'partial or complete resolution on repeat CT', 'any'],
    ['all', 'complete disappearance', 'complete'],
    ['sequestration, complete', null, 'complete'],
    ['all', 'herniation no longer visible', 'complete'],
    ['all, >=50%', 'resorption rate of at least 50%', 'marked'],
    ['reduction 25-50%', '25% <= reduction < 50%', 'band'],
    ['all', 'decrease in size', 'any'],
    ['all', null, null],
    ['all', 'herniations and bulges together', null],
  ])('"%s" defined as "%s" counts %s', (group, definition, expected) => {
    expect(definitionClass(group, definition)).toBe(expected);
  });

  test('follow-up bands meet without gaps', () => {
    expect([0, 6, 6.1, 12, 24, 24.5, null].map(followUpBand)).toEqual([
      'up to 6 months',
      'up to 6 months',
      'over 6 to 12',
      'over 6 to 12',
      'over 12 to 24',
      'over 24 months',
      'not stated',
    ]);
  });
});

describe('what is pooled and what is out', () => {
  test.each([
    [{ use: 'no' as const }, 'not a result to pool'],
    [{ use: 'check' as const }, 'counts in doubt'],
    [{ events: null }, 'counts not stated'],
    [{ events: 21 }, 'counts impossible'],
    [{ events: 1, total: 1 }, 'a single case'],
    [{ definition: null }, 'definition not stated'],
    [{ definition: 'reduction 25-50%' }, 'a band between two thresholds'],
    [{ definition: 'complete disappearance' }, 'another definition'],
  ])('%j: %s', (change, reason) => {
    expect(reasonsOf([result(change)])).toEqual([reason]);
  });

  test('operated patients and selected series go out on request, doubtful counts come in', () => {
    const rows = [
      result({ operated: true }),
      result({ recordKey: 'b', selected: true }),
      result({ recordKey: 'c', use: 'check' }),
    ];
    expect(reasonsOf(rows)).toEqual(['counts in doubt']);
    expect(
      reasonsOf(rows, { ...defaultChoice, includeDoubtful: true, includeOperated: false, includeSelected: false }),
    ).toEqual(['operated patients left out', 'selected series left out']);
  });

  test('a result without a definition takes that of its study only where its study has one', () => {
    const part = result({ group: 'extrusion', definition: null });
    expect(prepareResorption([result(), part], defaultChoice).studies.at(-1)).toMatchObject({
      definition: 'any',
      definitionInherited: true,
    });
    const both = [result(), result({ definition: 'complete disappearance' }), part];
    expect(reasonsOf(both)).toContain('definition not stated');
  });

  test('complete and partial never meet in a stratum, however the results are laid out', () => {
    const rows = [
      result(),
      result({ recordKey: 'b', definition: 'complete disappearance' }),
      result({ recordKey: 'c', definition: 'reduction of at least 50%' }),
    ];
    for (const by of ['none', 'type', 'followUp', 'definition'] as const) {
      const { strata, hasOverall } = stratifyResorption(rows, defaultChoice, by);
      for (const { studies } of strata) expect(new Set(studies.map(({ definition }) => definition)).size).toBe(1);
      if (by === 'definition') expect(hasOverall).toBe(false);
    }
    expect(stratifyResorption(rows, defaultChoice, 'definition').strata.map(({ key }) => key)).toEqual([
      'any',
      'marked',
      'complete',
    ]);
  });

  test('a study counts once: its whole series, else its types added up', () => {
    const whole = [result(), result({ group: 'extrusion', events: 8, total: 9 })];
    const taken = stratifyResorption(whole, defaultChoice, 'none');
    expect(taken.strata[0]?.studies.map(({ events, total }) => [events, total])).toEqual([[10, 20]]);
    expect(taken.excluded.map(({ reason }) => reason)).toEqual(['another result of the same study']);
    const parts = [
      result({ group: 'protrusion', events: 2, total: 7 }),
      result({ group: 'extrusion', events: 8, total: 9 }),
    ];
    const added = stratifyResorption(parts, defaultChoice, 'none').strata[0]?.studies ?? [];
    expect(added.map(({ events, total, row }) => [events, total, row.group])).toEqual([
      [10, 16, 'protrusion + extrusion'],
    ]);
  });

  test('every result is either in or out, never both or neither', () => {
    const rows = [
      result(),
      result({ group: 'bulge', events: 1, total: 5 }),
      result({ recordKey: 'b', group: 'sequestration', events: 4, total: 4, year: 1999 }),
      result({ recordKey: 'b', group: 'sequestration', events: 3, total: 4 }),
      result({ recordKey: 'c', use: 'no' }),
    ];
    const { strata, excluded } = stratifyResorption(rows, defaultChoice, 'type');
    const inside = strata.flatMap(({ studies }) => studies.map(({ row }) => row));
    const outside = excluded.map(({ row }) => row);
    expect(new Set([...inside, ...outside])).toEqual(new Set(rows));
    expect(inside.length + outside.length).toBe(rows.length);
  });
});
