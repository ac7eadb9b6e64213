import { describe, expect, test } from '@jest/globals';
import { createTurns } from '../../../src/ingest/turns.ts';

/** Turns in a world where writing a record takes as long as is said, and others write when they are told to. */
function world(millisecondsARecord: number) {
  let time = 0;
  let changes = 1;
  const rests: number[] = [];
  const store = {
    changesByOthers: () => changes,
    transaction<Result>(work: () => Result): Result {
      return work();
    },
  };
  const turns = createTurns(store, {
    now: () => time,
    rest: async (milliseconds) => {
      rests.push(milliseconds);
      time += milliseconds;
    },
  });
  return {
    turns,
    rests,
    othersWrite: () => changes++,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    write: (records: number) =>
      turns.take(records, () => {
        time += records * millisecondsARecord;
      }),
  };
}

describe('the turns of an import', () => {
  test('batches come to hold the lock for 60 ms alone, and for 25 ms while others write', async () => {
    const { turns, write, othersWrite } = world(2.5);
    await write(turns.size());
    expect(turns.size()).toBe(24);
    await write(50);
    expect(turns.size()).toBe(24);
    othersWrite();
    await write(24);
    expect(turns.size()).toBe(10);
  });

  test('a batch has one record at least, however long it takes, and fifty at most', async () => {
    const slow = world(400);
    await slow.write(10);
    expect(slow.turns.size()).toBe(1);
    const fast = world(0.001);
    await fast.write(10);
    expect(fast.turns.size()).toBe(50);
  });

  test('alone, an import rests only to let its own process go on', async () => {
    const { rests, write } = world(2);
    for (let batch = 0; batch < 5; batch++) await write(10);
    expect(rests).toEqual([0, 0, 0, 0, 0]);
  });

  test('while others write, the lock stays free for as long as it was held', async () => {
    const { rests, write, othersWrite } = world(2);
    await write(10);
    othersWrite();
    await write(10);
    await write(10);
    expect(rests).toEqual([0, 0, 20]);
  });

  test('the time that preparing takes counts as free', async () => {
    const { rests, write, othersWrite, pass } = world(2);
    othersWrite();
    await write(10);
    pass(15);
    await write(10);
    pass(300);
    await write(10);
    expect(rests).toEqual([0, 5, 0]);
  });

  test('whoever shares the process gets a turn after 20 ms of work', async () => {
    const { turns, rests, pass } = world(2);
    expect(turns.breathe()).toBeUndefined();
    pass(20);
    await turns.breathe();
    expect(rests).toEqual([0]);
    expect(turns.breathe()).toBeUndefined();
  });

  test('a while after the last of them it is alone again', async () => {
    const { rests, write, othersWrite, pass } = world(2);
    othersWrite();
    await write(10);
    pass(2_000);
    await write(10);
    await write(10);
    expect(rests).toEqual([0, 0, 0]);
  });

  test('a batch that fails is not taken for a short one', async () => {
    const { turns } = world(2);
    const before = turns.size();
    await expect(
      turns.take(10, () => {
        throw new Error('no room');
      }),
    ).rejects.toThrow('no room');
    expect(turns.size()).toBe(before);
  });
});
