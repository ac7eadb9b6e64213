import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { forestPlot, forestPlotNarrow } from '../../../src/charts/forest.ts';
import type { ForestModel, ForestRow } from '../../../src/charts/forestModel.ts';
import { textWidth } from '../../../src/charts/text.ts';

function row(label: string, value: number, change: Partial<ForestRow> = {}): ForestRow {
  return {
    label,
    estimate: { value, lower: Math.max(0, value - 0.15), upper: Math.min(1, value + 0.15) },
    text: `${(100 * value).toFixed(1)} (1.0 to 99.0)`,
    counts: '12 / 34',
    weight: 20,
    weightText: '20.0 %',
    ...change,
  };
}

function modelOf(rows: readonly ForestRow[], change: Partial<ForestModel> = {}): ForestModel {
  return {
    id: 'shares',
    title: 'Shares',
    description: 'Two studies.',
    columns: { study: 'Study', counts: 'Events', estimate: 'Share (95 % CI)', weight: 'Weight' },
    axis: { domain: [0, 1], ticks: [0, 0.5, 1], format: (value) => String(100 * value), label: 'Share, %' },
    groups: [{ heading: 'Group', rows }],
    overall: {
      label: 'All',
      detail: 'k = 2',
      estimate: { value: 0.4, lower: 0.2, upper: 0.6 },
      text: '40.0 (20.0 to 60.0)',
      prediction: { label: 'Prediction interval', lower: 0.05, upper: 0.95, text: '5.0 to 95.0' },
    },
    ...change,
  };
}

const drawings = [
  ['wide', forestPlot],
  ['narrow', forestPlotNarrow],
] as const;

/** The box of each line of text, from the same widths the drawing is laid out with. */
function textBoxes(svg: string): { text: string; left: number; right: number; y: number }[] {
  const document = load(svg, { xml: true });
  return document('text')
    .toArray()
    .map((node) => {
      const shown = document(node).clone();
      shown.find('title').remove();
      const [text, x, y] = [shown.text(), Number(document(node).attr('x')), Number(document(node).attr('y'))];
      const small = /c-(small|mark|tick)/.test(document(node).attr('class') ?? '');
      const width = textWidth(text, small && svg.includes('chart-narrow') ? 13.2 : 14);
      const anchor = document(node).attr('text-anchor') ?? 'start';
      const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
      return { text, left, right: left + width, y };
    });
}

function collisions(svg: string): string[] {
  const boxes = textBoxes(svg).filter(({ text }) => text !== '');
  return boxes.flatMap((one, index) =>
    boxes
      .slice(0, index)
      .filter((other) => Math.abs(one.y - other.y) < 11 && one.left < other.right - 1 && other.left < one.right - 1)
      .map((other) => `"${one.text}" touches "${other.text}"`),
  );
}

describe.each(drawings)('forest plot, %s', (_name, draw) => {
  test('is well formed, described, and styled by classes only', () => {
    const svg = draw(modelOf([row('Aldon 1992', 0.1), row('Brack 1996', 0.6)]));
    expect(XMLValidator.validate(svg)).toBe(true);
    const document = load(svg, { xml: true });
    const root = document('svg');
    expect(root.attr('role')).toBe('img');
    expect(document(`[id="${root.attr('aria-labelledby')}"]`).text()).toBe('Shares');
    expect(document(`[id="${root.attr('aria-describedby')}"]`).text()).toBe('Two studies.');
    expect(svg).not.toMatch(/style=|<style|NaN|undefined|Infinity/);
  });

  test('is a group, not an image, where names are links, so that they can be reached', () => {
    const svg = draw(modelOf([row('Aldon 1992', 0.1, { href: '/en/records/1' })]));
    const document = load(svg, { xml: true });
    expect(document('svg').attr('role')).toBe('group');
    expect(document('a').attr('href')).toBe('/en/records/1');
  });

  test('names cannot break out of the drawing', () => {
    const name = `<script>alert("1")</script> & 'co'`;
    const svg = draw(modelOf([row(name, 0.1, { href: '"><b>' })]));
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toContain('<script');
    expect(load(svg, { xml: true })('a title').text()).toBe(name);
  });

  test('an interval that leaves the plot ends in an arrow, and only then', () => {
    const ratios = {
      domain: [0.1, 10],
      ticks: [0.1, 1, 10],
      format: String,
      label: 'Odds ratio',
      log: true,
      reference: 1,
    } as const;
    const bare: ForestModel = { ...modelOf([]), axis: ratios };
    delete bare.overall;
    const arrows = (lower: number, upper: number): number => {
      const rows = [row('S', 1, { estimate: { value: 1, lower, upper } })];
      return load(draw({ ...bare, groups: [{ rows }] }), { xml: true })('.c-arrow').length;
    };
    expect([arrows(0.2, 9), arrows(0.01, 9), arrows(0, 50)]).toEqual([0, 1, 2]);
  });

  test('the area of a square follows the weight', () => {
    const svg = draw(modelOf([row('S', 0.3, { weight: 40 }), row('T', 0.6, { weight: 10 })]));
    const sides = load(svg, { xml: true })('.c-square')
      .toArray()
      .map((node) => Number(node.attribs.width));
    expect((sides[0] ?? 0) / (sides[1] ?? 1)).toBeCloseTo(2, 1);
  });

  test('a study that is not estimable keeps its words and has no mark', () => {
    const svg = draw(modelOf([row('S', 0, { estimate: null, text: 'not estimable' })]));
    expect(svg).toContain('not estimable');
    expect(svg).not.toContain('c-square');
  });

  test('texts never collide, however long the names and in whichever script', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 120 }).filter((text) => text.trim() !== ''),
      fc
        .array(fc.constantFrom('椎间盘', '突出', ' ', 'van den ', 'Castellanos-Winterbottom ', '2004'), {
          minLength: 1,
          maxLength: 20,
        })
        .map((words) => words.join(''))
        .filter((text) => text.trim() !== ''),
    );
    const mark = fc.constantFrom('operated', '手术患者');
    const rows = fc.array(fc.tuple(name, fc.double({ min: 0, max: 1, noNaN: true }), fc.option(mark)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(rows, name, (list, heading) => {
        const svg = draw(
          modelOf([], {
            groups: [
              {
                heading,
                rows: list.map(([label, value, word]) => row(label, value, word === null ? {} : { mark: word })),
                summary: {
                  label: heading,
                  detail: heading,
                  estimate: null,
                  text: '40.0 (20.0 to 60.0)',
                  note: heading,
                },
              },
            ],
          }),
        );
        expect(collisions(svg)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(drawings)('published figures on the %s plot', (_, draw) => {
  const rows = [row('A 2001', 0.3), row('B 2002', 0.5)];
  const references = [
    { value: 0.7, label: 'Review 2020, published', text: '70.0' },
    { value: 0.72, label: 'Review 2023, published', text: '72.0' },
  ];

  test('are rows with their values and dotted lines, and collide with nothing', () => {
    const svg = draw(modelOf([], { groups: [{ heading: 'Group', rows, references }] }));
    expect(XMLValidator.validate(svg)).toBe(true);
    const document = load(svg, { xml: true });
    const lines = document('.c-published').toArray();
    const places = new Set(lines.map((line) => document(line).attr('x1')));
    expect(places.size).toBe(2);
    expect(textBoxes(svg).map(({ text }) => text)).toEqual(expect.arrayContaining(['Review 2020, published', '72.0']));
    expect(collisions(svg)).toEqual([]);
  });

  test('are not there unless they are given', () => {
    expect(draw(modelOf(rows))).not.toContain('c-published');
  });
});
