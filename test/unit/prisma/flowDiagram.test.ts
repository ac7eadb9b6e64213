import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import fc from 'fast-check';
import { boxes, type Shown, shownBoxes } from '../../../src/prisma/boxes.ts';
import { blocksHeight, boldSize, fontSize, padding } from '../../../src/prisma/boxText.ts';
import { PrismaSumError } from '../../../src/prisma/checkSums.ts';
import { flowDiagram, flowDiagramFile, flowDiagramNarrow } from '../../../src/prisma/flowDiagram.ts';
import { flowTable } from '../../../src/prisma/flowTable.ts';
import { bottomOf, type Placement, rightOf } from '../../../src/prisma/geometry.ts';
import { diagramLabels } from '../../../src/prisma/labels.ts';
import { textWidth, wrap } from '../../../src/prisma/measuredText.ts';
import { narrowLayout } from '../../../src/prisma/narrowLayout.ts';
import { wideLayout } from '../../../src/prisma/wideLayout.ts';
import { sampleFlow } from './sampleFlow.ts';

const every: Shown = { previous: true, other: true, metaAnalysis: true };
const hrefOf = ({ key, part }: { key: string; part: string | null }) => `/records?in=${key}&part=${part ?? ''}`;
const english = { id: 'flow', language: 'en', hrefOf } as const;

describe.each([
  ['wide', flowDiagram],
  ['narrow', flowDiagramNarrow],
])('the %s diagram', (_, draw) => {
  test('says and links every number of every box', () => {
    const $ = load(draw(sampleFlow(every), english), { xml: true });
    const links = $('a')
      .map((_index, link) => [[$(link).attr('href'), $(link).find('text').text()]])
      .get();
    expect(links).toContainEqual(['/records?in=records_screened&part=', 'Records screened (n\u00a0=\u00a01,200)']);
    const rows = flowTable(sampleFlow(every), { language: 'en' });
    for (const { key, part } of rows) expect(links.map(([href]) => href)).toContain(hrefOf({ key, part }));
    expect(links).toHaveLength(rows.length);
  });

  test('is a group with a title and a description, and has classes instead of styles', () => {
    const svg = draw(sampleFlow(every), english);
    const $ = load(svg, { xml: true });
    const root = $('svg');
    expect(root.attr('role')).toBe('group');
    expect($(`#${root.attr('aria-labelledby')}`).text()).toBe('PRISMA 2020 flow diagram · As of 2026-01-31');
    expect($(`#${root.attr('aria-describedby')}`).text()).toContain('1,502 records identified');
    expect(svg).not.toMatch(/style|fill=|stroke=/);
  });

  test('speaks Chinese', () => {
    const $ = load(draw(sampleFlow(every), { ...english, language: 'zh' }), { xml: true });
    expect($('.p-band-text').first().text()).toBe('检索');
    expect($('text').text()).toContain('筛选的记录（n\u00a0=\u00a01,200）');
  });

  test('is not drawn where the numbers do not add up', () => {
    const flow = sampleFlow(every);
    const lines = { ...flow.lines, duplicates: { count: 1, recordIds: [], parts: [] } };
    expect(() => draw({ ...flow, lines }, english)).toThrow(PrismaSumError);
  });
});

test('what is called by readers cannot become markup', () => {
  const nameOf = () => '<script>&"';
  const svg = flowDiagram(sampleFlow(every), { ...english, nameOf, hrefOf: () => '/?a="b"&c' });
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('href="/?a=&quot;b&quot;&amp;c"');
});

test('the file stands alone: a namespace, its own colours, no foreign address', () => {
  const file = flowDiagramFile(sampleFlow(every), { ...english, hrefOf: () => null });
  expect(file.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
  expect(file).toContain('<style>');
  expect(file.match(/https?:/g)).toHaveLength(1);
  expect(file).not.toContain('<a');
});

describe('the layout', () => {
  const shown = fc.record({ previous: fc.boolean(), other: fc.boolean(), metaAnalysis: fc.boolean() });
  const layouts = [wideLayout, narrowLayout];

  /** Whether two rectangles share more than an edge. */
  const overlap = (a: Placement['boxes'][number], b: Placement['boxes'][number]) =>
    a.x < rightOf(b) && b.x < rightOf(a) && a.y < bottomOf(b) && b.y < bottomOf(a);

  test('keeps boxes apart, text inside them, and everything on the drawing', () => {
    fc.assert(
      fc.property(shown, fc.constantFrom('en', 'zh'), fc.string({ maxLength: 60 }), (parts, language, name) => {
        for (const layout of layouts) {
          const {
            boxes: placed,
            width,
            height,
            bands,
          } = layout(sampleFlow(parts), {
            language: language === 'en' ? 'en' : 'zh',
            nameOf: () => name,
          });
          expect(new Set(placed.map(({ box }) => box.id))).toEqual(new Set(shownBoxes(parts).map(({ id }) => id)));
          for (const [index, box] of placed.entries()) {
            expect(placed.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
            expect(rightOf(box)).toBeLessThanOrEqual(width);
            expect(bottomOf(box)).toBeLessThanOrEqual(height);
            expect(blocksHeight(box.blocks)).toBeLessThanOrEqual(box.height);
            for (const { lines, indent, target } of box.blocks)
              for (const line of lines)
                expect(textWidth(line, target === null ? boldSize : fontSize)).toBeLessThanOrEqual(
                  box.width - 2 * padding - indent,
                );
          }
          for (const band of bands)
            expect(textWidth(diagramLabels[language === 'en' ? 'en' : 'zh'].stages[band.stage], boldSize)).toBeLessThan(
              band.height,
            );
        }
      }),
      { numRuns: 25 },
    );
  });

  test('leads an arrow to every box but the first of each column and the side', () => {
    for (const layout of layouts) {
      const { arrows } = layout(sampleFlow(every), { language: 'en' });
      expect(arrows).toHaveLength(boxes.reduce((total, { arrowTo }) => total + arrowTo.length, 0));
    }
  });

  test('skips a box that is not there: without totals the arrow leads on', () => {
    const { arrows, boxes: placed } = wideLayout(sampleFlow({ previous: false, other: false, metaAnalysis: true }), {
      language: 'en',
    });
    const meta = placed.find(({ box }) => box.id === 'meta');
    expect(arrows.filter((points) => points.at(-1)?.[1] === meta?.y)).toHaveLength(1);
  });
});

describe('wrapping', () => {
  test('breaks after spaces and Chinese characters, keeps brackets whole and parts what is too long', () => {
    expect(wrap('aaaa bbbb', 40, 14)).toEqual(['aaaa', 'bbbb']);
    expect(wrap('筛选的记录（n = 12）', 90, 14)).toEqual(['筛选的记录', '（n = 12）']);
    expect(wrap('abcdefghij', 45, 14).join('')).toBe('abcdefghij');
    expect(wrap('', 45, 14)).toEqual(['']);
  });
});
