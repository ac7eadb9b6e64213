import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { poolShares, poolTables, testShares, testTables } from '../../../../src/catalog/synthesis/analysis.ts';
import { pasteLimits, readPastedStudies } from '../../../../src/catalog/synthesis/pastedStudies.ts';
import {
  defaultModel,
  defaultSynthesisSettings,
  parseSynthesisSettings,
  synthesisQueryString,
} from '../../../../src/catalog/synthesis/synthesisSettings.ts';
import { synthesize } from '../../../../src/catalog/synthesis/synthesize.ts';
import { anotherResult, aResult, someResults } from '../../../support/factories/synthesis.ts';
import { protocol } from '../../../support/libraryStore.ts';

const usual = defaultSynthesisSettings(protocol.synthesis);

describe('how many studies there are', () => {
  const of = (count: number) => {
    const results = Array.from({ length: count }, (_, index) =>
      anotherResult(index + 1, { events: 5 + index, total: 20 + (index % 7) }),
    );
    return synthesize(results, [], usual, protocol.synthesis);
  };

  test('none: there is nothing to show, and nothing breaks', () => {
    const { overall, sensitivity, strata } = of(0);
    expect(strata).toEqual([]);
    expect(overall).toBeNull();
    expect(sensitivity?.leaveOneOut).toEqual([]);
  });

  test('one: its own share, no prediction', () => {
    const set = of(1).strata[0]?.set;
    expect(set?.pooled).toMatchObject({ estimable: true, value: { value: 0.25 } });
    expect(set?.prediction).toEqual({ estimable: false, reason: 'one study' });
  });

  test('two: pooled without a prediction; three: with one', () => {
    expect(of(2).strata[0]?.set).toMatchObject({ pooled: { estimable: true }, prediction: { estimable: false } });
    expect(of(3).strata[0]?.set).toMatchObject({ pooled: { estimable: true }, prediction: { estimable: true } });
  });

  test('asymmetry is tested from ten studies on', () => {
    expect(of(9).sensitivity?.asymmetry).toBeNull();
    const tested = of(10).sensitivity?.asymmetry;
    expect(tested?.egger).toBeGreaterThanOrEqual(0);
    expect(tested?.peters).toBeLessThanOrEqual(1);
  });
});

test('the order of the results does not matter', () => {
  const forwards = synthesize(someResults(), [], usual, protocol.synthesis);
  const backwards = synthesize(someResults().reverse(), [], usual, protocol.synthesis);
  expect(backwards.strata).toEqual(forwards.strata);
});

test('a contrast needs both groups of one study and one definition', () => {
  const pair = (change = {}) => [
    aResult({ group: 'herniation', events: 15, total: 20 }),
    aResult({ group: 'bulge', events: 2, total: 10, ...change }),
  ];
  const studiesOf = (results: ReturnType<typeof pair>) =>
    synthesize(results, [], usual, protocol.synthesis).contrasts[0]?.studies.length;
  expect(studiesOf(pair())).toBe(1);
  expect(studiesOf(pair({ definition: 'complete' }))).toBe(0);
  expect(studiesOf(pair({ recordKey: 'pmid:2' }))).toBe(0);
  expect(studiesOf(pair({ use: 'check' }))).toBe(0);
  expect(studiesOf(pair({ events: null }))).toBe(0);
});

const table = { year: null, ai: 12, bi: 8, ci: 5, di: 16 };
const choice = { measure: 'OR', method: 'REML', test: 'adhoc' } as const;

describe('2x2 tables', () => {
  test('a ratio is read as a ratio, and mirrored when the groups change places', () => {
    const value = (tables: Parameters<typeof poolTables>[0]) => {
      const { pooled } = poolTables(tables, choice);
      return pooled.estimable ? pooled.value.value : null;
    };
    const two = [table, { ...table, ai: 30, bi: 15, ci: 20, di: 25 }];
    const mirrored = two.map(({ ai, bi, ci, di }) => ({ year: null, ai: ci, bi: di, ci: ai, di: bi }));
    expect(value([table])).toBeCloseTo((12 * 16) / (8 * 5), 10);
    expect((value(two) ?? 0) * (value(mirrored) ?? 0)).toBeCloseTo(1, 10);
  });

  test('one without any event says nothing of a ratio', () => {
    const empty = { year: null, ai: 0, bi: 20, ci: 0, di: 21 };
    const set = poolTables([table, empty, table], choice);
    expect(set.k).toBe(2);
    expect(set.studies.map(({ weightPercent }) => weightPercent)).toEqual([50, 0, 50]);
  });
});

