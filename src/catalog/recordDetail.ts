import { recordTexts } from '../domain/recordText.ts';
import type { Store } from '../store/openStore.ts';
import type { Language, RecordDetail } from './answers.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { recordCard } from './recordCards.ts';

const relatedRecords = 6;

/** All that is known of one record; null where there is none. */
export function recordDetail(
  store: Store,
  snapshot: CatalogSnapshot,
  idOrKey: string,
  language: Language,
): RecordDetail | null {
  const recordId = store.records.findId(idOrKey);
  const record = recordId === null ? null : store.records.get(recordId);
  if (record === null) return null;
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
    related: related(store, snapshot, record.recordId),
  };
}

/** The records that share most mechanisms and predictors with this one, newest first among equals. */
function related(store: Store, { counted }: CatalogSnapshot, recordId: number): RecordDetail['related'] {
  const own = counted.find((record) => record.recordId === recordId);
  const evidenced = new Set(['mechanism', 'predictor']);
  const tags = new Set(own?.tags.filter((tag) => evidenced.has(tag.kind)).map((tag) => tag.value));
  if (tags.size === 0) return [];
  return counted
    .filter((record) => record.recordId !== recordId)
    .map((record) => ({
      record,
      shared: record.tags.filter((tag) => evidenced.has(tag.kind) && tags.has(tag.value)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .sort(
      (a, b) =>
        b.shared - a.shared || (b.record.year ?? 0) - (a.record.year ?? 0) || a.record.recordId - b.record.recordId,
    )
    .slice(0, relatedRecords)
    .map(({ record, shared }) => ({
      recordId: record.recordId,
      title: store.records.get(record.recordId)?.citation.title ?? '',
      year: record.year,
      shared,
    }));
}
