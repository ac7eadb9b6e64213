import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AgreementFigures, agreementFigures } from '../../../src/agreement/agreementFigures.ts';
import type { Agreement } from '../../../src/agreement/outcome.ts';
import type { Rating, Ratings } from '../../../src/agreement/ratings.ts';

interface Shape {
  categoryCount: number;
  raterCount: number;
  missing: boolean;
}

const shapes = fc.record({
  categoryCount: fc.integer({ min: 2, max: 5 }),
  raterCount: fc.integer({ min: 2, max: 5 }),
  missing: fc.boolean(),
});

const ratingsOf = ({ categoryCount, raterCount, missing }: Shape): fc.Arbitrary<Ratings> => {
  const categories = Array.from({ length: categoryCount }, (_, index) => `c${index}`);
  const rating: fc.Arbitrary<Rating> = missing
    ? fc.option(fc.constantFrom(...categories), { freq: 3 })
    : fc.constantFrom(...categories);
  const unit = fc.array(rating, { minLength: raterCount, maxLength: raterCount });
  return fc.array(unit, { minLength: 1, maxLength: 25 }).map((units) => ({ categories, units }));
};
const ratings = shapes.chain(ratingsOf);

/** Every figure under its name. */
function named(figures: AgreementFigures): [string, Agreement][] {
  const { percent, kappa, ac1, alpha, conger, brennanPrediger, light, weighted } = figures;
  const list: [string, Agreement | null][] = [
    ['percent', percent],
    ['kappa', kappa.figure],
    ['ac1', ac1],
    ['alpha', alpha],
    ['conger', conger],
    ['brennanPrediger', brennanPrediger],
    ['light', light],
    ['linearKappa', weighted?.linearKappa ?? null],
    ['squaredKappa', weighted?.squaredKappa ?? null],
    ['ac2', weighted?.ac2 ?? null],
  ];
  return list.flatMap(([name, agreement]) => (agreement ? [[name, agreement]] : []));
}

/** Thousands of `expect` a run would cost more than what is tested. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}

const isNear = (one: number | null, other: number | null) =>
  one === null || other === null ? one === other : Math.abs(one - other) < 1e-9;

function mustBeSame(left: AgreementFigures, right: AgreementFigures): void {
  const other = new Map(named(right));
  for (const [name, agreement] of named(left)) {
    const found = other.get(name);
    if (!agreement.defined || !found?.defined) {
      must(!agreement.defined && !found?.defined && found?.reason === agreement.reason, `${name} has the same reason`);
      continue;
    }
    must(isNear(found.estimate, agreement.estimate), `${name} is the same`);
    must(isNear(found.standardError, agreement.standardError), `the error of ${name} is the same`);
  }
}

/** The same list in an order that a seed decides. */
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((value, index) => ({ value, rank: Math.sin(seed * 12.9898 + index * 78.233) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);

const runs = { numRuns: 60 };

describe('figures of agreement', () => {
  test('are numbers within their bounds, or a reason', () => {
    fc.assert(
      fc.property(ratings, (input) => {
        for (const [name, agreement] of named(agreementFigures(input, { ordered: true }))) {
          if (!agreement.defined) continue;
          const { estimate, standardError, interval } = agreement;
          must(Number.isFinite(estimate) && estimate <= 1, `${name} is a number up to 1`);
          if (standardError === null || interval === null) continue;
          must(standardError >= 0, `the error of ${name} is one`);
          must(
            interval.lower <= estimate + 1e-12 && interval.upper >= estimate - 1e-12,
            `${name} lies in its interval`,
          );
        }
      }),
      runs,
    );
  });

  test('do not depend on the order of units and raters', () => {
    fc.assert(
      fc.property(ratings, fc.nat(1000), (input, seed) => {
        const units = shuffled(input.units, seed).map((unit) => shuffled(unit, seed));
        mustBeSame(
          agreementFigures(input, { ordered: true }),
          agreementFigures({ ...input, units }, { ordered: true }),
        );
      }),
      runs,
    );
  });

  test('do not depend on the names of categories, nor, without an order, on their places', () => {
    fc.assert(
      fc.property(ratings, fc.nat(1000), (input, seed) => {
        const categories = shuffled(input.categories, seed);
        mustBeSame(agreementFigures(input), agreementFigures({ ...input, categories }));
        const reversed = [...input.categories].reverse();
        mustBeSame(
          agreementFigures(input, { ordered: true }),
          agreementFigures({ ...input, categories: reversed }, { ordered: true }),
        );
      }),
      runs,
    );
  });

  test('are 1 where raters always agree on more than one category', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('c0', 'c1', 'c2'), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 2, max: 4 }),
        (values, raterCount) => {
          const units = ['c0', 'c1', ...values].map((value) => Array.from({ length: raterCount }, () => value));
          const figures = agreementFigures({ categories: ['c0', 'c1', 'c2'], units }, { ordered: true });
          for (const [name, agreement] of named(figures))
            expect([name, agreement.defined && Math.abs(agreement.estimate - 1) < 1e-12]).toEqual([name, true]);
          expect(figures.cautions).toContain('no disagreement');
        },
      ),
      runs,
    );
  });

  test("hang together: Conger's of two raters is Cohen's, Brennan-Prediger is PABAK, alpha lies above Scott's pi by what small samples owe", () => {
    const two = fc
      .integer({ min: 2, max: 4 })
      .chain((categoryCount) => ratingsOf({ categoryCount, raterCount: 2, missing: false }));
    fc.assert(
      fc.property(two, (input) => {
        const { conger, kappa, brennanPrediger, indices, alpha } = agreementFigures(input);
        if (conger.defined && kappa.figure.defined) expect(conger.estimate).toBeCloseTo(kappa.figure.estimate, 10);
        if (brennanPrediger.defined) expect(brennanPrediger.estimate).toBeCloseTo(indices?.pabak ?? Number.NaN, 10);
        if (!alpha.defined) return;
        const shares = input.categories.map(
          (category) => input.units.flat().filter((rating) => rating === category).length / (2 * input.units.length),
        );
        const chance = shares.reduce((total, share) => total + share ** 2, 0);
        const pi = ((indices?.percentAgreement ?? 0) - chance) / (1 - chance);
        expect(alpha.estimate).toBeCloseTo(pi + (1 - pi) / (2 * input.units.length), 10);
      }),
      runs,
    );
  });

  test('are near 0 where raters answer by chance', () => {
    let state = 20_261_122;
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const choose = () => (next() < 0.3 ? 'c0' : next() < 0.6 ? 'c1' : 'c2');
    const units = Array.from({ length: 3000 }, () => [choose(), choose(), choose()]);
    const figures = agreementFigures({ categories: ['c0', 'c1', 'c2'], units });
    for (const agreement of [figures.kappa.figure, figures.alpha, figures.conger, figures.light])
      expect(Math.abs(agreement?.defined ? agreement.estimate : 1)).toBeLessThan(0.03);
  });
});
