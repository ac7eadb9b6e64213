import type { CountKey } from './boxes.ts';
import { checkSums } from './checkSums.ts';
import { type RecordFacts, type SourceKind, standing } from './facts.ts';
import { countsOf, type Flow, forEachKey, noReason, waiting } from './flow.ts';
import { identificationsBy, isSame, isSearched, isSettled, type Placement, placementAt } from './placement.ts';
import { Tally } from './tally.ts';

export interface FlowOptions {
  /**
   * The date of the previous version: what it had settled is not told again but for the studies it included, and the
   * flow is that of the update. Null for a review told as one.
   */
  since?: string | null;
}

const keyOfKind: Record<SourceKind, CountKey> = {
  database: 'database_results',
  register: 'register_results',
  website: 'website_results',
  organisation: 'organisation_results',
  citation: 'citations_results',
};

/**
 * The flow at a date (ISO 8601 in UTC; a bare date means its end; null: now), from the facts about every record; later
 * facts are ignored, so that an old diagram can be drawn again.
 *
 * A record counts once for each source that found it; what is more than one is a duplicate. Records under way stand
 * where the sums need them, under their own name: not yet screened among those not screened for other reasons, not
 * yet assessed among those not retrieved.
 *
 * @throws {PrismaSumError} if the sums should not hold
 */
export function prismaFlow(
  facts: readonly RecordFacts[],
  asOf: string | null,
  { since = null }: FlowOptions = {},
): Flow {
  const tally = new Tally();
  const included: IncludedReport[] = [];
  for (const record of facts) {
    const placement = placementAt(record, asOf);
    if (placement === null) continue;
    const known = since === null ? null : placementAt(record, since);
    const isOld = isSettled(known) && isSame(known, placement);
    const identifications = identificationsBy(record, asOf, isOld ? since : null);
    for (const { kind, source } of identifications) tally.add(keyOfKind[kind], record.recordId, source);
    const searched = identifications.filter(isSearched).length;
    if (isOld) {
      tally.add('duplicates', record.recordId, null, searched);
    } else {
      const isFirstSearched = identifications[0] !== undefined && isSearched(identifications[0]);
      if (isFirstSearched) addSearched(tally, record.recordId, placement, searched);
      else {
        tally.add('duplicates', record.recordId, null, searched);
        addOther(tally, record.recordId, placement);
      }
    }
    if (placement.at === 'included') {
      const study = standing(record.study, asOf) ?? record.recordId;
      const isPooled = standing(record.pooled, asOf) === true;
      included.push({ version: isOld ? 'previous' : 'new', recordId: record.recordId, study, isPooled });
    }
  }
  addIncluded(tally, included);
  const lines = forEachKey((key) => tally.line(key));
  const flow: Flow = {
    asOf,
    lines,
    shown: {
      previous: since !== null,
      other: lines.website_results.count + lines.organisation_results.count + lines.citations_results.count > 0,
      metaAnalysis: lines.total_reports_ma.count > 0,
    },
  };
  checkSums(countsOf(flow));
  return flow;
}

/** A record of the databases' column, found there by so many sources. */
function addSearched(tally: Tally, recordId: string, placement: Placement, sources: number): void {
  const isDuplicate = placement.at === 'removed' && placement.why === 'duplicate';
  tally.add('duplicates', recordId, null, isDuplicate ? sources : sources - 1);
  if (placement.at === 'removed') {
    if (placement.why === 'automation') tally.add('excluded_automatic', recordId);
    if (placement.why === 'other') tally.add('excluded_other', recordId);
    return;
  }
  if (placement.at === 'awaiting screening') {
    tally.add('excluded_other', recordId, waiting);
    return;
  }
  tally.add('records_screened', recordId);
  if (placement.at === 'excluded') tally.add('records_excluded', recordId);
  else addSought(tally, 'dbr', recordId, placement);
}

/** A record of the other methods' column: what is not sought does not appear again there. */
function addOther(tally: Tally, recordId: string, placement: Placement): void {
  if (placement.at === 'removed' || placement.at === 'awaiting screening' || placement.at === 'excluded') return;
  addSought(tally, 'other', recordId, placement);
}

function addSought(tally: Tally, column: 'dbr' | 'other', recordId: string, placement: Placement): void {
  tally.add(`${column}_sought_reports`, recordId);
  if (placement.at === 'not retrieved') tally.add(`${column}_notretrieved_reports`, recordId);
  else if (placement.at === 'awaiting full text') tally.add(`${column}_notretrieved_reports`, recordId, waiting);
  else tally.add(`${column}_assessed`, recordId);
  if (placement.at === 'excluded at full text') tally.add(`${column}_excluded`, recordId, placement.reason ?? noReason);
}

interface IncludedReport {
  version: 'previous' | 'new';
  recordId: string;
  study: string;
  isPooled: boolean;
}

/** A new report of a study that the previous version had adds a report and no study. */
function addIncluded(tally: Tally, reports: readonly IncludedReport[]): void {
  for (const version of ['previous', 'new'] as const) {
    for (const { recordId, study, isPooled } of reports.filter((report) => report.version === version)) {
      tally.add(`${version}_reports`, recordId);
      tally.add('total_reports', recordId);
      if (tally.addStudy('total_studies', recordId, study)) tally.add(`${version}_studies`, recordId);
      if (!isPooled) continue;
      tally.add('total_reports_ma', recordId);
      tally.addStudy('total_studies_ma', recordId, study);
    }
  }
}
