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

/** By `bench:screening -- --coarse --seeds 2` on 17 reviews; see docs/learning.md. */
const runs = 34;
export const oracleSaved = 0.607;
export const measuredRules: readonly MeasuredRule[] = [
  { name: 'blind draw 95/95', inARow: null, runs, kept: 1, lowestRecall: 0.961, saved: 0.2 },
  { name: 'blind draw 95/80', inARow: null, runs, kept: 0.971, lowestRecall: 0.931, saved: 0.311 },
  { name: 'random sample after 50, 95/95', inARow: null, runs, kept: 1, lowestRecall: 0.954, saved: 0.117 },
  { name: 'falling rate 95/95', inARow: null, runs, kept: 1, lowestRecall: 0.961, saved: 0.221 },
  { name: 'falling rate 95/80', inARow: null, runs, kept: 1, lowestRecall: 0.961, saved: 0.311 },
  { name: '50 in a row', inARow: 50, runs, kept: 0.529, lowestRecall: 0.167, saved: 0.571 },
  { name: '100 in a row', inARow: 100, runs, kept: 0.824, lowestRecall: 0.804, saved: 0.396 },
  { name: '200 in a row', inARow: 200, runs, kept: 0.971, lowestRecall: 0.804, saved: 0.273 },
];
