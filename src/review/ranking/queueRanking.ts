import { setTimeout } from 'node:timers/promises';
import type { RecordLabel } from '../../learning/rankingService.ts';
import type { Ranking as QueueRanking } from '../queue.ts';
import type { Ranking } from './createRanking.ts';

/** Words told of a record. */
const wordsShown = 8;
/** Milliseconds for which a page waits for its reasons; while the thread trains, it does without. */
const longestWait = 400;

/**
 * The desk's queue in the order of a ranking. Asking for an order hands the reviewer's labels on where they changed, and
 * takes the last order that was finished: nobody waits for a training, and the next record follows the vote before last
 * at the worst. Before the first order there is none, and the queue goes by age.
 *
 * @param labelsFor what a reviewer may know: own votes, and votes of records whose votes are all in
 */
export function createQueueRanking(
  ranking: Pick<Ranking, 'update' | 'latest' | 'explain'>,
  labelsFor: (annotatorId: number) => readonly RecordLabel[],
): Required<QueueRanking> {
  const given = new Map<number, { labels: readonly RecordLabel[]; said: string }>();
  return {
    order(order, annotatorId) {
      const reader = String(annotatorId);
      const labels = labelsFor(annotatorId);
      const known = given.get(annotatorId);
      // The same list is told by itself: writing out thousands of labels would cost every page.
      if (known?.labels !== labels) {
        const said = JSON.stringify(labels);
        given.set(annotatorId, { labels, said });
        if (known?.said !== said) ranking.update(reader, labels);
      }
      const list = ranking.latest(reader, order);
      return list && { recordIds: list.ids, model: list.modelId };
    },
    async explain(annotatorId, recordId) {
      const asked = ranking.explain(String(annotatorId), recordId, wordsShown).catch(() => null);
      const reason = await Promise.race([asked, setTimeout(longestWait, null, { ref: false })]);
      return reason && reason.basis !== 'none' ? { ...reason, basis: reason.basis } : null;
    },
  };
}
