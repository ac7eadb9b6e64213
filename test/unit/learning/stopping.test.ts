import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chanceOfSoFew, mostMissed, smallestChance, telling } from '../../../src/learning/stopping/missed.ts';
import { oracleStop, replayStop } from '../../../src/learning/stopping/replayStop.ts';
import { leastMissedBelow, shouldStop } from '../../../src/learning/stopping/shouldStop.ts';

const blind = { kind: 'blindDraw', target: 0.95, confidence: 0.95 } as const;
const labels = (pattern: string) => [...pattern].map((letter) => letter === '+');

describe('chance of finding so few', () => {
  test('is the hypergeometric law at even odds', () => {
    // Urn of 10 with 4 relevant, 3 drawn: P(0) = C(6,3)/C(10,3) = 20/120, P(1) = 4 x 15/120.
    const draw = { urn: 10, relevant: 4, drawn: 3, odds: 1 };
    expect(chanceOfSoFew({ ...draw, found: 0 })).toBeCloseTo(20 / 120, 12);
    expect(chanceOfSoFew({ ...draw, found: 1 })).toBeCloseTo(80 / 120, 12);
    expect(chanceOfSoFew({ ...draw, found: 3 })).toBe(1);
  });

  test('is Fisher’s law at other odds', () => {
    // Terms C(4,x) C(6,3-x) 2^x for x = 0..3: 20, 120, 144, 32.
    const draw = { urn: 10, relevant: 4, drawn: 3, odds: 2 };
    expect(chanceOfSoFew({ ...draw, found: 0 })).toBeCloseTo(20 / 316, 12);
    expect(chanceOfSoFew({ ...draw, found: 1 })).toBeCloseTo(140 / 316, 12);
  });

  test('is none when more must have been drawn', () => {
    expect(chanceOfSoFew({ urn: 5, relevant: 4, drawn: 3, found: 1, odds: 1 })).toBe(0);
  });

  test('stays a probability with large numbers', () => {
    const chance = chanceOfSoFew({ urn: 20000, relevant: 3000, drawn: 12000, found: 1790, odds: 1 });
    expect(chance).toBeGreaterThan(0.2);
    expect(chance).toBeLessThan(0.5);
  });

  test('falls when more are missed and when odds rise', () => {
    const draw = { urn: 100, drawn: 30, found: 2, odds: 1 };
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.double({ min: 1, max: 9, noNaN: true }), (relevant, odds) => {
        const chance = chanceOfSoFew({ ...draw, relevant });
        expect(chanceOfSoFew({ ...draw, relevant: relevant + 1 })).toBeLessThanOrEqual(chance);
        expect(chanceOfSoFew({ ...draw, relevant, odds })).toBeLessThanOrEqual(chance + 1e-12);
      }),
    );
  });
});

describe('stretches of reading', () => {
  test('begin after each relevant record and at the start', () => {
    expect(telling(labels('-+--'))).toEqual([
      { drawn: 2, found: 0 },
      { drawn: 4, found: 1 },
    ]);
  });

  test('tell as much as all windows do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom(1, 3),
        (read, unread, missed, odds) => {
          const windows = read.map((_, start) => ({
            drawn: read.length - start,
            found: read.slice(start).filter(Boolean).length,
          }));
          expect(smallestChance(telling(read), unread, missed, odds)).toBeCloseTo(
            smallestChance(windows, unread, missed, odds),
            10,
          );
        },
      ),
    );
  });

  test('the most that may be missed is the last number that is not refuted', () => {
    const stretches = telling(labels(`++${'-'.repeat(60)}`));
    const missed = mostMissed(stretches, 100, 0.95, 1);
    expect(smallestChance(stretches, 100, missed, 1)).toBeGreaterThanOrEqual(0.05);
    expect(smallestChance(stretches, 100, missed + 1, 1)).toBeLessThan(0.05);
  });
});

describe('advice', () => {
  test.each([
    [19, 2],
    [20, 2],
    [38, 3],
    [10, 1],
  ])('with %i relevant records, %i more unseen break 95 %%', (relevant, missed) => {
    expect(leastMissedBelow(0.95, relevant)).toBe(missed);
    expect(relevant / (relevant + missed)).toBeLessThan(0.95);
    expect(relevant / (relevant + missed - 1)).toBeGreaterThanOrEqual(0.95);
  });

  test('reads on while nothing was found, and stops when all is read', () => {
    expect(shouldStop({ records: 9, ranked: labels('---'), sampled: [] }, blind)).toMatchObject({
      stop: false,
      reason: 'nothingFound',
      leastRecall: null,
    });
    expect(shouldStop({ records: 3, ranked: labels('+--'), sampled: [] }, blind)).toMatchObject({
      stop: true,
      reason: 'everythingRead',
      leastRecall: 1,
    });
  });

  test('stops exactly when the least recall reaches the target', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 80 }), fc.nat(60), (ranked, more) => {
        fc.pre(ranked.includes(true));
        const advice = shouldStop({ records: ranked.length + 1 + more, ranked, sampled: [] }, blind);
        expect(advice.stop).toBe((advice.leastRecall as number) >= blind.target);
      }),
    );
  });

  test('a blind sample is judged by itself', () => {
    const ranked = labels('+++++-----');
    const sampled = labels('-'.repeat(85));
    const advice = shouldStop({ records: 100, ranked, sampled }, blind);
    // One relevant record among 90: the chance that 85 blind draws miss it is 5/90.
    expect(advice.chance).toBeCloseTo(5 / 90, 10);
    expect(advice.stop).toBe(false);
  });

  test('a run of irrelevant records is a habit without a chance', () => {
    const reading = { records: 20, ranked: labels('+-----'), sampled: [] };
    expect(shouldStop(reading, { kind: 'inARow', irrelevant: 5 })).toMatchObject({
      stop: true,
      chance: null,
      sinceLastRelevant: 5,
    });
    expect(shouldStop(reading, { kind: 'inARow', irrelevant: 6 }).reason).toBe('runNotReached');
  });
});

describe('replayed stop', () => {
  const history = labels(`${'+'.repeat(20)}${'-'.repeat(80)}`);

  test('an oracle stops at the record itself', () => {
    expect(oracleStop(history, 0.95)).toEqual({ read: 19, recall: 0.95, workSaved: 0.81 });
  });

  test('a habit stops at the first look after the run', () => {
    const rule = { kind: 'inARow', irrelevant: 25 } as const;
    expect(replayStop(history, { rule, sampleAfter: null }, 1).read).toBe(50);
  });

  test('a blind sample depends on nothing but the seed', () => {
    const replayed = { rule: { ...blind, confidence: 0.8 }, sampleAfter: 10 };
    expect(replayStop(history, replayed, 7)).toEqual(replayStop(history, replayed, 7));
  });
});
