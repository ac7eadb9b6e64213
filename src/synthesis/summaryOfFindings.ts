import type { Estimable, Interval } from './estimable.ts';
import type { ShareSynthesis } from './shareSynthesis.ts';

export const certainties = ['very low', 'low', 'moderate', 'high'] as const;
export type Certainty = (typeof certainties)[number];

export const downgradeDomains = [
  'risk of bias',
  'inconsistency',
  'indirectness',
  'imprecision',
  'publication bias',
] as const;
export const upgradeDomains = ['large effect', 'dose-response', 'opposing confounding'] as const;

export type CertaintyDomain = (typeof downgradeDomains)[number] | (typeof upgradeDomains)[number];

/** A step a person took, with the person's reason: certainty is never worked out by the program. */
export interface CertaintyStep {
  domain: CertaintyDomain;
  levels: 1 | 2;
  reason: string;
}

export interface CertaintyJudgement {
  /** Prognosis from cohorts starts high, from case series or selected series low. */
  start: 'high' | 'low';
  steps: readonly CertaintyStep[];
}

/** One row of the table: per 100 herniations. */
export interface FindingRow {
  studies: number;
  participants: number;
  per100: Estimable<{ value: number; interval: Interval }>;
  predictionPer100: Estimable<Interval>;
  /** Null where nobody has judged it. */
  certainty: Certainty | null;
  steps: readonly CertaintyStep[];
}

/**
 * A row of a GRADE-like summary of findings (Cochrane Handbook ch. 14) from a pooled share and people's judgement,
 * null where there is none. Throws a RangeError for a step without a reason.
 */
export function findingRow(shares: ShareSynthesis, judgement: CertaintyJudgement | null): FindingRow {
  const { pooled, prediction } = shares;
  const per100 = ({ lower, upper }: Interval): Interval => ({ lower: 100 * lower, upper: 100 * upper });
  return {
    studies: shares.k,
    participants: shares.total,
    per100: pooled.estimable
      ? { estimable: true, value: { value: 100 * pooled.value.share, interval: per100(pooled.value.interval) } }
      : pooled,
    predictionPer100: prediction.estimable ? { estimable: true, value: per100(prediction.value) } : prediction,
    certainty: judgement && certaintyOf(judgement),
    steps: judgement?.steps ?? [],
  };
}

export function isUpgrade(domain: CertaintyDomain): boolean {
  return upgradeDomains.some((each) => each === domain);
}

/** The level after all steps, never below "very low" or above "high". */
export function certaintyOf({ start, steps }: CertaintyJudgement): Certainty {
  const silent = steps.find(({ reason }) => reason.trim() === '');
  if (silent !== undefined) throw new RangeError(`The step for ${silent.domain} has no reason; enter one.`);
  const change = steps.reduce((sum, { domain, levels }) => sum + (isUpgrade(domain) ? levels : -levels), 0);
  const level = Math.min(3, Math.max(0, (start === 'high' ? 3 : 1) + change));
  return certainties[level] ?? 'very low';
}
