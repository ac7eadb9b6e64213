import {
  type DefinitionClass,
  definitionClass,
  type FollowUpBand,
  followUpBand,
  type HerniationType,
  herniationType,
} from './classify.ts';

/** One reported result: `events` of `total` patients or herniations in a group. */
export interface ResorptionRow {
  recordKey: string;
  /** How the study is named on the page: "Autio 2006". */
  label: string;
  year: number | null;
  group: string;
  events: number | null;
  total: number | null;
  definition: string | null;
  followUpMonths: number | null;
  use: 'candidate' | 'check' | 'no';
  /** A series chosen by what was found at follow-up, or by an unusual herniation. */
  selected?: boolean;
  /** Patients operated on are among those counted. */
  operated?: boolean;
  /** A curator's doubts about the counts, in words. */
  doubts?: readonly string[];
}

export interface ResorptionChoice {
  definition: DefinitionClass;
  /** Off unless the reader asks. */
  includeDoubtful: boolean;
  includeSelected: boolean;
  includeOperated: boolean;
}

export const defaultChoice: ResorptionChoice = {
  definition: 'any',
  includeDoubtful: false,
  includeSelected: true,
  includeOperated: true,
};

export const exclusionReasons = [
  'not a result to pool',
  'counts in doubt',
  'counts not stated',
  'counts impossible',
  'a single case',
  'definition not stated',
  'a band between two thresholds',
  'another definition',
  'selected series left out',
  'operated patients left out',
  'group is not a herniation type',
  'another result of the same study',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** A result that can be pooled. */
export interface ResorptionStudy {
  row: ResorptionRow;
  events: number;
  total: number;
  type: HerniationType | null;
  definition: DefinitionClass;
  /** The class was taken over from the study's other results. */
  definitionInherited: boolean;
  followUp: FollowUpBand;
}

export interface PreparedResorption {
  studies: ResorptionStudy[];
  excluded: { row: ResorptionRow; reason: ExclusionReason }[];
}

/**
 * Sorts results into those that can be pooled under one definition and those that cannot, each with the first
 * reason that holds. Complete and partial resorption never come out together: a choice names one class.
 */
export function prepareResorption(rows: readonly ResorptionRow[], choice: ResorptionChoice): PreparedResorption {
  const prepared: PreparedResorption = { studies: [], excluded: [] };
  for (const row of rows) {
    const judged = judge(row, rows, choice);
    if (typeof judged === 'string') prepared.excluded.push({ row, reason: judged });
    else prepared.studies.push(judged);
  }
  return prepared;
}

function judge(
  row: ResorptionRow,
  rows: readonly ResorptionRow[],
  choice: ResorptionChoice,
): ResorptionStudy | ExclusionReason {
  if (row.use === 'no') return 'not a result to pool';
  if (row.use === 'check' && !choice.includeDoubtful) return 'counts in doubt';
  const { events, total } = row;
  if (events === null || total === null) return 'counts not stated';
  if (!Number.isInteger(events) || !Number.isInteger(total) || events < 0 || total < 1 || events > total) {
    return 'counts impossible';
  }
  if (total === 1) return 'a single case';
  const own = definitionClass(row.group, row.definition);
  const definition = own ?? inheritedClass(row, rows);
  if (definition === null) return 'definition not stated';
  if (definition === 'band') return 'a band between two thresholds';
  if (definition !== choice.definition) return 'another definition';
  if (row.selected === true && !choice.includeSelected) return 'selected series left out';
  if (row.operated === true && !choice.includeOperated) return 'operated patients left out';
  return {
    row,
    events,
    total,
    type: herniationType(row.group),
    definition,
    definitionInherited: own === null,
    followUp: followUpBand(row.followUpMonths),
  };
}

/** A result without a definition takes that of its study's other results where these agree on one. */
function inheritedClass(row: ResorptionRow, rows: readonly ResorptionRow[]): DefinitionClass | null {
  const siblings = rows
    .filter((other) => other !== row && other.recordKey === row.recordKey)
    .map((other) => definitionClass(other.group, other.definition))
    .filter((found) => found !== null);
  const [first] = siblings;
  if (first === undefined || first === 'band') return null;
  return siblings.every((found) => found === first) ? first : null;
}
