import { describe, expect, test } from '@jest/globals';
import {
  brennanPrediger,
  congerKappa,
  fleissKappa,
  gwetAc,
  percentAgreement,
} from '../../../src/agreement/chanceCorrected.ts';
import { cohenKappa, kappaOfTable } from '../../../src/agreement/cohen.ts';
import { crossTable, tableIndices } from '../../../src/agreement/crossTable.ts';
import { krippendorffAlpha } from '../../../src/agreement/krippendorff.ts';
import { fleissTest, lightKappa } from '../../../src/agreement/manyRaters.ts';
import type { Agreement } from '../../../src/agreement/outcome.ts';
import { codeRatings, type Rating } from '../../../src/agreement/ratings.ts';

function estimateOf(agreement: Agreement): number {
  if (!agreement.defined) throw new Error(agreement.reason);
  return agreement.estimate;
}

/** Two raters whose answers make a table: a list of units. */
function fromTable(table: readonly (readonly number[])[]): Rating[][] {
  return table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, (): Rating[] => [`c${first}`, `c${second}`])),
  );
}

const coded = (table: readonly (readonly number[])[]) =>
  codeRatings({ categories: table.map((_, index) => `c${index}`), units: fromTable(table) });

describe("Cohen's kappa", () => {
  test('by hand: 35 of 50 agree, 25 by chance', () => {
    const kappa = cohenKappa(
      coded([
        [20, 5],
        [10, 15],
      ]),
    );
    expect(kappa).toMatchObject({ defined: true, observed: 0.7, expected: 0.5, units: 50 });
    expect(estimateOf(kappa)).toBeCloseTo(0.4, 12);
    // Under no agreement: sqrt(0.5 * 0.5 / 50) / 0.5 with these margins, less the part of the margins themselves.
    expect(kappa.defined && kappa.z).toBeCloseTo(0.4 / (Math.sqrt((0.5 + 0.25 - 0.51) / 50) / 0.5), 10);
  });

  test('with linear and squared weights, by hand', () => {
    // Rows 0.5, 0.3, 0.2; columns 0.4, 0.4, 0.2. Linear: seen 0.9 + 0.1 / 2, by chance 0.36 + 0.46 / 2.
    const table = [
      [4, 1, 0],
      [0, 3, 0],
      [0, 0, 2],
    ];
    expect(estimateOf(kappaOfTable(table, 'linear'))).toBeCloseTo((0.95 - 0.59) / 0.41, 12);
    expect(estimateOf(kappaOfTable(table, 'quadratic'))).toBeCloseTo((0.975 - 0.705) / 0.295, 12);
  });

  test.each(['identity', 'linear', 'quadratic'] as const)('the error (%s) is that of the delta method', (weighting) => {
    const table = [
      [34, 5, 9],
      [4, 10, 3],
      [7, 1, 17],
    ];
    const all = 90;
    const kappa = kappaOfTable(table, weighting);
    const step = 1e-4;
    const slopes = table.map((row, i) =>
      row.map((_, j) => {
        const moved = (by: number) =>
          estimateOf(
            kappaOfTable(
              table.map((line, a) => line.map((n, b) => (a === i && b === j ? n + by : n))),
              weighting,
            ),
          );
        return ((moved(step) - moved(-step)) / (2 * step)) * all;
      }),
    );
    const mean = (power: number) =>
      table
        .flatMap((row, i) => row.map((n, j) => (n / all) * (slopes[i]?.[j] ?? 0) ** power))
        .reduce((a, b) => a + b, 0);
    expect(kappa.defined && kappa.standardError).toBeCloseTo(Math.sqrt((mean(2) - mean(1) ** 2) / all), 7);
  });

  test('takes only units that both rated, and only two raters', () => {
    const rows: Rating[][] = [
      ...fromTable([
        [20, 5],
        [10, 15],
      ]),
      ['c0', null],
      [null, 'c1'],
    ];
    expect(estimateOf(cohenKappa(codeRatings({ categories: ['c0', 'c1'], units: rows })))).toBeCloseTo(0.4, 12);
    const three = codeRatings({
      categories: ['a', 'b'],
      units: [
        ['a', 'b', 'a'],
        ['b', 'b', 'a'],
      ],
    });
    expect(cohenKappa(three)).toMatchObject({ defined: false, reason: 'needs two raters' });
  });
});

describe('a rare class', () => {
  // 118 of 125 agree, all but seven on the same class.
  const skewed = coded([
    [118, 5],
    [2, 0],
  ]);

  test('takes kappa below zero and leaves AC1 high', () => {
    expect(estimateOf(percentAgreement(skewed))).toBeCloseTo(0.944, 12);
    expect(estimateOf(cohenKappa(skewed))).toBeCloseTo((0.944 - 0.94528) / (1 - 0.94528), 10);
    const chance = 2 * 0.972 * 0.028;
    expect(estimateOf(gwetAc(skewed))).toBeCloseTo((0.944 - chance) / (1 - chance), 12);
  });

  test('is explained by prevalence, bias and the agreement on each class', () => {
    const indices = tableIndices(crossTable(skewed));
    expect(indices).toMatchObject({
      prevalenceIndex: 118 / 125,
      biasIndex: 3 / 125,
      specificAgreement: [236 / 243, 0],
    });
    expect(indices.pabak).toBeCloseTo(0.888, 12);
    expect(estimateOf(brennanPrediger(skewed))).toBeCloseTo(0.888, 12);
  });
});

