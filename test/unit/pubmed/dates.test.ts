import { describe, expect, test } from '@jest/globals';
import { monthOf, readMedlineDate } from '../../../src/pubmed/dates.ts';

describe('dates in words', () => {
  test.each([
    ['1994 Jun-Jul', 1994, 6, null, null],
    ['2018 May/Jun', 2018, 5, null, null],
    ['1998 Dec-1999 Jan', 1998, 12, null, null],
    ['1947-1948', 1947, null, null, null],
    ['Winter 2016', 2016, null, null, 'Winter'],
    ['2016 Spring-Summer', 2016, null, null, 'Spring'],
    ['2000 Feb 28-Mar 6', 2000, 2, 28, null],
    ['1999 Oct 15', 1999, 10, 15, null],
    ['2012 1st Quart', 2012, null, null, null],
    ['undated', null, null, null, null],
  ])('%s', (text, year, month, day, season) => {
    expect(readMedlineDate(text)).toEqual({ year, month, day, season });
  });

  test.each([
    ['Feb', 2],
    ['02', 2],
    ['2', 2],
    ['September', 9],
    ['Jul-Aug', 7],
    ['13', null],
    ['0', null],
    ['Summer', null],
    [null, null],
  ])('month %s', (text, month) => {
    expect(monthOf(text)).toBe(month);
  });
});
