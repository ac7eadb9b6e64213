import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, suggestSpelling } from '../../../src/query/suggestSpelling.ts';

const vocabulary = new Map([
  ['resorption', 90],
  ['herniation', 200],
  ['herniations', 20],
  ['disc', 300],
  ['disco', 1],
  ['macrophage', 40],
  ['吸收', 50],
]);

describe('spelling suggestions', () => {
  test.each([
    ['a missing letter', 'resoption', 'resorption'],
    ['a letter too many', 'herrniation', 'herniation'],
    ['two swapped letters', 'macrohpage', 'macrophage'],
    ['two slips in a long word', 'makrofage', null],
    ['two slips that are two letters', 'makrophag', 'macrophage'],
    ['nothing for a known word', 'disc', null],
    ['nothing for a short word', 'dis', null],
    ['nothing where nothing is near', 'ligament', null],
    ['whatever its case', 'RESOPTION', 'resorption'],
    ['the word in more records of those equally near', 'discp', 'disc'],
  ])('%s', (_, typed, suggestion) => {
    expect(suggestSpelling(typed, vocabulary)).toBe(suggestion);
  });
});

/** The whole table, cell by cell: what the banded one must agree with. */
function fullDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number): number => table[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min(at(row - 1, column - 1) + same, at(row - 1, column) + 1, at(row, column - 1) + 1);
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, at(row - 2, column - 2) + 1);
      (table[row] as number[])[column] = cost;
    }
  }
  return at(a.length, b.length);
}

test('the bounded distance is the distance wherever that is within the bound', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
      const distance = fullDistance(a, b);
      expect(editDistance(a, b, limit)).toBe(distance <= limit ? distance : null);
    }),
    { numRuns: 2000 },
  );
});
