import { type Caution, cautionsOf, classShares } from './cautions.ts';
import { brennanPrediger, congerKappa, fleissKappa, gwetAc, percentAgreement } from './chanceCorrected.ts';
import { cohenKappa } from './cohen.ts';
import { crossTable, type TableIndices, tableIndices } from './crossTable.ts';
import { krippendorffAlpha } from './krippendorff.ts';
import { lightKappa } from './manyRaters.ts';
import type { Agreement } from './outcome.ts';
import { codeRatings, pairableUnits, type Ratings } from './ratings.ts';

/** All that is said of how far raters agree. */
export interface AgreementFigures {
  /** Units rated at least twice. */
  units: number;
  raters: number;
  percent: Agreement;
  /** Cohen's of two raters, else Fleiss'. */
  kappa: { name: 'cohen' | 'fleiss'; figure: Agreement };
  ac1: Agreement;
  /** Nominal; of an ordered scale ordinal. */
  alpha: Agreement;
  conger: Agreement;
  brennanPrediger: Agreement;
  /** Of three raters or more. */
  light: Agreement | null;
  /** Of an ordered scale: kappa (of two raters) and AC2 with weights by distance. */
  weighted: { linearKappa: Agreement | null; squaredKappa: Agreement | null; ac2: Agreement } | null;
  /** Of two raters. */
  indices: TableIndices | null;
  /** Share of each category among all ratings, in the order of the scale; empty without ratings. */
  classShares: readonly number[];
  cautions: readonly Caution[];
}

/** Every figure of a set of ratings, each defined or with the reason why not. @throws {RangeError} as `codeRatings` */
export function agreementFigures(input: Ratings, { ordered = false } = {}): AgreementFigures {
  const ratings = codeRatings(input);
  const pairable = pairableUnits(ratings);
  const hasTwoRaters = ratings.raterCount === 2;
  const percent = percentAgreement(ratings);
  return {
    units: pairable.units.length,
    raters: ratings.raterCount,
    percent,
    kappa: hasTwoRaters
      ? { name: 'cohen', figure: cohenKappa(ratings) }
      : { name: 'fleiss', figure: fleissKappa(ratings) },
    ac1: gwetAc(ratings),
    alpha: krippendorffAlpha(ratings, ordered ? 'ordinal' : 'nominal'),
    conger: congerKappa(ratings),
    brennanPrediger: brennanPrediger(ratings),
    light: ratings.raterCount > 2 ? lightKappa(ratings) : null,
    weighted: ordered
      ? {
          linearKappa: hasTwoRaters ? cohenKappa(ratings, 'linear') : null,
          squaredKappa: hasTwoRaters ? cohenKappa(ratings, 'quadratic') : null,
          ac2: gwetAc(ratings, 'linear'),
        }
      : null,
    indices: hasTwoRaters ? tableIndices(crossTable(ratings)) : null,
    classShares: classShares(ratings),
    cautions: percent.defined ? cautionsOf(pairable, percent) : [],
  };
}
