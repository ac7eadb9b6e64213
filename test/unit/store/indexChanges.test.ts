import { describe, expect, test } from '@jest/globals';
import { createIndexChanges, type IndexChange } from '../../../src/store/indexChanges.ts';

function recorded() {
  const batches: number[][] = [];
  const changes = createIndexChanges((batch) => batches.push(batch.map(({ recordId }) => recordId)));
  const add = (recordId: number): void => changes.add({ recordId, columns: null, isNew: false } satisfies IndexChange);
  return { changes, add, batches };
}

describe('changes of the search index', () => {
  test('are written at once outside of any work', () => {
    const { add, batches } = recorded();
    add(1);
    add(2);
    expect(batches).toEqual([[1], [2]]);
  });

  test('of one work are written together at its end, in their order', () => {
    const { changes, add, batches } = recorded();
    changes.together(() => {
      add(1);
      changes.together(() => add(2));
      add(1);
      expect(batches).toEqual([]);
    });
    expect(batches).toEqual([[1, 2, 1]]);
  });

  test('of a work that throws are forgotten, those around it are not', () => {
    const { changes, add, batches } = recorded();
    changes.together(() => {
      add(1);
      expect(() =>
        changes.together(() => {
          add(2);
          throw new Error('no');
        }),
      ).toThrow('no');
      add(3);
    });
    expect(batches).toEqual([[1, 3]]);
  });

  test('do not gather without end', () => {
    const { changes, add, batches } = recorded();
    changes.together(() => {
      for (let id = 1; id <= 4_500; id++) add(id);
    });
    expect(batches.map((batch) => batch.length)).toEqual([2_000, 2_000, 500]);
  });
});
