import {
  type Excluded,
  type PoolableStudy,
  type PoolingChoice,
  type Prepared,
  prepareResults,
  type ReportedResult,
} from './prepare.ts';

export const stratifications = ['none', 'type', 'definition', 'followUp'] as const;
export type Stratification = (typeof stratifications)[number];

/** The ids there are, in the order in which they are shown. */
export interface StratumOrder {
  types: readonly string[];
  definitions: readonly string[];
  followUp: readonly string[];
}

export interface Stratum<Row extends ReportedResult> {
  /** A type, a definition or a band of follow-up; null for all together, and for a follow-up that is not stated. */
  key: string | null;
  /** At most one result a study, the earliest year first. */
  studies: PoolableStudy<Row>[];
}

export interface Stratified<Row extends ReportedResult> {
  strata: Stratum<Row>[];
  /** Whether the strata may be pooled together too: never across definitions. */
  hasOverall: boolean;
  excluded: Excluded<Row>[];
}

/**
 * Lays the results out in strata. Whole series and bands of follow-up count a study once: its result for the whole
 * series where it has one, else its types added up. By type, results that name no single type are out.
 */
export function stratifyResults<Row extends ReportedResult>(
  rows: readonly Row[],
  choice: PoolingChoice,
  by: Stratification,
  order: StratumOrder,
): Stratified<Row> {
  if (by === 'definition') return byDefinition(rows, choice, order);
  const prepared = prepareResults(rows, choice);
  if (by === 'type') return byType(prepared, order);
  const single = onePerStudy(prepared, choice);
  const { excluded, studies } = single;
  const keys = by === 'none' ? [null] : [...order.followUp, null];
  const strata = keys.map((key) => ({
    key,
    studies: by === 'none' ? studies : studies.filter((study) => study.rows[0].followUp === key),
  }));
  return { strata: strata.filter((stratum) => stratum.studies.length > 0), hasOverall: by !== 'none', excluded };
}

/** Each definition by itself; what is out under one because of its definition is in under another. */
function byDefinition<Row extends ReportedResult>(
  rows: readonly Row[],
  choice: PoolingChoice,
  order: StratumOrder,
): Stratified<Row> {
  const each = order.definitions.map((definition) => ({
    key: definition,
    ...onePerStudy(prepareResults(rows, { ...choice, definition }), choice),
  }));
  const used = new Set(each.flatMap(({ studies }) => studies.flatMap((study) => study.rows)));
  const excluded = rows.flatMap((row): Excluded<Row>[] => {
    if (used.has(row)) return [];
    const own = each.flatMap((part) => part.excluded.filter((out) => out.row === row));
    const found = own.find(({ reason }) => reason !== 'another definition') ?? own[0];
    return found === undefined ? [] : [found];
  });
  const strata = each.map(({ key, studies }) => ({ key, studies })).filter(({ studies }) => studies.length > 0);
  return { strata, hasOverall: false, excluded };
}

function byType<Row extends ReportedResult>(prepared: Prepared<Row>, order: StratumOrder): Stratified<Row> {
  const strata = order.types.map((key) => ({
    key,
    ...firstOfEach(
      prepared.studies.filter(({ rows: [row] }) => row.type === key),
      ({ rows: [row] }) => row.recordKey,
    ),
  }));
  const untyped = prepared.studies
    .filter(({ rows: [row] }) => row.type === null)
    .map(({ rows: [row] }) => ({ row, reason: 'not a single type' as const }));
  return {
    strata: strata
      .map(({ key, kept }) => ({ key, studies: sortByYear(kept) }))
      .filter(({ studies }) => studies.length > 0),
    hasOverall: true,
    excluded: [...prepared.excluded, ...untyped, ...strata.flatMap(({ repeated }) => repeated)],
  };
}

