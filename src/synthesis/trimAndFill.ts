import { type Estimable, estimate, notEstimable } from './estimable.ts';
import { fitMixedModel, type ModelSettings } from './mixedModel.ts';
import { type Pooled, pool } from './pool.ts';
import { at } from './sums.ts';

export type TrimEstimator = 'L0' | 'R0';

export interface TrimAndFill {
  /** Where studies seem to be missing. */
  side: 'left' | 'right';
  missing: number;
  /** The mirror images that were added. */
  filled: { effect: number; variance: number }[];
  /** With them. */
  pooled: Pooled;
}

/** Trimming settles within a few rounds or walks in a circle. */
const mostRounds = 100;

/**
 * Duval and Tweedie (2000, Biometrics 56:455): trims the most extreme studies of the fuller side until the
 * rest is even, then adds their mirror images and pools all with `refit`. The side is that away from which
 * effects grow with their error.
 */
export function trimAndFill(
  effects: readonly number[],
  variances: readonly number[],
  settings: ModelSettings,
  estimator: TrimEstimator = 'L0',
  refit: ModelSettings = settings,
): Estimable<TrimAndFill> {
  if (effects.length < 3) return notEstimable('fewer than three studies');
  const side = emptierSide(effects, variances, settings);
  if (!side.estimable) return side;
  const sign = side.value === 'right' ? -1 : 1;
  const studies = effects
    .map((effect, study) => ({ effect: sign * effect, variance: at(variances, study) }))
    .sort((left, right) => left.effect - right.effect);
  const trimmed = trim(studies, settings, estimator);
  if (!trimmed.estimable) return trimmed;
  const { missing, centre } = trimmed.value;
  const filled = studies
    .slice(studies.length - missing)
    .map(({ effect, variance }) => ({ effect: sign * (2 * centre - effect), variance }));
  const pooled = pool(
    [...effects, ...filled.map(({ effect }) => effect)],
    [...variances, ...filled.map(({ variance }) => variance)],
    missing > 0 ? refit : settings,
  );
  return pooled.estimable ? estimate({ side: side.value, missing, filled, pooled: pooled.value }) : pooled;
}

function emptierSide(
  effects: readonly number[],
  variances: readonly number[],
  settings: ModelSettings,
): Estimable<'left' | 'right'> {
  const design = variances.map((variance) => [1, Math.sqrt(variance)]);
  const fitted = fitMixedModel({ effects, variances, design }, { ...settings, test: 'z' });
  if (!fitted.estimable) return fitted;
  return estimate(at(fitted.value.fit.coefficients, 1) < 0 ? 'right' : 'left');
}

function trim(
  studies: readonly { effect: number; variance: number }[],
  settings: ModelSettings,
  estimator: TrimEstimator,
): Estimable<{ missing: number; centre: number }> {
  let missing = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const kept = studies.slice(0, studies.length - missing);
    const centred = pool(
      kept.map(({ effect }) => effect),
      kept.map(({ variance }) => variance),
      { ...settings, test: 'z' },
    );
    if (!centred.estimable) return centred;
    const centre = centred.value.estimate;
    const signedRanks = rankBySize(studies.map(({ effect }) => effect - centre));
    const next = Math.max(0, roundHalfToEven(missingFrom(signedRanks, estimator)));
    if (next === missing) return estimate({ missing, centre });
    missing = Math.min(next, studies.length - 1);
  }
  return notEstimable('did not converge');
}

/** Ranks by distance from the centre, ties in order, each with the sign of its side. */
function rankBySize(distances: readonly number[]): number[] {
  const order = distances
    .map((_, index) => index)
    .sort((a, b) => Math.abs(at(distances, a)) - Math.abs(at(distances, b)));
  const ranks = new Array<number>(distances.length).fill(0);
  order.forEach((index, rank) => {
    ranks[index] = Math.sign(at(distances, index)) * (rank + 1);
  });
  return ranks;
}

function missingFrom(signedRanks: readonly number[], estimator: TrimEstimator): number {
  const k = signedRanks.length;
  if (estimator === 'R0') {
    const below = signedRanks.filter((rank) => rank < 0).map((rank) => -rank);
    return below.length === 0 ? 0 : k - Math.max(...below) - 1;
  }
  const above = signedRanks.filter((rank) => rank > 0).reduce((total, rank) => total + rank, 0);
  return (4 * above - k * (k + 1)) / (2 * k - 1);
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