describe('whatever the counts are', () => {
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(60))
    .map(([total, events]) => ({ total, events: Math.min(events, total), year: null }));

  test('no figure of a synthesis is NaN', () => {
    const measures = fc.constantFrom('PLO' as const, 'PAS' as const, 'PFT' as const, 'PLN' as const, 'PR' as const);
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 6 }), measures, (studies, measure) => {
        const model = { ...defaultModel, measure };
        const text = JSON.stringify([poolShares(studies, model), testShares(studies, model)], nameOddNumbers);
        expect(text).not.toContain('NaN');
      }),
      { numRuns: 60 },
    );
  });

  test('nor any of 2x2 tables', () => {
    const tables = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)).map(([ai, bi, ci, di]) => ({
      ...{ year: null, ai: ai + 1, bi, ci, di: di + 1 },
    }));
    fc.assert(
      fc.property(fc.array(tables, { maxLength: 6 }), (studies) => {
        const text = JSON.stringify([poolTables(studies, choice), testTables(studies, choice)], nameOddNumbers);
        expect(text).not.toContain('NaN');
      }),
      { numRuns: 60 },
    );
  });
});

function nameOddNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value;
}

describe('settings', () => {
  const read = (text: string) => parseSynthesisSettings(new URLSearchParams(text), protocol.synthesis);

  test('the usual ones need no query string', () => {
    expect(synthesisQueryString(usual, protocol.synthesis)).toBe('');
    expect(read('')).toEqual(usual);
  });

  test('whatever is chosen is written and read back', () => {
    const one = <Value>(...values: Value[]) => fc.constantFrom(...values);
    const anySettings = fc.record({
      definition: one(...protocol.synthesis.definitions.map(({ id }) => id)),
      type: one(null, ...protocol.synthesis.types.map(({ id }) => id)),
      followUp: one(null, ...protocol.synthesis.followUp.map(({ id }) => id)),
      designs: fc.subarray(['case-series', 'prospective-cohort', 'rct']),
      includeDoubtful: fc.boolean(),
      includeSelected: fc.boolean(),
      includeOperated: fc.boolean(),
      by: one('none' as const, 'type' as const, 'definition' as const, 'followUp' as const),
      measure: one('PLO' as const, 'PFT' as const),
      method: one('REML' as const, 'EE' as const),
      test: one('adhoc' as const, 'z' as const),
    });
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(read(synthesisQueryString(settings, protocol.synthesis))).toEqual(settings);
      }),
    );
  });

  test('what is unknown or hostile falls back', () => {
    const odd = 'definition=nothing&type=%3Cscript%3E&followup=&by=size&measure=XX&tau2=&interval=1&check=maybe';
    expect(read(`${odd}&design=${encodeURIComponent('"><b>')}`)).toEqual(usual);
  });
});

describe('pasted studies', () => {
  test('commas, semicolons, tabs and full-width marks part the columns', () => {
    const text = 'A 2001, 3, 10\nB; 4 ;12\nC\t5\t15\r\n\nD，６，２０';
    expect(readPastedStudies(text, 'shares')).toEqual({
      studies: [
        { label: 'A 2001', year: 2001, events: 3, total: 10, without: null },
        { label: 'B', year: null, events: 4, total: 12, without: null },
        { label: 'C', year: null, events: 5, total: 15, without: null },
        { label: 'D', year: null, events: 6, total: 20, without: null },
      ],
      faults: [],
    });
  });

  test('tables have two groups, and names may hold commas', () => {
    expect(readPastedStudies('Sample, A, 3, 10, 1, 9', 'tables').studies).toEqual([
      { label: 'Sample, A', year: null, events: 3, total: 10, without: { events: 1, total: 9 } },
    ]);
  });

  test.each([
    ['A, 3', 'columns'],
    ['A, three, 10', 'number'],
    ['A, -3, 10', 'number'],
    ['A, 2.5, 10', 'number'],
    ['A, 11, 10', 'order'],
    ['A, 0, 0', 'empty'],
  ])('"%s": %s', (line, fault) => {
    const { faults, studies } = readPastedStudies(`Good, 1, 2\n${line}`, 'shares');
    expect(faults).toEqual([{ line: 2, fault }]);
    expect(studies).toHaveLength(1);
  });

  test('no more is read than the limits say', () => {
    const many = readPastedStudies('A,1,2\n'.repeat(pasteLimits.lines + 1), 'shares');
    expect(many.studies).toHaveLength(pasteLimits.lines);
    expect(many.faults).toEqual([{ line: pasteLimits.lines + 1, fault: 'many' }]);
    expect(readPastedStudies('x'.repeat(pasteLimits.characters + 1), 'shares').faults[0]?.fault).toBe('long');
  });

  test('no text breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { events, total } of readPastedStudies(text, 'shares').studies) {
          expect(events).toBeLessThanOrEqual(total);
        }
      }),
    );
  });
});
