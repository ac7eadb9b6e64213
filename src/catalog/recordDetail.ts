import { recordTexts } from '../domain/recordText.ts';
import type { Store } from '../store/openStore.ts';
import type { Language, ListedRecord, RecordDetail, RecordFacts } from './answers.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { recordCard } from './recordCards.ts';
import type { RecordReferences } from './references.ts';
import { similarRecords } from './similarRecords.ts';

/** What is known of one record by itself; null where there is none of that id. */
export function recordFacts(store: Store, recordId: number, language: Language): RecordFacts | null {
  const record = store.records.get(recordId);
  if (record === null) return null;
  const decision = store.screening.latest(recordId);
  const facts = store.catalogRows.facts(recordId);
  return {
    card: recordCard(store, record, { language, terms: null, preferred: new Set() }),
    citation: record.citation,
    texts: recordTexts(record.citation, record.summaries),
    abstract: record.citation.abstract,
    summaries: record.summaries,
    followUp:
      facts && (facts.followUpMonths !== null || facts.followUpNote !== null)
        ? { months: facts.followUpMonths, note: facts.followUpNote }
        : null,
    exclusionReason: decision?.verdict === 'exclude' ? (decision.exclusionReason ?? decision.note) : null,
    decision: decision && { at: decision.decidedAt, verdict: decision.verdict, stage: decision.stage },
    sources: store.records.sources(recordId).map(({ source, sourceId, runId, retrievedAt, withdrawnAt }) => ({
      source,
      sourceId,
      runId,
      retrievedAt,
      withdrawnAt,
    })),
  };
}

/** All that is known of one record and of what it has to do with others; null where there is none. */
export function recordDetail(
  store: Store,
  snapshot: CatalogSnapshot,
  referencesOf: (recordId: number) => RecordReferences,
  idOrKey: string,
  language: Language,
): RecordDetail | null {
  const recordId = store.records.findId(idOrKey);
  const facts = recordId === null ? null : recordFacts(store, recordId, language);
  if (recordId === null || facts === null) return null;
  const { cites, citedBy } = referencesOf(recordId);
  return {
    ...facts,
    events: store.records.events(recordId),
    related: similarRecords(store, snapshot, { recordId, title: facts.citation.title }),
    cites: listed(store, snapshot, cites),
    citedBy: listed(store, snapshot, citedBy),
    references: facts.citation.references.length,
    said: store.reviewedDates.ofRecord(recordId),
  };
}

function listed(store: Store, { counted }: CatalogSnapshot, ids: readonly number[]): ListedRecord[] {
  const years = new Map(counted.map(({ recordId, year }) => [recordId, year]));
  return ids
    .filter((recordId) => years.has(recordId))
    .map((recordId) => ({
      recordId,
      title: store.records.get(recordId)?.citation.title ?? '',
      year: years.get(recordId) ?? null,
    }))
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || b.recordId - a.recordId);
}
