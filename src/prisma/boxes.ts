/*
 * The boxes of the PRISMA 2020 flow diagram (Page et al., BMJ 2021;372:n71) for new and updated reviews. The keys of
 * the counts are those of the CSV template of the R package PRISMA2020.
 */

export const stages = ['identification', 'screening', 'included'] as const;
export type Stage = (typeof stages)[number];

export type Column = 'previous' | 'databases' | 'databases-side' | 'other' | 'other-side';

export const countKeys = [
  'previous_studies',
  'previous_reports',
  'database_results',
  'register_results',
  'website_results',
  'organisation_results',
  'citations_results',
  'duplicates',
  'excluded_automatic',
  'excluded_other',
  'records_screened',
  'records_excluded',
  'dbr_sought_reports',
  'dbr_notretrieved_reports',
  'dbr_assessed',
  'dbr_excluded',
  'other_sought_reports',
  'other_notretrieved_reports',
  'other_assessed',
  'other_excluded',
  'new_studies',
  'new_reports',
  'total_studies',
  'total_reports',
  'total_studies_ma',
  'total_reports_ma',
] as const;
export type CountKey = (typeof countKeys)[number];

export type BoxId =
  | 'previous'
  | 'identified'
  | 'removed'
  | 'screened'
  | 'excluded'
  | 'sought'
  | 'not_retrieved'
  | 'assessed'
  | 'excluded_full'
  | 'other_identified'
  | 'other_sought'
  | 'other_not_retrieved'
  | 'other_assessed'
  | 'other_excluded'
  | 'new'
  | 'total'
  | 'meta';

/** What a diagram shows beyond the databases' own columns. */
export interface Shown {
  /** A previous version of the review: its studies, and the totals with them. */
  previous: boolean;
  /** Identification by websites, organisations and citation searching. */
  other: boolean;
  /** The studies of a meta-analysis. */
  metaAnalysis: boolean;
}

export interface Box {
  id: BoxId;
  column: Column;
  stage: Stage;
  /** Boxes of one row stand side by side; from 0, downwards. */
  row: number;
  keys: readonly CountKey[];
  arrowTo: readonly BoxId[];
  /** The part of a diagram it belongs to; null where it is always there. */
  shownWith: keyof Shown | null;
}

export const boxes: readonly Box[] = [
  box('previous', 'previous', 'identification', 0, ['previous_studies', 'previous_reports'], ['total'], 'previous'),
  box(
    'identified',
    'databases',
    'identification',
    0,
    ['database_results', 'register_results'],
    ['removed', 'screened'],
  ),
  box('removed', 'databases-side', 'identification', 0, ['duplicates', 'excluded_automatic', 'excluded_other'], []),
  box('screened', 'databases', 'screening', 1, ['records_screened'], ['excluded', 'sought']),
  box('excluded', 'databases-side', 'screening', 1, ['records_excluded'], []),
  box('sought', 'databases', 'screening', 2, ['dbr_sought_reports'], ['not_retrieved', 'assessed']),
  box('not_retrieved', 'databases-side', 'screening', 2, ['dbr_notretrieved_reports'], []),
  box('assessed', 'databases', 'screening', 3, ['dbr_assessed'], ['excluded_full', 'new']),
  box('excluded_full', 'databases-side', 'screening', 3, ['dbr_excluded'], []),
  box(
    'other_identified',
    'other',
    'identification',
    0,
    ['website_results', 'organisation_results', 'citations_results'],
    ['other_sought'],
    'other',
  ),
  box(
    'other_sought',
    'other',
    'screening',
    2,
    ['other_sought_reports'],
    ['other_not_retrieved', 'other_assessed'],
    'other',
  ),
  box('other_not_retrieved', 'other-side', 'screening', 2, ['other_notretrieved_reports'], [], 'other'),
  box('other_assessed', 'other', 'screening', 3, ['other_assessed'], ['other_excluded', 'new'], 'other'),
  box('other_excluded', 'other-side', 'screening', 3, ['other_excluded'], [], 'other'),
  box('new', 'databases', 'included', 4, ['new_studies', 'new_reports'], ['total']),
  box('total', 'databases', 'included', 5, ['total_studies', 'total_reports'], ['meta'], 'previous'),
  box('meta', 'databases', 'included', 6, ['total_studies_ma', 'total_reports_ma'], [], 'metaAnalysis'),
];

/** The boxes a diagram has, in reading order. */
export function shownBoxes(shown: Shown): Box[] {
  return boxes.filter(({ shownWith }) => shownWith === null || shown[shownWith]);
}

function box(
  id: BoxId,
  column: Column,
  stage: Stage,
  row: number,
  keys: readonly CountKey[],
  arrowTo: readonly BoxId[],
  shownWith: keyof Shown | null = null,
): Box {
  return { id, column, stage, row, keys, arrowTo, shownWith };
}
