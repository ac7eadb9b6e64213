import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

const asked = 'resorb:metrics?';
const answered = 'resorb:metrics';
const patienceMs = 5_000;

interface Question {
  type: typeof asked;
  id: number;
}
interface Answer {
  type: typeof answered;
  id: number;
  text: string | null;
}

/** In the primary: answers any worker that asks with the figures of all. */
export function answerForAllWorkers(): void {
  const aggregator = new AggregatorRegistry();
  cluster.on('message', (worker: Worker, message: Question) => {
    if (message.type !== asked) return;
    const answer = (text: string | null) =>
      worker.isConnected() && worker.send({ type: answered, id: message.id, text } satisfies Answer);
    aggregator.clusterMetrics().then(answer, () => answer(null));
  });
}

/** In a worker: the figures of all workers, from the primary; in a server of one process, its own. */
export function metricsOfAllWorkers(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics();
  let questions = 0;
  return () =>
    new Promise((resolve, reject) => {
      questions += 1;
      const id = questions;
      const stop = () => {
        clearTimeout(timer);
        process.off('message', listen);
      };
      const listen = (message: Answer) => {
        if (message.type !== answered || message.id !== id) return;
        stop();
        if (message.text === null) reject(new Error('The workers could not be asked for their metrics.'));
        else resolve(message.text);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error('The primary process did not answer with the metrics.'));
      }, patienceMs);
      process.on('message', listen);
      process.send?.({ type: asked, id } satisfies Question);
    });
}