describe('many raters', () => {
  const categories = ['1', '2', '3', '4', '5'];
  const fourteenRaters = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];
  const units = fourteenRaters.map((row) =>
    row.flatMap((count, category) => Array.from({ length: count }, () => String(category + 1))),
  );

  test("Fleiss' kappa of ten patients and fourteen raters: 0.378 seen, 0.213 by chance", () => {
    const kappa = fleissKappa(codeRatings({ categories, units }));
    expect(kappa.observed).toBeCloseTo(0.378, 3);
    expect(kappa.expected).toBeCloseTo(0.213, 3);
    expect(estimateOf(kappa)).toBeCloseTo(0.21, 3);
  });

  test("Light's kappa is the mean of the pairs, Conger's draws chance from each rater's own classes", () => {
    const three = codeRatings({
      categories: ['a', 'b'],
      units: [
        ['a', 'a', 'a'],
        ['a', 'a', 'b'],
        ['b', 'b', 'b'],
        ['b', 'a', 'b'],
      ],
    });
    // Raters 1 and 2: 3 of 4 agree, 0.5 by chance; 1 and 3 the same; 2 and 3: 2 of 4, (3 * 1 + 1 * 3) / 16 by chance.
    const kappas = [0.5, 0.5, (0.5 - 0.375) / (1 - 0.375)];
    expect(estimateOf(lightKappa(three))).toBeCloseTo(kappas.reduce((a, b) => a + b, 0) / 3, 12);
    const chance = (0.5 + 0.5 + 0.375) / 3;
    expect(estimateOf(congerKappa(three))).toBeCloseTo((2 / 3 - chance) / (1 - chance), 12);
  });
});

describe("Krippendorff's alpha", () => {
  // Twelve units, four observers, seven ratings missing.
  const observers = ['123321412---', '1233224125-3', '-3332342251-', '12332441251-'];
  const units = Array.from({ length: 12 }, (_, unit) =>
    observers.map((line) => (line[unit] === '-' ? null : (line[unit] ?? null))),
  );
  const ratings = codeRatings({ categories: ['1', '2', '3', '4', '5'], units });

  test.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('%s', (level, alpha) => expect(estimateOf(krippendorffAlpha(ratings, level))).toBeCloseTo(alpha, 3));

  test('leaves out the unit that only one observer rated', () => {
    expect(krippendorffAlpha(ratings).units).toBe(11);
  });
});

describe('where there is no figure', () => {
  const scale = ['exclude', 'include'];
  const all = [
    percentAgreement,
    cohenKappa,
    fleissKappa,
    congerKappa,
    gwetAc,
    brennanPrediger,
    krippendorffAlpha,
    lightKappa,
  ];

  test.each([
    ['no ratings', []],
    ['no ratings', [[null, null]]],
    ['one rater', [['include'], ['exclude']]],
  ] as const)('%s', (reason, rows) => {
    const ratings = codeRatings({ categories: scale, units: rows.map((row) => [...row]) });
    for (const figure of all) expect(figure(ratings)).toMatchObject({ defined: false, reason });
    expect(fleissTest(ratings)).toBeNull();
  });

  test('no unit rated twice', () => {
    const ratings = codeRatings({
      categories: scale,
      units: [
        ['include', null],
        [null, 'exclude'],
      ],
    });
    const refused = all.filter((figure) => figure !== lightKappa);
    for (const figure of refused)
      expect(figure(ratings)).toMatchObject({ defined: false, reason: 'no unit rated twice' });
    expect(lightKappa(ratings)).toMatchObject({ defined: false, reason: 'no ratings' });
  });

  test('one category throughout: no kappa and no alpha, but the agreement seen and AC1', () => {
    const ratings = codeRatings({ categories: scale, units: Array.from({ length: 20 }, () => ['exclude', 'exclude']) });
    for (const figure of [cohenKappa, fleissKappa, congerKappa, krippendorffAlpha])
      expect(figure(ratings)).toMatchObject({ defined: false, reason: 'no variation', observed: 1, units: 20 });
    expect(percentAgreement(ratings)).toMatchObject({ defined: true, estimate: 1, interval: { lower: 1, upper: 1 } });
    expect(gwetAc(ratings)).toMatchObject({ defined: true, estimate: 1, standardError: 0, p: 0 });
  });

  test('a scale of one category', () => {
    const ratings = codeRatings({ categories: ['only'], units: [['only', 'only']] });
    for (const figure of [gwetAc, brennanPrediger])
      expect(figure(ratings)).toMatchObject({ defined: false, reason: 'one category on the scale' });
  });

  test('units rated once move chance and not what is seen: kappa can lie below -1', () => {
    const once = Array.from({ length: 8 }, (): Rating[] => ['exclude', null]);
    const kappa = fleissKappa(codeRatings({ categories: scale, units: [['exclude', 'include'], ...once] }));
    // Of nine units 8.5 / 9 exclude: by chance 0.895 agree, and none does.
    expect(estimateOf(kappa)).toBeCloseTo(-0.89506 / (1 - 0.89506), 3);
  });

  test('one unit has a value and no error', () => {
    const ratings = codeRatings({ categories: scale, units: [['exclude', 'include']] });
    expect(gwetAc(ratings)).toMatchObject({
      defined: true,
      estimate: -1,
      standardError: null,
      interval: null,
      p: null,
    });
  });

  test.each([
    ['not on the scale', ['a', 'b'], [['a', 'c']]],
    ['has 1 ratings', ['a', 'b'], [['a', 'b'], ['a']]],
    ['twice', ['a', 'a'], [['a', 'a']]],
  ])('a fault in the ratings is told: %s', (message, categories, units) => {
    expect(() => codeRatings({ categories, units })).toThrow(message);
  });
});
