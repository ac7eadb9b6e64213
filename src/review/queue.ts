import type { QueueOrder, Stage } from '../domain/review.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';

/**
 * Puts records in the order a reviewer should read them. Built from what this reviewer may know: own votes, and votes
 * of records whose votes are all in.
 */
export interface Ranking {
  /** Record ids, the first to be read first, and the model that put them so; null while there is none yet. */
  order(
    order: Exclude<QueueOrder, 'oldest'>,
    annotatorId: number,
  ): { recordIds: readonly number[]; model: string } | null;
  /** Why a record stands where it does in this reviewer's order; null where that takes too long to wait for. */
  explain?(annotatorId: number, recordId: number): Promise<Explanation | null>;
}

/** What a ranking says of one record. */
export interface Explanation {
  /** What it rests on: a model of this reviewer's labels, or likeness to the question. */
  basis: 'model' | 'question';
  /** Of a model: above 0 it takes the record for relevant. */
  score: number;
  /** The words that spoke most for (above 0) and against it; none before there is a model. */
  words: readonly { word: string; weight: number }[];
}

export interface QueueAnswer {
  recordIds: number[];
  /** How they were put in order; `model` is null where none was asked. */
  ranking: { order: QueueOrder; model: string | null };
}

/** What waits for a reviewer, and who has what before them. */
export function createQueue(store: Store, protocol: Protocol, ranking: Ranking) {
  const { queue, stages } = protocol.reviewing;

  /** Whether the next record is one of the protocol's share of blind draws, spread evenly over a reviewer's votes. */
  function isBlindDrawDue(order: QueueOrder, votes: number): boolean {
    if (order !== 'relevant' && order !== 'uncertain') return false;
    return Math.floor((votes + 1) * queue.randomShare) > Math.floor(votes * queue.randomShare);
  }

  /** All that wants this reviewer's vote, first things first. */
  function waiting(stage: Stage, annotatorId: number, now: string, order: QueueOrder = queue.order): QueueAnswer {
    const open = store.reviewQueue.open({ stage, annotatorId, needed: stages[stage].votes, now });
    const chosen = isBlindDrawDue(order, store.reviewState.voteCount(annotatorId, stage)) ? 'random' : order;
    const ranked = chosen === 'oldest' ? null : ranking.order(chosen, annotatorId);
    if (!ranked) return { recordIds: open, ranking: { order: 'oldest', model: null } };
    const place = new Map(ranked.recordIds.map((recordId, index) => [recordId, index]));
    const placeOf = (recordId: number): number => place.get(recordId) ?? Number.MAX_SAFE_INTEGER;
    return {
      recordIds: open.sort((a, b) => placeOf(a) - placeOf(b) || a - b),
      ranking: { order: chosen, model: ranked.model },
    };
  }

  return {
    waiting,
    /** How many records want this reviewer's vote. */
    left: (stage: Stage, annotatorId: number, now: string): number =>
      store.reviewQueue.open({ stage, annotatorId, needed: stages[stage].votes, now }).length,
    /**
     * Takes a record before a reviewer, so that it is not given to more people than must read it. Nobody waits for it:
     * where it fails, a record is read once too often, and no vote is lost.
     */
    take(recordId: number, stage: Stage, annotatorId: number, now: string): void {
      const expiresAt = new Date(Date.parse(now) + queue.lockMinutes * 60_000).toISOString();
      const assign = (): void => {
        store.reviewQueue.forgetExpired(now);
        store.reviewQueue.assign(recordId, stage, annotatorId, expiresAt);
      };
      store.write(assign).catch(() => undefined);
    },
    /** Puts it back unread. */
    skip: (recordId: number, stage: Stage, annotatorId: number): Promise<void> =>
      store.write(() => store.reviewQueue.release(recordId, stage, annotatorId)),
  };
}

export type Queue = ReturnType<typeof createQueue>;
