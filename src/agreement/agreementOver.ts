import { type AgreementFigures, agreementFigures } from './agreementFigures.ts';
import { byTime, type PeriodKind, periodsOf } from './periods.ts';
import type { Rating } from './ratings.ts';

/** What one person said of a record: a category for each field, null or absent where nothing was said. */
export interface VoterDocument {
  voter: string;
  /** When it stood, ISO 8601 in UTC. */
  at: string;
  values: Readonly<Record<string, Rating>>;
}

export interface VotedRecord {
  recordId: string;
  /** Of each voter one. */
  documents: readonly VoterDocument[];
}

/** A field of the coding and its scale. */
export interface RatedField {
  field: string;
  /** In the order of the scale where it has one. */
  categories: readonly string[];
  ordered?: boolean;
}

/** Records by what two people said of them. */
export interface RecordTable {
  categories: readonly string[];
  /** A row a category of the first voter, a column one of the second; ids in the order of the records. */
  cells: readonly (readonly (readonly string[])[])[];
}

export interface PairAgreement {
  /** In alphabetical order. */
  voters: readonly [string, string];
  figures: AgreementFigures;
  table: RecordTable;
}

export interface PeriodAgreement {
  /** "2026-11", or "1-50" for the first fifty records. */
  period: string;
  /** When the first and the last of its records had been rated twice. */
  from: string;
  to: string;
  figures: AgreementFigures;
}

export interface FieldAgreement {
  field: string;
  /** Over all voters; who did not vote on a record is missing there. */
  figures: AgreementFigures;
  /** Every pair of voters with a record in common. */
  pairs: readonly PairAgreement[];
  overTime: readonly PeriodAgreement[];
}

interface RatedRecord {
  recordId: string;
  ratings: ReadonlyMap<string, string>;
  /** When it had been rated twice. */
  at: string;
}

/**
 * How far voters agree, field by field: over all, for each pair of them, and over time, by the month or the block of
 * fifty in which a record got its second rating. Only records rated at least twice in the field count.
 *
 * @throws {RangeError} where a value is not on its field's scale, or a voter has two documents of a record
 */
export function agreementOver(
  records: readonly VotedRecord[],
  fields: readonly RatedField[],
  { period = 'month' }: { period?: PeriodKind } = {},
): FieldAgreement[] {
  return fields.map((scale) => ofField(records, scale, period));
}

/** How far all voters agree in one field, without pairs and periods. @throws {RangeError} as `agreementOver` */
export function fieldFigures(records: readonly VotedRecord[], scale: RatedField): AgreementFigures {
  const rated = ratedRecords(records, scale.field);
  return figuresOf(rated, votersOf(rated), scale);
}

function ofField(records: readonly VotedRecord[], scale: RatedField, period: PeriodKind): FieldAgreement {
  const rated = ratedRecords(records, scale.field);
  const voters = votersOf(rated);
  return {
    field: scale.field,
    figures: figuresOf(rated, voters, scale),
    pairs: pairsOf(voters).flatMap((pair) => ofPair(rated, pair, scale)),
    overTime: periodsOf(rated, period).map(({ name, from, to, records: within }) => ({
      period: name,
      from,
      to,
      figures: figuresOf(within, voters, scale),
    })),
  };
}

function ratedRecords(records: readonly VotedRecord[], field: string): RatedRecord[] {
  return records.map((record) => ratedRecord(record, field)).filter((record) => record !== null);
}

function votersOf(rated: readonly RatedRecord[]): string[] {
  return [...new Set(rated.flatMap(({ ratings }) => [...ratings.keys()]))].sort();
}

/** What was said of a field, or null where fewer than two people said anything. */
function ratedRecord({ recordId, documents }: VotedRecord, field: string): RatedRecord | null {
  const ratings = new Map<string, string>();
  const times: string[] = [];
  for (const { voter, at, values } of documents) {
    const value = values[field] ?? null;
    if (value === null) continue;
    if (ratings.has(voter)) throw new RangeError(`Record ${recordId} has two documents of ${voter}.`);
    ratings.set(voter, value);
    times.push(at);
  }
  const [, second] = times.sort(byTime);
  return second === undefined ? null : { recordId, ratings, at: second };
}

function figuresOf(
  records: readonly RatedRecord[],
  voters: readonly string[],
  { categories, ordered = false }: RatedField,
): AgreementFigures {
  // Voters of other records only would be raters without ratings here.
  const present = voters.filter((voter) => records.some(({ ratings }) => ratings.has(voter)));
  const units = records.map(({ ratings }) => present.map((voter) => ratings.get(voter) ?? null));
  return agreementFigures({ categories, units }, { ordered });
}

function ofPair(
  records: readonly RatedRecord[],
  voters: readonly [string, string],
  scale: RatedField,
): PairAgreement[] {
  const common = records.filter(({ ratings }) => voters.every((voter) => ratings.has(voter)));
  if (common.length === 0) return [];
  return [{ voters, figures: figuresOf(common, voters, scale), table: tableOf(common, voters, scale.categories) }];
}

function tableOf(
  records: readonly RatedRecord[],
  [first, second]: readonly [string, string],
  categories: readonly string[],
): RecordTable {
  const cells = categories.map(() => categories.map((): string[] => []));
  for (const { recordId, ratings } of records) {
    const [row, column] = [first, second].map((voter) => categories.indexOf(ratings.get(voter) ?? ''));
    cells[row ?? -1]?.[column ?? -1]?.push(recordId);
  }
  return { categories, cells };
}

function pairsOf(voters: readonly string[]): [string, string][] {
  return voters.flatMap((first, index) => voters.slice(index + 1).map((second): [string, string] => [first, second]));
}
