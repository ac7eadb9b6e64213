import { Worker } from 'node:worker_threads';
import { checkSync } from 'recheck';
import { isSafe } from 'redos-detector';
import type { Expression } from './expressions.ts';

/** What is known of the worst an expression can do. */
export interface Slowness {
  verdict: 'linear' | 'slow on long texts' | 'exponential' | 'not decided';
  /** "2nd degree polynomial"; null where nothing worse than linear was found. */
  growth: string | null;
  /** Milliseconds of processor time that the worst text of `attackLength` characters took; null where there was none to try. */
  milliseconds: number | null;
}

/** Characters of the text that is tried: longer than any one field that is matched as a whole. */
const attackLength = 20_000;
/** An expression that takes longer than this on such a text is a fault. */
export const mostMilliseconds = 2_000;
const thinkingMs = 4_000;
const longestWaitMs = 30_000;

/** Looks for a text on which an expression is slow, and measures how slow. */
export async function slownessOf({ source, flags }: Pick<Expression, 'source' | 'flags'>): Promise<Slowness> {
  const found = checkSync(source, flags, { timeout: thinkingMs });
  if (found.status === 'safe') return { verdict: 'linear', growth: null, milliseconds: null };
  if (found.status === 'unknown') return secondOpinion(source, flags);
  const growth = found.complexity.summary;
  const milliseconds = await measured(source, flags, attackOf(found.attack));
  return {
    verdict: found.complexity.type === 'exponential' ? 'exponential' : 'slow on long texts',
    growth,
    milliseconds,
  };
}

interface Attack {
  pumps: { prefix: string; pump: string; bias: number }[];
  suffix: string;
}

/** The text that was found, pumped up to the full length. */
function attackOf({ pumps, suffix }: Attack): string {
  const each = attackLength / Math.max(1, pumps.length);
  const parts = pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.ceil(each / Math.max(1, pump.length))));
  return parts.join('') + suffix;
}

/** Where the first checker ran out of time the second one says whether there is any way to be slow. */
function secondOpinion(source: string, flags: string): Slowness {
  try {
    const known = isSafe(new RegExp(source, flags.replaceAll(/[^iu]/g, '')), { timeout: thinkingMs });
    const verdict = known.safe ? 'linear' : 'not decided';
    return { verdict, growth: null, milliseconds: null };
  } catch {
    return { verdict: 'not decided', growth: null, milliseconds: null };
  }
}

const trial = `
const { parentPort, workerData } = require('node:worker_threads');
const expression = new RegExp(workerData.source, workerData.flags);
const start = process.cpuUsage();
workerData.text.replace(expression, '');
const { user, system } = process.cpuUsage(start);
parentPort.postMessage((user + system) / 1000);
`;

/** Processor milliseconds of one match, in a thread that can be ended; a busy machine makes it no slower. */
function measured(source: string, flags: string, text: string): Promise<number> {
  const worker = new Worker(trial, { eval: true, workerData: { source, flags, text } });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(longestWaitMs);
      void worker.terminate();
    }, longestWaitMs);
    worker.once('message', (milliseconds: number) => {
      clearTimeout(timer);
      resolve(milliseconds);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
}
