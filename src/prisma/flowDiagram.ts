import { blockGap, type FlowTarget, fontSize, lineHeight, padding, type TextBlock } from './boxText.ts';
import { checkSums } from './checkSums.ts';
import type { Flow } from './flow.ts';
import { countsOf } from './flow.ts';
import type { WordingOptions } from './flowTable.ts';
import type { Band, PlacedBox, PlacedTitle, Placement, Point } from './geometry.ts';
import { type DiagramLabels, diagramLabels } from './labels.ts';
import { narrowLayout } from './narrowLayout.ts';
import { element, escapeXml } from './svg.ts';
import { wideLayout } from './wideLayout.ts';

export interface DiagramOptions extends WordingOptions {
  /** Unique on the page: names the title and the description. */
  id: string;
  /** Where the records behind a number are listed; null for a number without a link. */
  hrefOf?: (target: FlowTarget) => string | null;
}

/**
 * The PRISMA 2020 flow diagram as SVG for a page: classes and no style of its own, every number a link to its records.
 *
 * @throws {PrismaSumError} where the numbers do not add up: such a diagram is not drawn
 */
export function flowDiagram(flow: Flow, options: DiagramOptions): string {
  return draw(flow, options, wideLayout(flow, options), 'chart-wide');
}

/** The same in one column, for a phone. */
export function flowDiagramNarrow(flow: Flow, options: DiagramOptions): string {
  return draw(flow, { ...options, id: `${options.id}-narrow` }, narrowLayout(flow, options), 'chart-narrow');
}

/** The same as a file of its own, that brings its colours with it and prints black on white. */
export function flowDiagramFile(flow: Flow, options: DiagramOptions): string {
  const svg = draw(flow, options, wideLayout(flow, options), 'chart-wide', fileStyle);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')}\n`;
}

const fileStyle = `
text { font: 14px "Source Sans 3", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; fill: #17202a; }
.p-paper { fill: #ffffff; }
.p-box { fill: #ffffff; stroke: #414d59; }
.p-heading, .p-title-text, .p-band-text { font-weight: 600; }
.p-title { fill: #f5f6f3; stroke: #878f96; }
.p-title-databases { fill: #fdf0b8; }
.p-band { fill: #e6f1f4; stroke: #0a566e; }
.p-arrow { fill: none; stroke: #414d59; stroke-width: 1.4; }
.p-arrowhead { fill: #414d59; }
.p-hit { fill: transparent; }
`;

/** Room for lines at the edge. */
const margin = 1;

function draw(flow: Flow, options: DiagramOptions, placement: Placement, className: string, style = ''): string {
  checkSums(countsOf(flow), flow);
  const labels = diagramLabels[options.language];
  const { id } = options;
  const width = placement.width + 2 * margin;
  const height = placement.height + 2 * margin;
  return element(
    'svg',
    {
      class: `chart chart-prisma ${className}`,
      viewBox: `${-margin} ${-margin} ${Math.round(width)} ${Math.round(height)}`,
      width: Math.round(width),
      height: Math.round(height),
      // An image would hide the links inside it.
      role: 'group',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-desc`,
    },
    element('title', { id: `${id}-title` }, escapeXml(titleOf(flow, labels))),
    element('desc', { id: `${id}-desc` }, escapeXml(descriptionOf(flow, labels))),
    ...(style === ''
      ? []
      : [
          element('style', {}, escapeXml(style)),
          element('rect', { class: 'p-paper', x: -margin, y: -margin, width, height }),
        ]),
    ...placement.bands.map((band) => drawBand(band, labels)),
    ...placement.titles.map(drawTitle),
    ...placement.arrows.map(drawArrow),
    ...placement.boxes.map((box) => drawBox(box, options)),
  );
}

function titleOf({ asOf }: Flow, labels: DiagramLabels): string {
  return asOf === null ? labels.title : `${labels.title} · ${labels.asOf(asOf.slice(0, 10))}`;
}

function descriptionOf({ lines }: Flow, labels: DiagramLabels): string {
  const number = (count: number) => count.toLocaleString('en-GB');
  return labels.description({
    identified: number(lines.database_results.count + lines.register_results.count),
    screened: number(lines.records_screened.count),
    assessed: number(lines.dbr_assessed.count + lines.other_assessed.count),
    reports: number(lines.total_reports.count),
  });
}

function drawBand({ stage, x, y, width, height }: Band, labels: DiagramLabels): string {
  const [middle, centre] = [x + width / 2, y + height / 2];
  // Turned about its own middle, and let down so that the letters stand in the strip's centre.
  const text = { class: 'p-band-text', x: middle, y: centre + 5, 'text-anchor': 'middle' };
  const turn = `rotate(-90 ${round(middle)} ${round(centre)})`;
  return (
    element('rect', { class: 'p-band', x, y, width, height, rx: 6 }) +
    element('text', { ...text, transform: turn }, escapeXml(labels.stages[stage]))
  );
}

function drawTitle({ column, x, y, width, height, lines }: PlacedTitle): string {
  const first = y + (height - lines.length * lineHeight) / 2 + 13;
  const text = lines.map((line, index) =>
    element('tspan', { x: x + width / 2, y: first + index * lineHeight }, escapeXml(line)),
  );
  return (
    element('rect', { class: `p-title p-title-${column}`, x, y, width, height, rx: 6 }) +
    element('text', { class: 'p-title-text', 'text-anchor': 'middle' }, text.join(' '))
  );
}

function drawArrow(points: readonly Point[]): string {
  const path = `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
  const [[fromX, fromY], [x, y]] = points.slice(-2) as [Point, Point];
  const along: Point = [Math.sign(x - fromX), Math.sign(y - fromY)];
  const corner = (side: 1 | -1) =>
    `${round(x - 7 * along[0] + side * 4 * along[1])} ${round(y - 7 * along[1] + side * 4 * along[0])}`;
  return (
    element('path', { class: 'p-arrow', d: path }) +
    element('path', { class: 'p-arrowhead', d: `M${round(x)} ${round(y)}L${corner(1)}L${corner(-1)}Z` })
  );
}

function drawBox({ x, y, width, height, blocks }: PlacedBox, { hrefOf }: DiagramOptions): string {
  const parts = [element('rect', { class: 'p-box', x, y, width, height, rx: 3 })];
  const isWhole = blocks.length === 1;
  let top = y + padding;
  for (const block of blocks) {
    const text = drawBlock(block, x + padding, top);
    const blockHeight = block.lines.length * lineHeight;
    const href = (block.target && hrefOf?.(block.target)) ?? null;
    // What can be pressed is as large as it can be: the box where it says one thing, else the lines.
    const hit = isWhole ? { x, y, width, height } : { x, y: top, width, height: blockHeight };
    parts.push(
      href === null ? text : element('a', { class: 'p-link', href }, element('rect', { class: 'p-hit', ...hit }), text),
    );
    top += blockHeight + blockGap;
  }
  return element('g', {}, ...parts);
}

function drawBlock({ className, indent, lines }: TextBlock, x: number, top: number): string {
  const spans = lines.map((line, index) =>
    element('tspan', { x: x + indent, y: top + fontSize - 1 + index * lineHeight }, escapeXml(line)),
  );
  // The space makes one sentence of the lines for who hears them; outside them no link underlines it.
  return element('text', { class: className }, spans.join(' '));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
