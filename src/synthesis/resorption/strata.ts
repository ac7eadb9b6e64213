import { followUpBands, herniationTypes } from './classify.ts';
import {
  type ExclusionReason,
  type PreparedResorption,
  prepareResorption,
  type ResorptionChoice,
  type ResorptionRow,
  type ResorptionStudy,
} from './prepare.ts';

export const stratifications = ['none', 'type', 'followUp', 'definition'] as const;
export type Stratification = (typeof stratifications)[number];

export interface Stratum {
  /** A herniation type, a follow-up band, a definition class, or `all`. */
  key: string;
  /** At most one result a study, the earliest year first. */
  studies: ResorptionStudy[];
}

export interface StratifiedResorption {
  strata: Stratum[];
  /** Whether the strata may be pooled together too: never across definitions. */
  hasOverall: boolean;
  excluded: PreparedResorption['excluded'];
}

/**
 * Lays the results out in strata. Whole series and follow-up bands count a study once: its result for all
 * herniations where it has one, else its types added up. By type, results that name no single type are out.
 */
export function stratifyResorption(
  rows: readonly ResorptionRow[],
  choice: ResorptionChoice,
  by: Stratification,
): StratifiedResorption {
  if (by === 'definition') return byDefinition(rows, choice);
  const prepared = prepareResorption(rows, choice);
  if (by === 'type') return byType(prepared);
  const whole = wholeSeries(prepared.studies);
  const excluded = [...prepared.excluded, ...whole.excluded];
  if (by === 'none') return { strata: [{ key: 'all', studies: whole.studies }], hasOverall: false, excluded };
  const strata = followUpBands.map((key) => ({
    key,
    studies: whole.studies.filter(({ followUp }) => followUp === key),
  }));
  return { strata: strata.filter(({ studies }) => studies.length > 0), hasOverall: true, excluded };
}

/** Each class by itself; what is out under one class because of its definition is in under another. */
function byDefinition(rows: readonly ResorptionRow[], choice: ResorptionChoice): StratifiedResorption {
  const classes = (['any', 'marked', 'complete'] as const).map((definition) => {
    const prepared = prepareResorption(rows, { ...choice, definition });
    return { definition, prepared, whole: wholeSeries(prepared.studies) };
  });
  const excluded = (classes[0]?.prepared.excluded ?? []).filter(({ reason }) => reason !== 'another definition');
  return {
    strata: classes
      .map(({ definition, whole }) => ({ key: definition, studies: whole.studies }))
      .filter(({ studies }) => studies.length > 0),
    hasOverall: false,
    excluded: [...excluded, ...classes.flatMap(({ whole }) => whole.excluded)],
  };
}

function byType({ studies, excluded }: PreparedResorption): StratifiedResorption {
  const typed = studies.filter(({ type }) => type !== null && type !== 'all' && type !== 'mixed');
  const untyped = studies
    .filter((study) => !typed.includes(study))
    .map(({ row }) => ({ row, reason: 'group is not a herniation type' as const }));
  const strata = herniationTypes.flatMap((key) => {
    const { kept, repeated } = oncePerStudy(typed.filter(({ type }) => type === key));
    return kept.length === 0 ? [] : [{ stratum: { key, studies: kept }, repeated }];
  });
  return {
    strata: strata.map(({ stratum }) => stratum),
    hasOverall: true,
    excluded: [...excluded, ...untyped, ...strata.flatMap(({ repeated }) => repeated)],
  };
}

function wholeSeries(studies: readonly ResorptionStudy[]): PreparedResorption {
  const records = [...new Set(studies.map(({ row }) => row.recordKey))];
  const result: PreparedResorption = { studies: [], excluded: [] };
  for (const record of records) {
    const own = studies.filter(({ row }) => row.recordKey === record);
    const whole = own.find(({ type }) => type === 'all');
    const types = oncePerStudy(
      own.filter(({ type }) => type !== null && type !== 'all'),
      ({ type }) => String(type),
    );
    const single = types.kept.filter(({ type }) => type !== 'mixed');
    const parts = single.length > 0 ? single : types.kept;
    const chosen = whole ?? (parts.length > 0 ? addUp(parts) : undefined);
    if (chosen !== undefined) result.studies.push(chosen);
    const used = whole === undefined ? parts : [whole];
    const left = own.filter((study) => !used.includes(study));
    result.excluded.push(...left.map(({ row, type }) => ({ row, reason: leftOutReason(type) })));
  }
  return { studies: sortByYear(result.studies), excluded: result.excluded };
}

function leftOutReason(type: ResorptionStudy['type']): ExclusionReason {
  return type === null ? 'group is not a herniation type' : 'another result of the same study';
}

function addUp(parts: readonly ResorptionStudy[]): ResorptionStudy | undefined {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first;
  const events = parts.reduce((sum, part) => sum + part.events, 0);
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const group = parts.map(({ row }) => row.group).join(' + ');
  return { ...first, row: { ...first.row, group, events, total }, events, total, type: 'mixed' };
}

/** The first result a study (and, where asked, a further key) has; later ones are named as repeats. */
function oncePerStudy(studies: readonly ResorptionStudy[], also: (study: ResorptionStudy) => string = () => '') {
  const seen = new Set<string>();
  const kept: ResorptionStudy[] = [];
  const repeated: PreparedResorption['excluded'] = [];
  for (const study of studies) {
    const key = `${study.row.recordKey}\n${also(study)}`;
    if (seen.has(key)) repeated.push({ row: study.row, reason: 'another result of the same study' });
    else kept.push(study);
    seen.add(key);
  }
  return { kept: sortByYear(kept), repeated };
}

/** Earliest first, without a year last, names deciding ties: the same page every time. */
function sortByYear(studies: readonly ResorptionStudy[]): ResorptionStudy[] {
  const year = ({ row }: ResorptionStudy): number => row.year ?? Number.POSITIVE_INFINITY;
  return [...studies].sort((left, right) => {
    if (year(left) !== year(right)) return year(left) - year(right);
    return left.row.label < right.row.label ? -1 : 1;
  });
}
