import { type Estimable, estimate, notEstimable } from './estimable.ts';
import type { EffectData } from './leastSquares.ts';
import { fitMixedModel, type MixedModel, type ModelSettings, type OmnibusTest, omnibusTest } from './mixedModel.ts';
import { at, sumOver } from './sums.ts';
import { estimateTau2 } from './tau2.ts';

/** A moderator of the effects: a number a study, or a word a study that becomes dummy columns. */
export interface Moderator {
  name: string;
  values: readonly number[] | readonly string[];
}

export interface MetaRegression {
  /** `intercept`, then a name a column; a word's column is `name: level`, its first level being the reference. */
  columns: string[];
  model: MixedModel;
  /** All moderators together. */
  moderatorTest: Estimable<OmnibusTest>;
  /** Percent of the between-study variance the moderators account for; 0 at least. */
  rSquared: Estimable<number>;
}

/**
 * Mixed-effects meta-regression on one or more moderators, each with a value for every study.
 * Not estimable where there are no more studies than coefficients, or where moderators say the same thing.
 */
export function metaRegression(
  effects: readonly number[],
  variances: readonly number[],
  moderators: readonly Moderator[],
  settings: ModelSettings,
): Estimable<MetaRegression> {
  const columns = moderators.flatMap(moderatorColumns);
  const constant = columns.find(({ values }) => values.every((value) => value === values[0]));
  if (constant !== undefined) return notEstimable('no variation in the predictor');
  const design = effects.map((_, study) => [1, ...columns.map(({ values }) => at(values, study))]);
  const data: EffectData = { effects, variances, design };
  const fitted = fitMixedModel(data, settings);
  if (!fitted.estimable) return fitted;
  return estimate({
    columns: ['intercept', ...columns.map(({ name }) => name)],
    model: fitted.value,
    moderatorTest: omnibusTest(
      fitted.value,
      columns.map((_, index) => index + 1),
    ),
    rSquared: explained(data, settings, fitted.value.tau2),
  });
}

function moderatorColumns({ name, values }: Moderator): { name: string; values: number[] }[] {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === values.length) return [{ name, values: numbers }];
  return sortedLevels(values.map(String))
    .slice(1)
    .map((level) => ({ name: `${name}: ${level}`, values: values.map((value) => (value === level ? 1 : 0)) }));
}

/** Different words in the order of their code units, which is the same in every locale. */
export function sortedLevels(values: readonly string[]): string[] {
  return [...new Set(values)].sort((left, right) => (left < right ? -1 : 1));
}

function explained(data: EffectData, settings: ModelSettings, left: number): Estimable<number> {
  const whole = estimateTau2({ ...data, design: data.effects.map(() => [1]) }, settings.method);
  if (!whole.estimable) return whole;
  if (whole.value.tau2 === 0) return notEstimable('no variation between studies');
  return estimate(Math.max(0, (100 * (whole.value.tau2 - left)) / whole.value.tau2));
}

export interface LineFit {
  intercept: number;
  interceptError: number;
  slope: number;
  slopeError: number;
  degreesOfFreedom: number;
}

/** Weighted least squares of y on x with its residual scale estimated, as a plain regression does. */
export function fitLine(x: readonly number[], y: readonly number[], weights: readonly number[]): Estimable<LineFit> {
  const degreesOfFreedom = x.length - 2;
  if (degreesOfFreedom < 1) return notEstimable('fewer than three studies');
  const total = sumOver(x.length, (study) => at(weights, study));
  const mean = (values: readonly number[]): number =>
    sumOver(x.length, (study) => at(weights, study) * at(values, study)) / total;
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = sumOver(x.length, (study) => at(weights, study) * (at(x, study) - meanX) ** 2);
  if (spread <= 1e-14 * total * meanX ** 2) return notEstimable('no variation in the predictor');
  const joint = sumOver(x.length, (study) => at(weights, study) * (at(x, study) - meanX) * (at(y, study) - meanY));
  const slope = joint / spread;
  const intercept = meanY - slope * meanX;
  const residual = sumOver(
    x.length,
    (study) => at(weights, study) * (at(y, study) - intercept - slope * at(x, study)) ** 2,
  );
  const scale = residual / degreesOfFreedom;
  return estimate({
    intercept,
    interceptError: Math.sqrt(scale * (1 / total + meanX ** 2 / spread)),
    slope,
    slopeError: Math.sqrt(scale / spread),
    degreesOfFreedom,
  });
}
