import { describe, expect, test } from '@jest/globals';
import { onAxis, yearBars } from '../../../../src/web/presenters/yearBars.ts';

const size = { width: 30, height: 40 };
const years = [
  { year: 2015, count: 4 },
  { year: 2016, count: 0 },
  { year: 2017, count: 8 },
];

describe('yearBars', () => {
  test('draws nothing without years', () => {
    expect(yearBars([], size)).toBeNull();
  });

  test('the fullest year takes the whole height, empty years no bar', () => {
    const drawing = yearBars(years, size);
    expect(drawing?.bars.map(({ x, y, height }) => [x, y, height])).toEqual([
      [0, 20, 20],
      [20, 0, 40],
    ]);
    expect(drawing).toMatchObject({ first: 2015, last: 2017, most: 8 });
  });

  test('marks the years inside the chosen range', () => {
    expect(yearBars(years, size, { from: 2016, to: null })?.bars.map((bar) => bar.chosen)).toEqual([false, true]);
  });
});

test('onAxis fills the years that are missing', () => {
  expect(onAxis([{ year: 2001, count: 3 }], 2000, 2002)).toEqual([
    { year: 2000, count: 0 },
    { year: 2001, count: 3 },
    { year: 2002, count: 0 },
  ]);
});
