import { invertPositiveDefinite } from './matrix.ts';
import { gaussHermite } from './quadrature.ts';
import { at } from './sums.ts';

/** Events out of a total with log odds `fixed` plus, for a random effect u, `slopes` . u. */
export interface BinomialRow {
  events: number;
  total: number;
  fixed: number;
  /** One a random effect, already multiplied by its standard deviation. */
  slopes: readonly number[];
}

/** Points of the quadrature, as many as the reference uses. */
const points = gaussHermite(7);

/** log(1 + e^x) without overflow. */
const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

const logOdds = (row: BinomialRow, effects: readonly number[]): number =>
  row.slopes.reduce((total, slope, index) => total + slope * at(effects, index), row.fixed);

/** Log of the binomial density (without its constant) times the standard normal one of u (without 2 pi). */
function logJoint(rows: readonly BinomialRow[], effects: readonly number[]): number {
  const prior = effects.reduce((total, effect) => total - effect ** 2 / 2, 0);
  return rows.reduce((total, row) => {
    const eta = logOdds(row, effects);
    return total + row.events * eta - row.total * softplus(eta);
  }, prior);
}

/** Gradient and negative second derivatives of `logJoint`. */
function derivatives(rows: readonly BinomialRow[], effects: readonly number[]) {
  const gradient = effects.map((effect) => -effect);
  const curvature = effects.map((_, i) => effects.map((_effect, j) => (i === j ? 1 : 0)));
  for (const row of rows) {
    const share = 1 / (1 + Math.exp(-logOdds(row, effects)));
    const [residual, weight] = [row.events - row.total * share, row.total * share * (1 - share)];
    row.slopes.forEach((slope, i) => {
      gradient[i] = at(gradient, i) + slope * residual;
      row.slopes.forEach((other, j) => {
        const line = curvature[i] as number[];
        line[j] = at(line, j) + slope * other * weight;
      });
    });
  }
  return { gradient, curvature };
}

/** The mode of the joint density, where the quadrature is centred: Newton's steps, halved while they overshoot. */
function mode(rows: readonly BinomialRow[], size: number) {
  let effects = new Array<number>(size).fill(0);
  let value = logJoint(rows, effects);
  for (let round = 0; round < 100; round += 1) {
    const { gradient, curvature } = derivatives(rows, effects);
    const inverted = invertPositiveDefinite(curvature);
    if (inverted === null) break;
    const step = inverted.inverse.map((line) => line.reduce((total, entry, j) => total + entry * at(gradient, j), 0));
    let [share, next, nextValue] = [1, effects, Number.NEGATIVE_INFINITY];
    while (nextValue < value - 1e-14 * Math.abs(value) && share > 1e-8) {
      next = effects.map((effect, index) => effect + share * at(step, index));
      nextValue = logJoint(rows, next);
      share /= 2;
    }
    [effects, value] = [next, nextValue];
    if (Math.max(...step.map(Math.abs)) < 1e-11) break;
  }
  return { effects, value, ...derivatives(rows, effects) };
}

/** `logJoint` of one random effect with its first and second derivative, without lists: this is the inner loop. */
function jointOfOne(rows: readonly BinomialRow[], u: number): { value: number; slope: number; curvature: number } {
  let [value, slope, curvature] = [-(u ** 2) / 2, -u, 1];
  for (const row of rows) {
    const factor = row.slopes[0] ?? 0;
    const eta = row.fixed + factor * u;
    const share = 1 / (1 + Math.exp(-eta));
    value += row.events * eta - row.total * softplus(eta);
    slope += factor * (row.events - row.total * share);
    curvature += factor ** 2 * row.total * share * (1 - share);
  }
  return { value, slope, curvature };
}

function modeOfOne(rows: readonly BinomialRow[]): { u: number; value: number; curvature: number } {
  let u = 0;
  let here = jointOfOne(rows, u);
  for (let round = 0; round < 100; round += 1) {
    let step = here.slope / here.curvature;
    if (Math.abs(step) < 1e-11) break;
    let next = jointOfOne(rows, u + step);
    while (next.value < here.value && Math.abs(step) > 1e-11) {
      step /= 2;
      next = jointOfOne(rows, u + step);
    }
    u += step;
    here = next;
  }
  return { u, value: here.value, curvature: here.curvature };
}

/** Log likelihood of one study, its single random effect integrated out by adaptive Gauss-Hermite quadrature. */
export function logMarginal(rows: readonly BinomialRow[]): number {
  const centre = modeOfOne(rows);
  const scale = Math.SQRT2 / Math.sqrt(centre.curvature);
  let total = 0;
  for (const { node, weight } of points) {
    const { value } = jointOfOne(rows, centre.u + scale * node);
    total += weight * Math.exp(node ** 2 + value - centre.value);
  }
  return centre.value + Math.log((total * scale) / Math.sqrt(2 * Math.PI));
}

/** The same for several random effects at once by Laplace's approximation. */
export function logMarginalLaplace(rows: readonly BinomialRow[], size: number): number {
  const centre = mode(rows, size);
  const inverted = invertPositiveDefinite(centre.curvature);
  return centre.value - (inverted?.logDeterminant ?? 0) / 2;
}
