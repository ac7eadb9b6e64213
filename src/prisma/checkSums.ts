import type { FlowCounts } from './flow.ts';

/** What must hold between the numbers of a flow, in words and as arithmetic. */
interface Sum {
  name: string;
  left: string;
  relation: '=' | '<=';
  right: string;
  sides: (counts: FlowCounts, extraReports: number) => [left: number, right: number];
}

/** The sums of a PRISMA 2020 flow. A record with several reports adds the extra ones to those sought. */
export const sums = [
  {
    name: 'screened',
    left: 'records_screened',
    relation: '=',
    right: 'database_results + register_results - duplicates - excluded_automatic - excluded_other',
    sides: (c) => [
      c.records_screened,
      c.database_results + c.register_results - c.duplicates - c.excluded_automatic - c.excluded_other,
    ],
  },
  {
    name: 'sought',
    left: 'dbr_sought_reports',
    relation: '=',
    right: 'records_screened - records_excluded + extra reports',
    sides: (c, extraReports) => [c.dbr_sought_reports, c.records_screened - c.records_excluded + extraReports],
  },
  {
    name: 'assessed',
    left: 'dbr_assessed',
    relation: '=',
    right: 'dbr_sought_reports - dbr_notretrieved_reports',
    sides: (c) => [c.dbr_assessed, c.dbr_sought_reports - c.dbr_notretrieved_reports],
  },
  {
    name: 'other assessed',
    left: 'other_assessed',
    relation: '=',
    right: 'other_sought_reports - other_notretrieved_reports',
    sides: (c) => [c.other_assessed, c.other_sought_reports - c.other_notretrieved_reports],
  },
  {
    name: 'new reports',
    left: 'new_reports',
    relation: '=',
    right: 'dbr_assessed - dbr_excluded + other_assessed - other_excluded',
    sides: (c) => [c.new_reports, c.dbr_assessed - c.dbr_excluded + c.other_assessed - c.other_excluded],
  },
  {
    name: 'new studies',
    left: 'new_studies',
    relation: '<=',
    right: 'new_reports',
    sides: (c) => [c.new_studies, c.new_reports],
  },
  {
    name: 'total studies',
    left: 'total_studies',
    relation: '=',
    right: 'previous_studies + new_studies',
    sides: (c) => [c.total_studies, c.previous_studies + c.new_studies],
  },
  {
    name: 'total reports',
    left: 'total_reports',
    relation: '=',
    right: 'previous_reports + new_reports',
    sides: (c) => [c.total_reports, c.previous_reports + c.new_reports],
  },
] as const satisfies readonly Sum[];
export type SumName = (typeof sums)[number]['name'];

/** Thrown where the numbers of a flow contradict each other: such a diagram is not drawn. */
export class PrismaSumError extends Error {
  override name = 'PrismaSumError';

  readonly sum: SumName;
  /** The two sides as numbers. */
  readonly left: number;
  readonly right: number;

  constructor(sum: SumName, left: number, right: number, formula: string) {
    super(`The flow does not add up: the sides of ${formula} are ${left} and ${right}.`);
    this.sum = sum;
    this.left = left;
    this.right = right;
  }
}

/** @throws {PrismaSumError} at the first sum that does not hold */
export function checkSums(counts: FlowCounts, { extraReports = 0 }: { extraReports?: number } = {}): void {
  for (const { name, left, relation, right, sides } of sums) {
    const [one, other] = sides(counts, extraReports);
    const holds = relation === '=' ? one === other : one <= other;
    if (!holds) throw new PrismaSumError(name, one, other, `${left} ${relation} ${right}`);
  }
}
