import { describe, expect, test } from '@jest/globals';
import { createDeskRanking } from '../../../src/review/ranking/deskRanking.ts';
import { libraryStore, protocol } from '../../support/libraryStore.ts';

describe('the desk’s ranking', () => {
  test('reads all records between requests: asking for an order reads none, and no turn is long', async () => {
    const whole = libraryStore();
    let reads = 0;
    const records = {
      ...whole.records,
      get: (...asked: Parameters<typeof whole.records.get>) => {
        reads += 1;
        return whole.records.get(...asked);
      },
    };
    const ranking = createDeskRanking({ store: { ...whole, records }, protocol, seed: 1 });
    try {
      expect(ranking.order('relevant', 1)).toBeNull();
      expect(reads).toBe(0);
      let longestTurn = 0;
      while (reads < whole.records.count()) {
        const before = reads;
        await new Promise((resolve) => setImmediate(resolve));
        longestTurn = Math.max(longestTurn, reads - before);
      }
      expect(longestTurn).toBeGreaterThan(0);
      expect(longestTurn).toBeLessThanOrEqual(50);
      while (ranking.order('relevant', 1) === null) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(ranking.order('relevant', 1)?.recordIds).toHaveLength(whole.records.count());
      expect(reads).toBe(whole.records.count());
    } finally {
      await ranking.close();
    }
  });

  test('can be closed while it reads', async () => {
    const ranking = createDeskRanking({ store: libraryStore(), protocol, seed: 1 });
    expect(ranking.order('relevant', 1)).toBeNull();
    await ranking.close();
    expect(ranking.order('relevant', 1)).toBeNull();
  });
});
