import { describe, expect, test } from '@jest/globals';
import { adviseStopping } from '../../../src/learning/stopping/adviseStopping.ts';
import { outlookOf } from '../../../src/learning/stopping/fallingRate.ts';
import { measuredRules } from '../../../src/learning/stopping/measured.ts';
import { replayedRules } from '../../../src/learning/stopping/rules.ts';
import { shouldStop } from '../../../src/learning/stopping/shouldStop.ts';

const read = (pattern: string, random = false) => [...pattern].map((letter) => ({ relevant: letter === '+', random }));
const asked = { total: 200, target: 0.95, confidence: 0.95 };

describe('advice on stopping', () => {
  test('comes from the blind draw over the ranked reading', () => {
    const screened = read(`${'+'.repeat(12)}${'-'.repeat(120)}`);
    const { advice, blindDraw, randomSample, inARow, expectedMissed } = adviseStopping({ ...asked, screened });
    expect(advice).toEqual(blindDraw);
    expect(advice).toEqual(
      shouldStop(
        { records: 200, ranked: screened.map(({ relevant }) => relevant), sampled: [] },
        { kind: 'blindDraw', target: 0.95, confidence: 0.95 },
      ),
    );
    expect(randomSample).toBeNull();
    expect(expectedMissed).toBeNull();
    expect(inARow.irrelevant).toBe(120);
    expect(inARow.habits.map(({ inARow: run, reached }) => [run, reached])).toEqual([
      [50, true],
      [100, true],
      [200, false],
    ]);
  });

  test('comes from the blind sample alone once one is under way', () => {
    const screened = [...read('+++++-----'), ...read(`+${'-'.repeat(19)}`, true)];
    const { advice, randomSample, expectedMissed } = adviseStopping({ ...asked, total: 100, screened });
    expect(advice).toBe(randomSample);
    expect(advice).toMatchObject({ relevant: 6, unread: 70 });
    expect(expectedMissed).toBeCloseTo(70 / 20, 12);
  });

  test('a random record among ranked ones begins no sample', () => {
    const screened = [...read('++'), ...read('-', true), ...read('-')];
    expect(adviseStopping({ ...asked, screened }).randomSample).toBeNull();
  });

  test('the curve ends with the recall now, its least as the test has it', () => {
    const screened = read(`${'+-'.repeat(30)}${'-'.repeat(100)}`);
    const { curve, blindDraw } = adviseStopping({ ...asked, screened });
    expect(curve).toHaveLength(100);
    expect(curve.at(-1)).toEqual({ read: 160, found: 30, atLeast: blindDraw.leastRecall, atMost: 1 });
    for (const { atLeast, atMost } of curve) expect(atLeast).toBeLessThanOrEqual(atMost);
    expect(adviseStopping({ ...asked, screened: read('---') }).curve).toEqual([]);
  });

  test('refuses what cannot be', () => {
    expect(() => adviseStopping({ ...asked, total: 1, screened: read('--') })).toThrow('2 records were read of 1');
    expect(() => adviseStopping({ ...asked, target: 1, screened: [] })).toThrow('between 0 and 1');
  });

  test('every measured rule is one that is replayed', () => {
    const names = replayedRules.map(({ name }) => name);
    for (const { name } of measuredRules) expect(names).toContain(name);
  });
});

describe('a falling rate', () => {
  const early = Array.from({ length: 20 }, (_, at) => at);

  test('chances rise to 1, and the most missed is where the confidence is reached', () => {
    const outlook = outlookOf(early, 100, 300);
    const chances = [0, 1, 2, 5, 20, 200].map((missed) => outlook.chanceOfAtMost(missed));
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(chances.at(-1)).toBeCloseTo(1, 3);
    const most = outlook.mostMissed(0.9);
    expect(outlook.chanceOfAtMost(most)).toBeGreaterThanOrEqual(0.9);
    if (most > 0) expect(outlook.chanceOfAtMost(most - 1)).toBeLessThan(0.9);
  });

  test('finds that keep coming leave more to find than finds that have ended', () => {
    const spread = early.map((at) => at * 5);
    expect(outlookOf(spread, 100, 300).mostMissed(0.9)).toBeGreaterThan(outlookOf(early, 100, 300).mostMissed(0.9));
    expect(outlookOf(early, 250, 300).mostMissed(0.9)).toBeLessThan(outlookOf(early, 60, 300).mostMissed(0.9));
  });

  test('a rate that does not fall foretells as many as the records left hold', () => {
    const steady = Array.from({ length: 50 }, (_, at) => at * 4 + 2);
    const outlook = outlookOf(steady, 200, 400);
    expect(outlook.chanceOfAtMost(50)).toBeGreaterThan(0.3);
    expect(outlook.chanceOfAtMost(20)).toBeLessThan(0.1);
  });

  test('advises nothing on two finds, and stops when the finds have long ended', () => {
    const rule = { kind: 'fallingRate', target: 0.95, confidence: 0.8 } as const;
    const reading = (pattern: string) => ({
      records: 400,
      ranked: [...pattern].map((letter) => letter === '+'),
      sampled: [],
    });
    expect(shouldStop(reading('++--'), rule)).toMatchObject({ stop: false, chance: null, mostMissed: null });
    const long = shouldStop(reading(`${'+'.repeat(40)}${'-'.repeat(320)}`), rule);
    expect(long).toMatchObject({ stop: true, reason: 'targetShown', relevant: 40 });
    expect(long.leastRecall).toBeGreaterThanOrEqual(0.95);
    expect(shouldStop(reading(`${'+-'.repeat(40)}`), rule).stop).toBe(false);
  });
});
