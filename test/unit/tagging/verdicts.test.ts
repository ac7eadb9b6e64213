import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { VerdictWeights } from '../../../src/tagging/ruleSchema.ts';
import { createJudge, type Judged } from '../../../src/tagging/verdicts.ts';
import { readSentence } from './readText.ts';

const cues = { rose: ['rose'], grew: ['grew'], fell: ['fell'] };
const silent = readSentence('Nothing came of it.', cues);

/** What weights make of a sentence that shows signs; both verdicts weigh nothing before anything is read. */
function judged(signs: VerdictWeights['signs'], shown: string[] = [], text?: string): Judged {
  const judge = createJudge({ verdicts: ['favours', 'against'], least: 0.5, bias: { favours: 0, against: 0 }, signs });
  return judge(text === undefined ? silent : readSentence(text, cues), shown);
}

/** Shares of two verdicts by their odds against saying nothing. */
function sharesBy(favours: number, against: number): number[] {
  return [favours / (favours + against + 1), against / (favours + against + 1)];
}

function expectShares({ shares, share }: Judged, expected: number[]): void {
  expect(shares).toHaveLength(expected.length);
  expected.forEach((wanted, at) => {
    expect(shares[at]).toBeCloseTo(wanted, 10);
  });
  expect(share).toBeCloseTo(
    expected.reduce((sum, wanted) => sum + wanted, 0),
    10,
  );
}

describe('what signs speak for', () => {
  const { log } = Math;

  test('nothing shown leaves the bias, and a verdict without one as much as nothing to say', () => {
    const judge = createJudge({
      verdicts: ['favours', 'against'],
      least: 0,
      bias: { favours: log(2) },
      signs: [{ sign: 'more', weights: { favours: 5 } }],
    });
    expectShares(judge(silent, []), sharesBy(2, 1));
  });

  test('the odds of signs multiply, and a verdict that a sign does not name is left as it was', () => {
    const signs = [
      { sign: 'more', weights: { favours: log(3) } },
      { sign: 'less', weights: { favours: log(2), against: log(5) } },
      { sign: 'unlikely', weights: { favours: log(1 / 6) } },
    ];
    expectShares(judged(signs, ['more']), sharesBy(3, 1));
    expectShares(judged(signs, ['more', 'less']), sharesBy(6, 5));
    expectShares(judged(signs, ['less', 'more', 'unlikely']), sharesBy(1, 5));
  });

  test('a sign that has no weight says nothing', () => {
    expectShares(judged([{ sign: 'more', weights: { favours: 2 } }], ['less', 'rose', 'constructor']), sharesBy(1, 1));
  });

  test('lists weigh once where a cue of one stands, however many do', () => {
    const signs = [
      { lists: ['rose', 'grew'], weights: { favours: log(4) } },
      { lists: ['fell'], weights: { against: log(7) } },
    ];
    expectShares(judged(signs, [], 'It rose.'), sharesBy(4, 1));
    expectShares(judged(signs, [], 'It grew.'), sharesBy(4, 1));
    expectShares(judged(signs, [], 'It rose, and rose, and grew.'), sharesBy(4, 1));
    expectShares(judged(signs, [], 'It rose and fell.'), sharesBy(4, 7));
    // A list is no sign of its own: its name among the signs says nothing.
    expectShares(judged(signs, ['rose', 'fell']), sharesBy(1, 1));
  });

  test('one reading leaves nothing behind for the next', () => {
    const judge = createJudge({
      verdicts: ['favours'],
      least: 0,
      bias: { favours: 0 },
      signs: [{ sign: 'more', weights: { favours: 3 } }],
    });
    const first = judge(silent, []);
    judge(silent, ['more']);
    expect(judge(silent, [])).toEqual(first);
  });

  test.each([
    [1e6, 1, [1, 0]],
    [1e6, 1e6, [0.5, 0.5]],
    [-1e6, -1e6, [0, 0]],
  ])('weights of %d and %d do not overflow', (favours, against, expected) => {
    expectShares(judged([{ sign: 'more', weights: { favours, against } }], ['more']), expected);
  });

  test('shares are between 0 and 1 and come to no more than 1 together, in the order of the verdicts', () => {
    const weight = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(weight, weight, (favours, against) => {
        const { shares, share } = judged([{ sign: 'more', weights: { against, favours } }], ['more']);
        expect(shares.every((part) => part >= 0 && part <= 1)).toBe(true);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
        if (favours > against) expect(shares[0]).toBeGreaterThanOrEqual(shares[1] as number);
      }),
    );
  });
});
