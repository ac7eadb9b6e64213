import { describe, expect, test } from '@jest/globals';
import { QueryError } from '../../../src/catalog/catalogQuery.ts';
import { allowedWork, checkWords, checkWork } from '../../../src/catalog/searchBudget.ts';
import { parseQuery } from '../../../src/query/parseQuery.ts';
import { toFts } from '../../../src/query/toFts.ts';
import type { SearchIndex } from '../../../src/store/searchIndex.ts';

/** An index in which every expression is so much work. */
const indexWith = (each: number, pages: number) => {
  const asked: string[] = [];
  const work: SearchIndex['work'] = ({ stems, exact }) => {
    asked.push(...stems, ...exact);
    return each * new Set([...stems, ...exact]).size;
  };
  return { asked, searchIndex: { work, pages: () => pages } as SearchIndex };
};

function timesOf(check: () => void): number | null {
  try {
    check();
    return null;
  } catch (cause) {
    return cause instanceof QueryError && cause.fault.kind === 'work' ? cause.fault.times : Number.NaN;
  }
}

const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}x`).join(' OR ');

describe('what one search may ask for', () => {
  test.each([
    [0, 2_550],
    [5_000, 2_550],
    [100_000, 30_000],
    [10_000_000, 150_000],
  ])('of %d pages: %d', (pages, allowed) => {
    expect(allowedWork(pages)).toBe(allowed);
  });

  test('what is allowed is asked, what is more is refused with how many times', () => {
    const compiled = toFts(parseQuery('disc').ast);
    const times = (each: number, pages: number) =>
      timesOf(() => checkWork(indexWith(each, pages).searchIndex, compiled));
    // A word, which is told and marked too.
    expect(times(2_548, 5_000)).toBeNull();
    expect(times(5_098, 5_000)).toBe(2);
    expect(times(5_098, 100_000)).toBeNull();
    expect(times(299_998, 10_000_000)).toBe(2);
  });

  test('a search that may be relaxed counts for somewhat more, as it may be answered twice', () => {
    const { searchIndex } = indexWith(1_100, 0);
    const times = (text: string) => timesOf(() => checkWork(searchIndex, toFts(parseQuery(text).ast)));
    expect(times('lumbar AND disc')).toBeNull();
    expect(times('"lumbar disc" "disc space" "bulging disc"')).toBeGreaterThan(1);
  });

  test('counts what finds, what ranks, what is left out and what the relaxed search would ask', () => {
    const { asked, searchIndex } = indexWith(1, 0);
    checkWork(searchIndex, toFts(parseQuery('"lumbar disc" cell-biology NOT (review OR year:2010)').ast));
    for (const word of ['"lumbar disc"', '"review"', '"cell biology"', '"cell" OR', '"biology"']) {
      expect(asked.some((expression) => expression.includes(word)) ? word : `no ${word} in ${asked}`).toBe(word);
    }
  });

  test('500 different words are looked at, 600 are not', () => {
    const check = (text: string) =>
      timesOf(() => {
        const { ast } = parseQuery(text);
        if (ast) checkWords(ast);
      });
    expect(check(words(500))).toBeNull();
    expect(check(words(600))).toBe(1.2);
    expect(check('disc '.repeat(1_500))).toBeNull();
  });
});
