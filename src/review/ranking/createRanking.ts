import type { Worker } from 'node:worker_threads';
import type { QueueOrder } from '../../domain/review.ts';
import type { RankingAnswer, RankingReason, RecordLabel } from '../../learning/rankingService.ts';
import type { Answer, Question, Ranked, ThreadSettings } from './messages.ts';
import { startThread } from './startThread.ts';

/** Records in the order in which one reader should read them. */
export interface RankedList {
  /** What was ranked by which labels; stored with each vote. The same for the same records, question, labels and seed. */
  modelId: string;
  basis: RankingAnswer['basis'];
  ids: readonly number[];
}

/**
 * Ranks records away from the request path. A reader is anyone whose labels are kept apart, a reviewer under blinding;
 * nothing learned from one reader's labels reaches another's order.
 */
export interface Ranking {
  /** All labels that a reader may know, to be learned soon. While one training runs, only the latest ones wait. */
  update(reader: string, labels: readonly RecordLabel[]): void;
  /** The order by the labels last given, once they are learned; without any, by the question. */
  order(reader: string, strategy: QueueOrder): Promise<RankedList>;
  /** The last order that was finished, at once; null before the first. */
  latest(reader: string, strategy: QueueOrder): RankedList | null;
  /** What the reader's last ranking says of a record, with so many words; null before the first. */
  explain(reader: string, id: number, words: number): Promise<RankingReason | null>;
  /** Lets go of a reader. */
  forget(reader: string): void;
  /** Ends the thread; whatever still waits is refused with a `RankingError`. */
  close(): Promise<void>;
}

/** An order that cannot be had: the ranking was closed, or its thread failed again and again. */
export class RankingError extends Error {
  override name = 'RankingError';
}

export interface RankingOptions extends ThreadSettings {
  /** Told of each failure of the thread; for a log. */
  onFailure?: (fault: Error) => void;
  start?: (settings: ThreadSettings) => Worker;
}

/** A job and those who wait for it; jobs are done one at a time, in the order in which they came. */
interface Job {
  question: Question;
  waiters: Waiter[];
}

interface Waiter {
  settle(answer: Answer): void;
  refuse(fault: Error): void;
}

/** So many failures without an answer in between, and the thread is not started again before the next update. */
const mostFailures = 3;

export function createRanking({ onFailure, start = startThread, ...settings }: RankingOptions): Ranking {
  const finished = new Map<string, Ranked>();
  const labelsOf = new Map<string, readonly RecordLabel[]>();
  const waiting: Job[] = [];
  let thread: Worker | null = null;
  let running: Job | null = null;
  let failures = 0;
  let closed = false;

  const enqueue = (question: Question, waiter?: Waiter) => {
    const same = question.kind === 'rank' ? sameJob(question) : undefined;
    const job = same ?? { question, waiters: [] };
    job.question = question;
    if (waiter) job.waiters.push(waiter);
    if (!same) waiting.push(job);
    advance();
  };

  /** A training that is yet to start takes the newer labels on; one that runs serves those that ask for its own. */
  const sameJob = ({ reader, labels }: Extract<Question, { kind: 'rank' }>): Job | undefined => {
    const next = waiting.find((job) => isRankFor(job, reader));
    if (next || !running || running.question.kind !== 'rank') return next;
    return running.question.reader === reader && running.question.labels === labels ? running : undefined;
  };

  const advance = () => {
    if (running || closed) return;
    const next = waiting.shift();
    if (!next) {
      // A thread with nothing to do keeps no program alive.
      thread?.unref();
      return;
    }
    running = next;
    thread ??= started();
    thread.ref();
    thread.postMessage(next.question);
  };

  const started = (): Worker => {
    const own = start(settings);
    let cause: Error | null = null;
    own.on('message', (answer: Answer) => finish(answer));
    own.on('error', (fault) => {
      cause = fault instanceof Error ? fault : new Error(String(fault));
    });
    own.on('exit', (code) => {
      if (own === thread) failed(cause ?? new Error(`The ranking thread ended with code ${code}.`));
    });
    return own;
  };

  const finish = (answer: Answer) => {
    const job = running;
    running = null;
    failures = 0;
    if (job) {
      if (answer.kind === 'failure') {
        refuse(job, new RankingError(`The records could not be ranked: ${answer.message}`));
      } else {
        if (answer.kind === 'rank' && labelsOf.has(readerOf(job))) finished.set(readerOf(job), answer.ranked);
        for (const waiter of job.waiters) waiter.settle(answer);
      }
    }
    advance();
  };

  /** A new thread takes the job over: it learns from all labels at once, so nothing is lost with the old one. */
  const failed = (cause: Error) => {
    thread = null;
    onFailure?.(cause);
    failures += 1;
    if (running) waiting.unshift(running);
    running = null;
    if (failures < mostFailures) return advance();
    const fault = new RankingError(`The ranking thread failed ${failures} times: ${cause.message}`, { cause });
    for (const job of waiting.splice(0)) refuse(job, fault);
    failures = 0;
  };

  const refuse = (job: Job, fault: Error) => {
    if (job.waiters.length === 0) onFailure?.(fault);
    for (const waiter of job.waiters) waiter.refuse(fault);
  };

  const ask = (question: Question) =>
    new Promise<Answer>((settle, refuseOne) => {
      if (closed) return refuseOne(new RankingError('The ranking is closed.'));
      enqueue(question, { settle, refuse: refuseOne });
    });

  return {
    update(reader, labels) {
      if (closed) return;
      labelsOf.set(reader, labels);
      enqueue({ kind: 'rank', reader, labels });
    },
    async order(reader, strategy) {
      const known = finished.get(reader);
      const busy = [running, ...waiting].some((job) => job && isRankFor(job, reader));
      if (known && !busy && !closed) return listOf(known, strategy);
      const labels = labelsOf.get(reader) ?? [];
      labelsOf.set(reader, labels);
      const answer = await ask({ kind: 'rank', reader, labels });
      if (answer.kind !== 'rank') throw new RankingError(`The ranking thread answered "${answer.kind}".`);
      return listOf(answer.ranked, strategy);
    },
    latest(reader, strategy) {
      const known = finished.get(reader);
      return known ? listOf(known, strategy) : null;
    },
    async explain(reader, id, words) {
      const answer = await ask({ kind: 'explain', reader, id, words });
      return answer.kind === 'explain' ? answer.reason : null;
    },
    forget(reader) {
      labelsOf.delete(reader);
      finished.delete(reader);
      if (!closed) enqueue({ kind: 'forget', reader });
    },
    async close() {
      if (closed) return;
      closed = true;
      const left = [...(running ? [running] : []), ...waiting.splice(0)];
      running = null;
      const ended = thread;
      thread = null;
      const fault = new RankingError('The ranking is closed.');
      for (const job of left) for (const waiter of job.waiters) waiter.refuse(fault);
      await ended?.terminate();
    },
  };
}

function isRankFor({ question }: Job, reader: string): boolean {
  return question.kind === 'rank' && question.reader === reader;
}

function readerOf({ question }: Job): string {
  return question.reader;
}

function listOf({ modelId, basis, ids }: Ranked, strategy: QueueOrder): RankedList {
  return { modelId, basis, ids: ids[strategy] };
}
