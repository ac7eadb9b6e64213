import type { Verdict } from './comparePair.ts';

/** A pair found by comparison, by the positions of its records. */
export interface Edge {
  a: number;
  b: number;
  verdict: Verdict;
}

/** The pair with its verdict turned into a question, and why. */
export function hold(edge: Edge, doubt: string): Edge {
  const { verdict } = edge;
  return { ...edge, verdict: { ...verdict, outcome: 'maybe', reason: `${verdict.reason}; but ${doubt}` } };
}
