import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { baujatPlot } from '../../../src/charts/baujat.ts';
import { funnelPlot } from '../../../src/charts/funnel.ts';
import { intervalStrip } from '../../../src/charts/interval.ts';
import { textWidth, wrap } from '../../../src/charts/text.ts';
import { yearHistogram } from '../../../src/charts/yearHistogram.ts';

const described = { id: 'c', title: 'A title', description: 'What it shows.' };
const axis = { label: 'Axis', format: String };

function expectSound(svg: string): void {
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).not.toMatch(/style=|NaN|undefined|Infinity/);
}

describe('funnel plot', () => {
  test('puts the most precise study on top and added ones hollow', () => {
    const svg = funnelPlot({
      ...described,
      points: [
        { label: 'precise', effect: 0.1, standardError: 0.1 },
        { label: 'vague', effect: 1.2, standardError: 0.9 },
      ],
      filled: [{ label: 'added', effect: -1, standardError: 0.9 }],
      centre: 0.1,
      quantile: 1.96,
      x: axis,
      y: axis,
    });
    expectSound(svg);
    const document = load(svg, { xml: true });
    const heights = document('.c-point')
      .toArray()
      .map((node) => Number(node.attribs.cy));
    expect(heights[0]).toBeLessThan(heights[1] ?? 0);
    expect(document('.c-point-filled').length).toBe(1);
  });

  test('one study alone is still a drawing', () => {
    expectSound(
      funnelPlot({
        ...described,
        points: [{ label: 'S', effect: 0, standardError: 0.2 }],
        centre: 0,
        quantile: 1.96,
        x: axis,
        y: axis,
      }),
    );
    expectSound(funnelPlot({ ...described, points: [], centre: 0, quantile: 1.96, x: axis, y: axis }));
  });
});

describe('Baujat plot', () => {
  test('names only what has room, and never one name over another', () => {
    const points = fc.array(
      fc.record({
        label: fc.constantFrom('Aldon 1992', 'Castellanos-Winterbottom 2004', '研究协作组 1998'),
        heterogeneity: fc.double({ min: 0, max: 30, noNaN: true }),
        influence: fc.double({ min: 0, max: 5, noNaN: true }),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(points, (list) => {
        const svg = baujatPlot({ ...described, points: list, x: axis, y: axis });
        expectSound(svg);
        const document = load(svg, { xml: true });
        const boxes = document('.c-small')
          .toArray()
          .map((node) => {
            const x = Number(node.attribs.x);
            return { left: x, right: x + textWidth(document(node).text(), 14), y: Number(node.attribs.y) };
          });
        boxes.forEach((one, index) => {
          for (const other of boxes.slice(0, index)) {
            const apart =
              Math.abs(one.y - other.y) >= 14 || one.left >= other.right - 0.2 || other.left >= one.right - 0.2;
            expect(apart).toBe(true);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('small charts', () => {
  test('an interval strip keeps its marks inside, whatever the value', () => {
    const svg = intervalStrip({ ...described, value: 0.5, lower: -3, upper: 9, domain: [0, 1] });
    expectSound(svg);
    const whisker = load(svg, { xml: true })('.c-whisker');
    expect([whisker.attr('x1'), whisker.attr('x2')]).toEqual(['4', '132']);
  });

  test('a year without records leaves its place empty; the chosen span stands out', () => {
    const counts = new Map([
      [2001, 3],
      [2004, 9],
      [2010, 1],
    ]);
    const svg = yearHistogram({
      ...described,
      counts,
      selected: { from: 2003, to: 2010 },
      describeBar: (year, count) => `${year}: ${count}`,
    });
    expectSound(svg);
    const document = load(svg, { xml: true });
    expect(document('.c-bar').length).toBe(1);
    expect(document('.c-bar-selected').length).toBe(2);
    expect(document('.c-bar-selected title').first().text()).toBe('2004: 9');
    expect(
      document('text')
        .toArray()
        .map((node) => document(node).text()),
    ).toEqual(['2001', '2006', '2010']);
    expectSound(yearHistogram({ ...described, counts: new Map(), selected: null, describeBar: () => '' }));
  });
});

describe('lines of text', () => {
  test('break at spaces and between Chinese characters, and end in an ellipsis when cut', () => {
    expect(wrap('one two three', 60, 14, 3)).toEqual(['one two', 'three']);
    expect(wrap('one two three four five', 60, 14, 2).at(-1)).toMatch(/…$/);
    expect(wrap('椎间盘突出', 45, 14, 2)).toEqual(['椎间盘', '突出']);
    expect(wrap('95\u00a0% of all', 70, 14, 2)).toEqual(['95\u00a0% of', 'all']);
  });

  test('no line is wider than it may be, save one of a single character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        for (const line of wrap(text, width, 14, 2)) {
          expect(textWidth(line, 14) <= width || [...line.replace('…', '')].length <= 1).toBe(true);
        }
      }),
    );
  });
});
