import { expect, test } from '@jest/globals';
import { emptyCitation } from '../../../../src/domain/citation.ts';
import { openDatabase } from '../../../../src/store/database.ts';
import { createBoundedMemory } from '../../../../src/store/fullText/boundedMemory.ts';
import { createFullText } from '../../../../src/store/fullText/fullText.ts';
import { type Posting, postingBytes } from '../../../../src/store/fullText/postings.ts';
import { createSearchIndex, exactTable, stemTable } from '../../../../src/store/searchIndex.ts';

test('what was found in segments that are no more is forgotten, however often the index changes', () => {
  const database = openDatabase(':memory:');
  const index = createSearchIndex(database);
  const memory = createBoundedMemory<Posting>(() => Number.POSITIVE_INFINITY, postingBytes);
  const tables = [createFullText(database, stemTable, memory), createFullText(database, exactTable, memory)];
  const save = (id: number, isNew: boolean) => {
    const citation = { ...emptyCitation(), title: `disc ${id}`, keywords: ['herniation of a disc'] };
    database.transaction(() => index.together(() => index.save(id, citation, [], isNew)))();
  };
  const look = () => {
    for (const table of tables) for (const text of ['"disc"', '"herni"*', '"of a disc"']) table.match(text);
  };
  const kept: number[] = [];
  for (let turn = 0; turn < 120; turn++) {
    save(1 + (turn % 20), turn < 20);
    look();
    kept.push(memory.bytes());
  }
  // The index merges its segments now and then: there are more of them at some times than at others.
  expect(Math.max(...kept.slice(80))).toBeLessThanOrEqual(Math.max(...kept.slice(0, 60)));
  // What was asked for and has not changed is still there.
  const before = memory.bytes();
  look();
  expect(memory.bytes()).toBe(before);
  expect(before).toBeGreaterThan(0);
  database.close();
});

test('a memory that forgets counts what is left', () => {
  const memory = createBoundedMemory<string>(
    () => 10,
    (value) => value.length,
  );
  for (const key of ['a1', 'b1', 'a2']) memory.offer(key, 'abc');
  memory.forget((key) => key.startsWith('a'));
  expect([memory.has('a1'), memory.has('b1'), memory.has('a2'), memory.bytes()]).toEqual([false, true, false, 3]);
  memory.offer('c', 'abcdefg');
  expect([memory.has('b1'), memory.bytes()]).toEqual([true, 10]);
});
