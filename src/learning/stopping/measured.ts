/** What a rule has meant where the truth is known: simulated screenings of public reviews, read in our own ranking. */
export interface MeasuredRule {
  name: string;
  /** For a habit: so many irrelevant records in a row; null for a test. */
  inARow: number | null;
  runs: number;
  /** Share of the runs with a recall of at least 95 % where the rule stopped. */
  kept: number;
  lowestRecall: number;
  /** Share of the records left unread, on average. An oracle that stops at 95 % saves `oracleSaved`. */
  saved: number;
}

/** By `bench:screening -- --methods default` on 17 reviews, five seeds each; see docs/learning.md. */
const runs = 85;
export const oracleSaved = 0.608;
export const measuredRules: readonly MeasuredRule[] = [
  { name: 'blind draw 95/95', inARow: null, runs, kept: 1, lowestRecall: 0.961, saved: 0.196 },
  { name: 'blind draw 95/80', inARow: null, runs, kept: 0.976, lowestRecall: 0.931, saved: 0.306 },
  { name: 'random sample after 50, 95/95', inARow: null, runs, kept: 1, lowestRecall: 0.95, saved: 0.12 },
  { name: 'falling rate 95/95', inARow: null, runs, kept: 1, lowestRecall: 0.961, saved: 0.221 },
  { name: 'falling rate 95/80', inARow: null, runs, kept: 1, lowestRecall: 0.961, saved: 0.311 },
  { name: '50 in a row', inARow: 50, runs, kept: 0.553, lowestRecall: 0.078, saved: 0.577 },
  { name: '100 in a row', inARow: 100, runs, kept: 0.847, lowestRecall: 0.804, saved: 0.386 },
  { name: '200 in a row', inARow: 200, runs, kept: 0.988, lowestRecall: 0.804, saved: 0.254 },
];
