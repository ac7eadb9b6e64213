import { recordTexts } from '../domain/recordText.ts';
import type { Store } from '../store/openStore.ts';
import type { Language, ListedRecord, RecordDetail } from './answers.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { recordCard } from './recordCards.ts';
import type { RecordReferences } from './references.ts';
import { similarRecords } from './similarRecords.ts';

/** All that is known of one record; null where there is none. */
export function recordDetail(
  store: Store,
  snapshot: CatalogSnapshot,
  referencesOf: (recordId: number) => RecordReferences,
  idOrKey: string,
  language: Language,
): RecordDetail | null {
  const recordId = store.records.findId(idOrKey);
  const record = recordId === null ? null : store.records.get(recordId);
  if (record === null) return null;
  const { cites, citedBy } = referencesOf(record.recordId);
  const decision = store.screening.latest(record.recordId);
  const facts = store.catalogRows.facts(record.recordId);
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
    sources: store.records.sources(record.recordId).map(({ source, sourceId, runId, retrievedAt, withdrawnAt }) => ({
      source,
      sourceId,
      runId,
      retrievedAt,
      withdrawnAt,
    })),
    events: store.records.events(record.recordId),
    related: similarRecords(store, snapshot, { recordId: record.recordId, title: record.citation.title }),
    cites: listed(store, snapshot, cites),
    citedBy: listed(store, snapshot, citedBy),
    references: record.citation.references.length,
    decision: decision && { at: decision.decidedAt, verdict: decision.verdict, stage: decision.stage },
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
