import { type Effect, effectInterval } from '../effects.ts';
import { proportionEffect, proportionFromEffect, proportionMeasures } from '../proportions.ts';
import type { StudySize } from '../smallStudy.ts';
import { tableEffect, tableFromEffect, tableMeasures } from '../tables.ts';
import type { JsonObject } from './json.ts';
import type { SynthesisCase } from './readInput.ts';

/** One measure of a case: its effects, and the way back to the scale a reader knows. */
export interface MeasureData {
  measure: string;
  effects: number[];
  variances: number[];
  /** Back-transforms a value pooled from the studies at `positions`. */
  back: (value: number, positions: readonly number[]) => number;
}

export interface CaseData {
  labels: string[];
  /** Null where a study has none. */
  years: number[] | null;
  groups: string[] | null;
  sizes: StudySize[];
  measures: MeasureData[];
}

export function caseData(input: SynthesisCase): CaseData {
  const { studies } = input;
  const years = studies.flatMap(({ year }) => year ?? []);
  const groups = studies.flatMap(({ group }) => group ?? []);
  return {
    labels: studies.map(({ label }) => label),
    years: years.length === studies.length ? years : null,
    groups: groups.length === studies.length ? groups : null,
    ...measuresOf(input),
  };
}

function measuresOf(input: SynthesisCase): Pick<CaseData, 'sizes' | 'measures'> {
  if (input.kind === 'proportion') {
    const totals = (positions: readonly number[]): number[] =>
      positions.flatMap((position) => input.studies[position]?.total ?? []);
    return {
      sizes: input.studies.map(({ events, total }) => ({ events, total })),
      measures: proportionMeasures.map((measure) => ({
        measure,
        ...columns(input.studies.map((study) => proportionEffect(measure, study))),
        back: (value, positions) => proportionFromEffect(measure, value, totals(positions)),
      })),
    };
  }
  return {
    sizes: input.studies.map(({ ai, bi, ci, di }) => ({ events: ai + ci, total: ai + bi + ci + di })),
    measures: tableMeasures.map((measure) => ({
      measure,
      ...columns(input.studies.map((study) => tableEffect(measure, study))),
      back: (value) => tableFromEffect(measure, value),
    })),
  };
}

function columns(effects: readonly Effect[]): { effects: number[]; variances: number[] } {
  return { effects: effects.map(({ value }) => value), variances: effects.map(({ variance }) => variance) };
}

/** Every study's effect, variance and Wald interval. */
export function writeEffects({ effects, variances }: MeasureData): JsonObject {
  const limits = effects.map((value, study) => effectInterval({ value, variance: variances[study] ?? 0 }));
  return {
    yi: effects,
    vi: variances,
    ci_lb: limits.map(({ lower }) => lower),
    ci_ub: limits.map(({ upper }) => upper),
  };
}
