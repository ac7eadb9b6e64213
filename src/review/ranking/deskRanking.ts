import { recordTexts } from '../../domain/recordText.ts';
import type { RankedRecord, RecordLabel } from '../../learning/rankingService.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import type { Ranking as QueueOrdering } from '../queue.ts';
import type { ScreeningAnswer } from '../stages/screening.ts';
import { takingTurns } from '../takingTurns.ts';
import { createRanking, type Ranking } from './createRanking.ts';
import { createQueueRanking } from './queueRanking.ts';

/** Milliseconds between two readings of all records: an import goes on adding for a while. */
const betweenReadings = 60_000;

export interface DeskRankingParts {
  store: Store;
  protocol: Protocol;
  /** Orders that depend on luck are the same for the same seed. */
  seed: number;
  /** Told of each failure of the thread. */
  onFailure?: (fault: Error) => void;
  /** Milliseconds, for the pace of readings. */
  now?: () => number;
}

/**
 * The ranking of the records that are there, made anew where records have come in; `close` ends its thread. Asking for
 * an order waits for nothing: all records are read between requests, and until then the order before stands.
 */
export function createDeskRanking({ store, protocol, seed, onFailure, now = Date.now }: DeskRankingParts) {
  let ranking: Ranking | null = null;
  let ordering: Required<QueueOrdering> | null = null;
  let records = -1;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  let closed = false;

  function keepUp(): void {
    if (reading || closed || now() - readAt < betweenReadings) return;
    const known = store.records.count();
    if (known === records) return;
    readAt = now();
    reading = build(known)
      .catch((fault: unknown) => onFailure?.(fault instanceof Error ? fault : new Error(String(fault))))
      .finally(() => {
        reading = null;
      });
  }

  async function build(known: number): Promise<void> {
    const texts = await rankedRecords(store);
    if (closed) return;
    ranking?.close().catch(() => undefined);
    ranking = createRanking({
      records: texts,
      question: questionOf(protocol),
      seed,
      ...(onFailure ? { onFailure } : {}),
    });
    ordering = createQueueRanking(ranking, createLabels(store));
    records = known;
  }

  return {
    order(...asked: Parameters<QueueOrdering['order']>) {
      keepUp();
      return ordering?.order(...asked) ?? null;
    },
    async explain(...asked: Parameters<Required<QueueOrdering>['explain']>) {
      return (await ordering?.explain(...asked)) ?? null;
    },
    close: async (): Promise<void> => {
      closed = true;
      await reading;
      await ranking?.close();
    },
  };
}

/**
 * What a reviewer may know of which records are relevant: own votes by title and abstract, and what was settled there.
 * The same array as long as nothing was decided in between.
 */
function createLabels(store: Store): (annotatorId: number) => readonly RecordLabel[] {
  const kept = new Map<number, { head: number; labels: readonly RecordLabel[] }>();
  return (annotatorId) => {
    const head = store.trail.head().trailEntryId;
    const known = kept.get(annotatorId);
    if (known?.head === head) return known.labels;
    const relevant = new Map<number, boolean>();
    const isRelevant = (answer: unknown): boolean => (answer as ScreeningAnswer).verdict !== 'exclude';
    for (const { recordId, answer } of store.reviewState.settlements('title-abstract'))
      relevant.set(recordId, isRelevant(answer));
    for (const { recordId, answer } of store.reviewState.votesBy(annotatorId, 'title-abstract', -1))
      if (!relevant.has(recordId)) relevant.set(recordId, isRelevant(answer));
    const labels = [...relevant].map(([id, value]) => ({ id, relevant: value })).sort((a, b) => a.id - b.id);
    kept.set(annotatorId, { head, labels });
    return labels;
  };
}

async function rankedRecords(store: Store): Promise<RankedRecord[]> {
  const found: RankedRecord[] = [];
  for await (const id of takingTurns(store.reviewQueue.all())) {
    const record = store.records.get(id);
    if (!record) continue;
    const body = recordTexts(record.citation, record.summaries).find(
      ({ field }) => field !== 'title' && field !== 'vernacularTitle',
    );
    found.push({ id, title: record.citation.title, abstract: body?.text ?? '' });
  }
  return found;
}

/** What the review asks, in the words of its protocol. */
function questionOf({ review, codebook }: Protocol): string {
  const terms = [...codebook.mechanisms, ...codebook.predictors].map(({ label }) => label.en);
  return [review.question.en, ...terms].join(' ');
}
