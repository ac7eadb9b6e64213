/** Of what a reported share is a share: the whole series, one named type, several types, or something else. */
export type Scope = 'whole' | 'type' | 'mixed' | 'other';

/** `events` of `total`, as one study reports them for one group; its words are already read by the protocol. */
export interface ReportedResult {
  recordKey: string;
  /** How the study is named on the page: "Autio 2006". */
  label: string;
  year: number | null;
  group: string;
  events: number | null;
  total: number | null;
  scope: Scope;
  /** The type's id where `scope` is `type`. */
  type: string | null;
  /** Id of the definition; `other` for one that is never pooled, null where none is stated. */
  definition: string | null;
  /** Id of the band of follow-up, null where it is not stated. */
  followUp: string | null;
  designs: readonly string[];
  use: 'candidate' | 'check' | 'no';
  /** A series chosen by what was found, or by who came back. */
  selected: boolean;
  /** Patients operated on are among those counted, or were taken out of the count. */
  operated: boolean;
  /** The record is excluded, retracted or withdrawn. */
  isOutside: boolean;
  /** The record retells other studies. */
  isSecondary: boolean;
}

/** The definition that a result must have so as never to be pooled. */
export const otherDefinition = 'other';

export interface PoolingChoice {
  definition: string;
  /** Null for whole series. */
  type: string | null;
  /** Null for any. */
  followUp: string | null;
  /** None for any. */
  designs: readonly string[];
  /** Off unless the reader asks. */
  includeDoubtful: boolean;
  includeSelected: boolean;
  includeOperated: boolean;
}

export const exclusionReasons = [
  'record is out',
  'a review of other studies',
  'counts not stated',
  'counts impossible',
  'a single case',
  'not a result to pool',
  'definition not stated',
  'a definition that is not pooled',
  'another definition',
  'another type',
  'another follow-up',
  'another design',
  'selected series left out',
  'operated patients left out',
  'counts in doubt',
  'not a single type',
  'part of a series only',
  'another result of the same study',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** A result that can be pooled: `rows` are several where a study's types were added up. */
export interface PoolableStudy<Row extends ReportedResult> {
  rows: readonly [Row, ...Row[]];
  events: number;
  total: number;
}

export interface Excluded<Row extends ReportedResult> {
  row: Row;
  reason: ExclusionReason;
}

export interface Prepared<Row extends ReportedResult> {
  studies: PoolableStudy<Row>[];
  excluded: Excluded<Row>[];
}

/**
 * Sorts results into those that can be pooled under one definition and those that cannot, each with the first
 * reason that holds. Definitions never come out together: a choice names one.
 */
export function prepareResults<Row extends ReportedResult>(rows: readonly Row[], choice: PoolingChoice): Prepared<Row> {
  const prepared: Prepared<Row> = { studies: [], excluded: [] };
  for (const row of rows) {
    const reason = reasonAgainst(row, choice);
    if (reason !== null) prepared.excluded.push({ row, reason });
    else prepared.studies.push({ rows: [row], events: row.events ?? 0, total: row.total ?? 0 });
  }
  return prepared;
}

function reasonAgainst(row: ReportedResult, choice: PoolingChoice): ExclusionReason | null {
  return unfit(row) ?? otherwiseDefined(row, choice) ?? leftOut(row, choice);
}

/** What no choice can mend. */
function unfit({ events, total, ...row }: ReportedResult): ExclusionReason | null {
  if (row.isOutside) return 'record is out';
  if (row.isSecondary) return 'a review of other studies';
  if (events === null || total === null) return 'counts not stated';
  if (!Number.isInteger(events) || !Number.isInteger(total) || events < 0 || total < 1 || events > total) {
    return 'counts impossible';
  }
  if (total === 1) return 'a single case';
  return row.use === 'no' ? 'not a result to pool' : null;
}

function otherwiseDefined(row: ReportedResult, choice: PoolingChoice): ExclusionReason | null {
  if (row.definition === null) return 'definition not stated';
  if (row.definition === otherDefinition) return 'a definition that is not pooled';
  return row.definition === choice.definition ? null : 'another definition';
}

function leftOut(row: ReportedResult, choice: PoolingChoice): ExclusionReason | null {
  if (choice.type !== null && row.type !== choice.type) return 'another type';
  if (choice.followUp !== null && row.followUp !== choice.followUp) return 'another follow-up';
  if (choice.designs.length > 0 && !row.designs.some((design) => choice.designs.includes(design))) {
    return 'another design';
  }
  if (row.selected && !choice.includeSelected) return 'selected series left out';
  if (row.operated && !choice.includeOperated) return 'operated patients left out';
  return row.use === 'check' && !choice.includeDoubtful ? 'counts in doubt' : null;
}