/** One result a study: of the chosen type, or of its whole series. */
function onePerStudy<Row extends ReportedResult>(prepared: Prepared<Row>, choice: PoolingChoice): Prepared<Row> {
  const keys = [...new Set(prepared.studies.map(({ rows: [row] }) => row.recordKey))];
  const studies: PoolableStudy<Row>[] = [];
  const excluded = [...prepared.excluded];
  for (const key of keys) {
    const own = prepared.studies.filter(({ rows: [row] }) => row.recordKey === key);
    const isPart = lacksTypes(prepared.excluded, key, choice);
    const parts = choice.type === null ? wholeSeries(own, isPart) : own.slice(0, 1);
    const [first] = parts;
    if (first !== undefined) studies.push(addUp(first, parts));
    for (const left of own.filter((study) => !parts.includes(study))) {
      const [row] = left.rows;
      excluded.push({ row, reason: reasonLeft(row, first === undefined) });
    }
  }
  return { studies: sortByYear(studies), excluded };
}

function reasonLeft(row: ReportedResult, nothingTaken: boolean): Excluded<ReportedResult>['reason'] {
  if (row.scope === 'other') return 'not a single type';
  return nothingTaken ? 'part of a series only' : 'another result of the same study';
}

/** Whether a study names further types without their counts: what it does count is then no whole series. */
function lacksTypes(
  excluded: readonly Excluded<ReportedResult>[],
  key: string,
  { definition }: PoolingChoice,
): boolean {
  return excluded.some(
    ({ row, reason }) =>
      row.recordKey === key &&
      reason === 'counts not stated' &&
      row.definition === definition &&
      (row.scope === 'type' || row.scope === 'mixed'),
  );
}

/** The whole series if the study reports it, else its single types if it counts them all, else its first mixture. */
function wholeSeries<Row extends ReportedResult>(
  own: readonly PoolableStudy<Row>[],
  isPart: boolean,
): PoolableStudy<Row>[] {
  const whole = own.find(({ rows: [row] }) => row.scope === 'whole');
  if (whole !== undefined) return [whole];
  if (isPart) return [];
  const typed = own.filter(({ rows: [row] }) => row.scope === 'type');
  const { kept } = firstOfEach(typed, ({ rows: [row] }) => row.type ?? '');
  if (kept.length > 0) return kept;
  return own.filter(({ rows: [row] }) => row.scope === 'mixed').slice(0, 1);
}

function addUp<Row extends ReportedResult>(
  first: PoolableStudy<Row>,
  parts: readonly PoolableStudy<Row>[],
): PoolableStudy<Row> {
  const [, ...others] = parts;
  return {
    rows: [first.rows[0], ...others.map(({ rows: [row] }) => row)],
    events: parts.reduce((sum, { events }) => sum + events, 0),
    total: parts.reduce((sum, { total }) => sum + total, 0),
  };
}

/** The first result with each key; later ones are named as repeats. */
function firstOfEach<Row extends ReportedResult>(
  studies: readonly PoolableStudy<Row>[],
  keyOf: (study: PoolableStudy<Row>) => string,
): { kept: PoolableStudy<Row>[]; repeated: Excluded<Row>[] } {
  const seen = new Set<string>();
  const kept: PoolableStudy<Row>[] = [];
  const repeated: Excluded<Row>[] = [];
  for (const study of studies) {
    const key = keyOf(study);
    if (seen.has(key)) repeated.push({ row: study.rows[0], reason: 'another result of the same study' });
    else kept.push(study);
    seen.add(key);
  }
  return { kept, repeated };
}

/** Earliest first, without a year last, names deciding ties: the same page every time. */
function sortByYear<Row extends ReportedResult>(studies: readonly PoolableStudy<Row>[]): PoolableStudy<Row>[] {
  const year = ({ rows: [row] }: PoolableStudy<Row>): number => row.year ?? Number.POSITIVE_INFINITY;
  return [...studies].sort((left, right) => {
    if (year(left) !== year(right)) return year(left) - year(right);
    return left.rows[0].label < right.rows[0].label ? -1 : 1;
  });
}
