import * as chance from '../chanceCorrected.ts';
import { cohenKappa, kappaOfTable } from '../cohen.ts';
import { crossTable, tableIndices } from '../crossTable.ts';
import { krippendorffAlpha } from '../krippendorff.ts';
import { fleissTest, lightKappa } from '../manyRaters.ts';
import type { Matrix } from '../matrix.ts';
import { type Agreement, estimateOrNull } from '../outcome.ts';
import { type CodedRatings, codeRatings, completeUnits, type Ratings } from '../ratings.ts';
import type { Weighting } from '../weights.ts';
import { psychInterval } from './psychInterval.ts';

export interface RatingsFile extends Ratings {
  /** Whether the scale has an order; then weighted figures are given too. */
  ordered: boolean;
}

/**
 * All figures of a set of ratings under the names of the reference files (`../shared/data/agreement`), so that the two
 * can be laid side by side: null where a figure is undefined, with the reason under `undefined`.
 */
export function describeRatings({ ordered, ...input }: RatingsFile): Record<string, unknown> {
  const ratings = codeRatings(input);
  const complete = completeUnits(ratings);
  const sections: Record<string, Agreement> = {
    ac1: chance.gwetAc(ratings),
    fleiss_cac: chance.fleissKappa(ratings),
    krippendorff_cac: krippendorffAlpha(ratings),
    conger: chance.congerKappa(ratings),
    percent: chance.percentAgreement(ratings),
    brennan_prediger: chance.brennanPrediger(ratings),
    ...(ordered
      ? { ac2_linear: chance.gwetAc(ratings, 'linear'), ac2_quadratic: chance.gwetAc(ratings, 'quadratic') }
      : {}),
  };
  const fleiss = fleissTest(ratings);
  return {
    ...(ratings.raterCount === 2
      ? ofTwoRaters(ratings, ordered)
      : { light_complete: { value: estimateOrNull(lightKappa(ratings)) } }),
    fleiss_complete: {
      value: estimateOrNull(chance.fleissKappa(complete)),
      z: fleiss?.z ?? null,
      p: fleiss?.p ?? null,
      n: complete.units.length,
      raters: complete.raterCount,
    },
    krippendorff_nominal: estimateOrNull(krippendorffAlpha(ratings)),
    ...(ordered
      ? {
          krippendorff_ordinal: estimateOrNull(krippendorffAlpha(ratings, 'ordinal')),
          krippendorff_interval: estimateOrNull(krippendorffAlpha(ratings, 'interval')),
        }
      : {}),
    ...Object.fromEntries(Object.entries(sections).map(([name, agreement]) => [name, section(agreement)])),
    undefined: reasonsOf(sections),
  };
}

function ofTwoRaters(ratings: CodedRatings, ordered: boolean): Record<string, unknown> {
  const table = crossTable(ratings);
  const indices = tableIndices(table);
  const cohen = (weighting: Weighting) => {
    const kappa = cohenKappa(ratings, weighting);
    return { value: estimateOrNull(kappa), z: kappa.defined ? kappa.z : null, p: kappa.defined ? kappa.p : null };
  };
  return {
    cohen: { ...cohen('identity'), n: completeUnits(ratings).units.length },
    ...(ordered ? { cohen_weighted_equal: cohen('linear'), cohen_weighted_squared: cohen('quadratic') } : {}),
    kappa_ci_asymptotic: asymptotic(table),
    table,
    percent_agreement: indices.percentAgreement,
    prevalence_index: indices.prevalenceIndex,
    bias_index: indices.biasIndex,
    pabak: indices.pabak,
    positive_agreement: table.length === 2 ? indices.specificAgreement : null,
  };
}

function asymptotic(table: Matrix): Record<string, unknown> {
  const kappa = kappaOfTable(table);
  return {
    unweighted:
      kappa.defined && kappa.interval
        ? [kappa.interval.lower, kappa.estimate, kappa.interval.upper]
        : [null, null, null],
    weighted_squared: psychInterval(table),
    // The package calls the variance of an undefined kappa 0.
    var: kappa.defined ? (kappa.standardError ?? 0) ** 2 : 0,
  };
}

function section(agreement: Agreement): Record<string, unknown> {
  const { observed: pa, expected: pe } = agreement;
  if (!agreement.defined) return { value: null, se: null, pa, pe, ci: null, p: null };
  const { estimate, standardError, interval, p } = agreement;
  return { value: estimate, se: standardError, pa, pe, ci: interval && [interval.lower, interval.upper], p };
}

function reasonsOf(sections: Record<string, Agreement>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sections).flatMap(([name, agreement]) => (agreement.defined ? [] : [[name, agreement.reason]])),
  );
}
