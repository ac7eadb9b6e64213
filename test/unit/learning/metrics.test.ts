import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rankingMetrics } from '../../../src/learning/metrics.ts';

describe('ranking metrics', () => {
  test('are as computed by hand', () => {
    // Ten records, relevant at ranks 1 and 4.
    const metrics = rankingMetrics({ read: [true, false, false, true], records: 10, relevant: 2 });
    expect(metrics.loss).toBeCloseTo((19 - 17) / 16, 12);
    expect(metrics.ndcg).toBeCloseTo((1 + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3)), 12);
    expect(metrics.wss95).toBeCloseTo(1 - 0.4 - 0.05, 12);
    expect(metrics.wss100).toBeCloseTo(0.6, 12);
    expect(metrics.atd).toBeCloseTo(0.25, 12);
    expect(metrics.rec10).toBe(0.5);
  });

  test('the first tenth is rounded to whole records', () => {
    const read = [false, false, true, true];
    expect(rankingMetrics({ read, records: 26, relevant: 2 }).rec10).toBe(0.5);
    expect(rankingMetrics({ read, records: 24, relevant: 2 }).rec10).toBe(0);
  });

  test('95 % of twenty relevant records are nineteen', () => {
    const read = [...Array<boolean>(19).fill(true), ...Array<boolean>(30).fill(false), true];
    expect(rankingMetrics({ read, records: 100, relevant: 20 }).wss95).toBeCloseTo(1 - 0.19 - 0.05, 12);
  });

  test('the best order loses nothing, the worst all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (relevant, irrelevant) => {
        const hits = Array<boolean>(relevant).fill(true);
        const misses = Array<boolean>(irrelevant).fill(false);
        const records = relevant + irrelevant;
        const best = rankingMetrics({ read: [...hits, ...misses], records, relevant });
        const worst = rankingMetrics({ read: [...misses, ...hits], records, relevant });
        expect(best.loss).toBeCloseTo(0, 10);
        expect(best.ndcg).toBeCloseTo(1, 10);
        expect(worst.loss).toBeCloseTo(1, 10);
        expect(worst.wss100).toBeCloseTo(0, 10);
      }),
    );
  });

  test('a ranking that ends too early or has one kind only is refused', () => {
    expect(() => rankingMetrics({ read: [true], records: 5, relevant: 2 })).toThrow('rank on to the last one');
    expect(() => rankingMetrics({ read: [], records: 5, relevant: 0 })).toThrow('both kinds');
  });
});
