import { parentPort, workerData } from 'node:worker_threads';
import { queueOrders } from '../../domain/review.ts';
import { createRankingService } from '../../learning/rankingService.ts';
import type { Answer, Question, Ranked, ThreadSettings } from './messages.ts';

// The thread's whole life: features once, then one answer to each question.
const { seed, ...settings } = workerData as ThreadSettings;
const service = createRankingService(settings);

parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(answer(question));
});

function answer(question: Question): Answer {
  try {
    switch (question.kind) {
      case 'rank':
        return { kind: 'rank', ranked: rank(question) };
      case 'explain':
        return { kind: 'explain', reason: service.explain(question.id, question.words, question.reader) };
      case 'forget':
        service.forget(question.reader);
        return { kind: 'forget' };
    }
  } catch (fault) {
    return { kind: 'failure', message: fault instanceof Error ? fault.message : String(fault) };
  }
}

/** The training ends where it starts after the first order, so the further ones cost little more than their sorting. */
function rank({ labels, reader }: Extract<Question, { kind: 'rank' }>): Ranked {
  const answers = queueOrders.map((strategy) => service.rank({ labels, strategy, seed, learner: reader }));
  const [{ modelId, basis }] = answers as [(typeof answers)[0]];
  const ids = Object.fromEntries(
    queueOrders.map((order, at) => [order, answers[at]?.places.map(({ id }) => id) ?? []]),
  );
  return { modelId, basis, ids: ids as Ranked['ids'] };
}
