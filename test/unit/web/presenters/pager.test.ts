import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { emptyQuery } from '../../../../src/catalog/catalogQuery.ts';
import { pageNumbers, presentPager } from '../../../../src/web/presenters/pager.ts';
import { testSite } from '../../../support/webApp.ts';

describe('pageNumbers', () => {
  test.each([
    [1, 3, [1, 2, 3]],
    [1, 10, [1, 2, null, 10]],
    [5, 10, [1, null, 4, 5, 6, null, 10]],
    [4, 10, [1, 2, 3, 4, 5, null, 10]],
    [10, 10, [1, null, 9, 10]],
  ])('page %i of %i', (current, pages, expected) => {
    expect(pageNumbers(current, pages)).toEqual(expected);
  });

  test('always holds the first, the current and the last page, ascending, and no gap of a single page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (a, b) => {
        const [current, pages] = a <= b ? [a, b] : [b, a];
        const numbers = pageNumbers(current, pages);
        const shown = numbers.filter((page) => page !== null);
        expect(shown).toEqual([...new Set(shown)].sort((x, y) => x - y));
        expect(shown).toEqual(expect.arrayContaining([1, current, pages]));
        numbers.forEach((page, index) => {
          if (page !== null) return;
          expect((numbers[index + 1] ?? 0) - (numbers[index - 1] ?? 0)).toBeGreaterThan(2);
        });
      }),
    );
  });
});

describe('presentPager', () => {
  test('is absent where everything fits on one page', () => {
    expect(presentPager(testSite(), emptyQuery, 25)).toBeNull();
  });

  test('keeps the search in every link and marks the current page', () => {
    const pager = presentPager(testSite(), { ...emptyQuery, q: 'rim', page: 2 }, 60);
    expect(pager?.previous).toBe('/en/records?q=rim');
    expect(pager?.next).toBe('/en/records?q=rim&page=3');
    expect(pager?.steps.map((step) => [step.text, step.current])).toEqual([
      ['1', false],
      ['2', true],
      ['3', false],
    ]);
  });

  test('has no way past the ends', () => {
    expect(presentPager(testSite(), emptyQuery, 26)?.previous).toBeNull();
    expect(presentPager(testSite(), { ...emptyQuery, page: 2 }, 26)?.next).toBeNull();
  });
});
