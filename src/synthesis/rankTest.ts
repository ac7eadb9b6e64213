import { normalTwoSided } from './distributions.ts';
import { type Estimable, estimate, notEstimable } from './estimable.ts';
import { at, sum } from './sums.ts';

export interface RankTest {
  /** Kendall's tau-b between standardised residual and variance. */
  kendallTau: number;
  pValue: number;
  /** Whether p is exact (no ties) or from the normal approximation. */
  exact: boolean;
}

/**
 * Begg and Mazumdar (1994, Biometrics 50:1088): rank correlation of the effects, standardised round the
 * equal-effects mean, with their variances. Exact p without ties, normal approximation with them.
 */
export function beggTest(effects: readonly number[], variances: readonly number[]): Estimable<RankTest> {
  if (effects.length < 2) return notEstimable('one study');
  const weights = variances.map((variance) => 1 / variance);
  const total = sum(weights);
  const mean = sum(effects.map((effect, study) => effect * at(weights, study))) / total;
  // One study with nearly all the weight has a residual variance that rounds to nothing, or below.
  const spreadOf = (variance: number): number => Math.sqrt(Math.max(variance - 1 / total, Number.MIN_VALUE));
  const residuals = effects.map((effect, study) => (effect - mean) / spreadOf(at(variances, study)));
  return kendall(residuals, variances);
}

/** Kendall's rank correlation with its two-sided p. Not estimable where one of the lists does not vary. */
export function kendall(x: readonly number[], y: readonly number[]): Estimable<RankTest> {
  const n = x.length;
  let score = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) score += Math.sign(at(x, i) - at(x, j)) * Math.sign(at(y, i) - at(y, j));
  }
  const [tiesX, tiesY] = [tieCounts(x), tieCounts(y)];
  const pairs = (n * (n - 1)) / 2;
  const tied = (ties: readonly number[]): number => sum(ties.map((count) => (count * (count - 1)) / 2));
  const scale = Math.sqrt((pairs - tied(tiesX)) * (pairs - tied(tiesY)));
  if (scale === 0) return notEstimable('no variation between studies');
  const kendallTau = score / scale;
  if (tied(tiesX) + tied(tiesY) === 0) return estimate({ kendallTau, pValue: exactP(score, n), exact: true });
  const z = score / Math.sqrt(tiedVariance(n, tiesX, tiesY));
  return estimate({ kendallTau, pValue: normalTwoSided(z), exact: false });
}

function tieCounts(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

/** Variance of the score under independence with ties (Kendall 1970, ch. 4). */
function tiedVariance(n: number, tiesX: readonly number[], tiesY: readonly number[]): number {
  const over = (ties: readonly number[], term: (count: number) => number): number => sum(ties.map(term));
  const wide = (count: number): number => count * (count - 1) * (2 * count + 5);
  const triple = (count: number): number => count * (count - 1) * (count - 2);
  const double = (count: number): number => count * (count - 1);
  const first = (wide(n) - over(tiesX, wide) - over(tiesY, wide)) / 18;
  const second = n > 2 ? (over(tiesX, triple) * over(tiesY, triple)) / (9 * triple(n)) : 0;
  return first + second + (over(tiesX, double) * over(tiesY, double)) / (2 * double(n));
}

/** Two-sided p by counting permutations with each number of concordant pairs, built up one study at a time. */
function exactP(score: number, n: number): number {
  const concordant = (score + (n * (n - 1)) / 2) / 2;
  let shares = [1];
  for (let size = 2; size <= n; size += 1) {
    const next = new Array<number>(shares.length + size - 1).fill(0);
    shares.forEach((share, count) => {
      for (let added = 0; added < size; added += 1) next[count + added] = at(next, count + added) + share / size;
    });
    shares = next;
  }
  const below = sum(shares.slice(0, concordant + 1));
  const above = sum(shares.slice(concordant));
  return Math.min(1, 2 * Math.min(below, above));
}
