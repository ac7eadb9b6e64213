import type { ReplayedRule } from './replayStop.ts';

/** Records in a row after which a blind sample may begin, or a habit would stop. */
const habit = 50;

/**
 * The largest odds for a ranked draw at 95/95 with which recall reached 95 % in more than 95 % of the simulated
 * screenings (32 of 33). See docs/learning.md.
 */
export const testedOdds = 1.5;

/** The rules whose meaning is shown side by side, on simulations and to the people who decide. */
export const replayedRules: readonly (ReplayedRule & { name: string })[] = [
  { name: 'blind draw 95/95', rule: { kind: 'blindDraw', target: 0.95, confidence: 0.95 }, sampleAfter: null },
  { name: 'blind draw 95/80', rule: { kind: 'blindDraw', target: 0.95, confidence: 0.8 }, sampleAfter: null },
  {
    name: `random sample after ${habit}, 95/95`,
    rule: { kind: 'blindDraw', target: 0.95, confidence: 0.95 },
    sampleAfter: habit,
  },
  {
    name: `random sample after ${habit}, 95/80`,
    rule: { kind: 'blindDraw', target: 0.95, confidence: 0.8 },
    sampleAfter: habit,
  },
  {
    name: `ranked draw 95/95, odds ${testedOdds}`,
    rule: { kind: 'rankedDraw', target: 0.95, confidence: 0.95, odds: testedOdds },
    sampleAfter: null,
  },
  { name: 'falling rate 95/95', rule: { kind: 'fallingRate', target: 0.95, confidence: 0.95 }, sampleAfter: null },
  { name: 'falling rate 95/80', rule: { kind: 'fallingRate', target: 0.95, confidence: 0.8 }, sampleAfter: null },
  { name: `${habit} in a row`, rule: { kind: 'inARow', irrelevant: habit }, sampleAfter: null },
  { name: '100 in a row', rule: { kind: 'inARow', irrelevant: 100 }, sampleAfter: null },
  { name: '200 in a row', rule: { kind: 'inARow', irrelevant: 200 }, sampleAfter: null },
];

/** The rule advised where a review has chosen none. */
export const defaultStoppingRule = 'blind draw 95/95';
