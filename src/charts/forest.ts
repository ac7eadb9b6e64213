import { type Band, drawAxis, lineThrough, type PlacedAxis, placeAxis } from './axis.ts';
import { type ForestLayout, narrowLayout, wideLayout } from './forestLayout.ts';
import { diamond, predictionBar, studyMark } from './forestMarks.ts';
import type { ForestModel, ForestRow, ForestSummary } from './forestModel.ts';
import { referenceLines, referenceRows } from './forestReferences.ts';
import { chart, element, escapeXml } from './svg.ts';
import { textAt, textWidth, wrap } from './text.ts';

/** What has been drawn so far, from the top down. */
interface Drawing {
  parts: string[];
  y: number;
  /** Where grid lines may run. */
  bands: Band[];
}

/**
 * A forest plot for wide screens and print: study, counts, plot, estimate and weight in columns. Names wrap to
 * two lines and are then cut, with the whole name as tooltip.
 */
export function forestPlot(model: ForestModel): string {
  return draw(model, wideLayout(model), 'chart-forest chart-wide');
}

/** The same for a phone: study and estimate on one line, counts, weight and plot under it. */
export function forestPlotNarrow(model: ForestModel): string {
  const { id, ...rest } = model;
  return draw({ ...rest, id: `${id}-narrow` }, narrowLayout(model), 'chart-forest chart-narrow');
}

function draw(model: ForestModel, layout: ForestLayout, className: string): string {
  const axis = placeAxis(model.axis, layout.plot.left, layout.plot.right);
  const largest = Math.max(0, ...model.groups.flatMap(({ rows }) => rows.map(({ weight }) => weight ?? 0)));
  const drawing: Drawing = { parts: [], y: 0, bands: [] };
  drawHead(drawing, model, layout);
  const plotTop = drawing.y;
  for (const group of model.groups) {
    if (group.heading !== undefined) drawHeading(drawing, group.heading, layout);
    const references = group.references ?? [];
    const [top, before] = [drawing.y, drawing.bands.length];
    const named = referenceRows(references, top, layout);
    drawing.parts.push(...named.parts);
    drawing.y += named.height;
    for (const row of group.rows) drawRow(drawing, row, layout, axis, largest);
    if (group.summary !== undefined) drawSummary(drawing, group.summary, layout, axis, 'c-summary');
    const room = { top, bottom: drawing.y, bands: drawing.bands.slice(before) };
    drawing.parts.push(referenceLines(references, room, layout, axis));
  }
  if (model.overall !== undefined) {
    drawing.parts.push(
      element('line', { class: 'c-rule', x1: 0, x2: layout.width, y1: drawing.y + 2, y2: drawing.y + 2 }),
    );
    drawing.y += 6;
    drawSummary(drawing, model.overall, layout, axis, 'c-summary c-overall');
  }
  const bottom = drawing.y + 6;
  // Beside the columns the lines run through; on a phone they must not cross the figures between two plots.
  const bands: Band[] = layout.stacked ? [...drawing.bands, [bottom - 6, bottom]] : [[plotTop, bottom]];
  const { back, front } = drawAxis(model.axis, axis, bands, bottom);
  const hasLinks = model.groups.some(({ rows }) => rows.some(({ href }) => href !== undefined));
  const size = { width: layout.width, height: bottom + 48, className, hasLinks };
  return chart(model, size, back, pooledLine(model, axis, bands), ...drawing.parts, front);
}

/** A dashed line down from the overall value, against which the studies are read. */
function pooledLine({ overall }: ForestModel, axis: PlacedAxis, bands: readonly Band[]): string {
  if (overall?.estimate === null || overall?.estimate === undefined) return '';
  return lineThrough(bands, axis.at(overall.estimate.value), 'c-pooled');
}

function drawHead(drawing: Drawing, { columns }: ForestModel, layout: ForestLayout): void {
  const y = 16;
  const end = (text: string | undefined, x: number | null): string =>
    text === undefined || x === null ? '' : textAt(text, { x, y, className: 'c-head', anchor: 'end' });
  drawing.parts.push(
    textAt(columns.study, { x: 0, y, className: 'c-head' }),
    layout.stacked ? '' : end(columns.counts, layout.countsEnd),
    end(columns.estimate, layout.estimateEnd),
    layout.stacked ? '' : end(columns.weight, layout.weightEnd),
    element('line', { class: 'c-rule', x1: 0, x2: layout.width, y1: 26, y2: 26 }),
  );
  drawing.y = 30;
}

function drawHeading(drawing: Drawing, heading: string, layout: ForestLayout): void {
  drawing.y += 8;
  for (const line of wrap(heading, layout.headingWidth, layout.fontSize, 2)) {
    drawing.parts.push(textAt(line, { x: 0, y: drawing.y + 17, className: 'c-heading' }));
    drawing.y += layout.lineHeight;
  }
  drawing.y += 4;
}

function drawRow(drawing: Drawing, row: ForestRow, layout: ForestLayout, axis: PlacedAxis, largest: number): void {
  const baseline = drawing.y + 16;
  const labelLines = drawName(drawing, row, layout, baseline);
  const labelHeight = labelLines * layout.lineHeight;
  // On a phone the plot stands under the name, else beside the middle of it.
  const middle = layout.stacked ? drawing.y + labelHeight + 14 : drawing.y + labelHeight / 2 + 2;
  drawing.bands.push([middle - 10, middle + 12]);
  const figures = layout.stacked ? baseline : middle + 5;
  drawing.parts.push(textAt(row.text, { x: layout.estimateEnd, y: figures, className: 'c-figure', anchor: 'end' }));
  drawing.parts.push(sideFigures(row.counts, row.weightText, layout, middle + 5));
  if (row.estimate !== null) {
    const share = row.weight === undefined || largest === 0 ? null : row.weight / largest;
    drawing.parts.push(studyMark(row.estimate, middle, axis, share));
  }
  drawing.y += layout.stacked ? labelHeight + 30 : labelHeight + 6;
}

/** A study's name, linked where it has an address, and its mark beside or below it. Returns the lines they take. */
function drawName(drawing: Drawing, row: ForestRow, layout: ForestLayout, baseline: number): number {
  const markWidth = row.mark === undefined ? 0 : textWidth(row.mark, layout.smallSize) + 8;
  const available = layout.labelWidth(row.text) - layout.indent;
  const lines = wrap(row.label, available, layout.fontSize, 2);
  const fitsBeside = textWidth(lines.at(-1) ?? '', layout.fontSize) + markWidth <= available;
  const labelLines = lines.length + (row.mark !== undefined && !fitsBeside ? 1 : 0);
  const label = lines.map((line, index) =>
    textAt(line, { x: layout.indent, y: baseline + index * layout.lineHeight, className: 'c-study' }),
  );
  const tooltip = element('title', {}, escapeXml(row.fullLabel ?? row.label));
  const named = (...content: readonly string[]): string =>
    row.href === undefined
      ? element('g', {}, tooltip, ...content)
      : element('a', { href: row.href, class: 'c-link' }, tooltip, ...content);
  if (row.mark !== undefined && fitsBeside && lines.length === 1) {
    // One run of text, so that the mark follows the name at whatever width the reader's face gives it.
    const mark = element('tspan', { class: 'c-mark', dx: 8 }, escapeXml(row.mark));
    const name =
      row.href === undefined
        ? element('tspan', {}, tooltip, escapeXml(lines[0] ?? ''))
        : named(escapeXml(lines[0] ?? ''));
    drawing.parts.push(element('text', { x: layout.indent, y: baseline, class: 'c-study' }, name, mark));
  } else {
    drawing.parts.push(named(...label));
    if (row.mark !== undefined) {
      const x = layout.indent + (fitsBeside ? textWidth(lines.at(-1) ?? '', layout.fontSize) + 6 : 0);
      const y = baseline + (labelLines - 1) * layout.lineHeight;
      drawing.parts.push(textAt(row.mark, { x, y, className: 'c-mark' }));
    }
  }
  return labelLines;
}

/** Counts and weight: a column each, or one small line on a phone. */
function sideFigures(counts: string | undefined, weight: string | undefined, layout: ForestLayout, y: number): string {
  if (layout.stacked) {
    const line = [counts, weight].filter((text) => text !== undefined).join(' · ');
    return line === '' ? '' : textAt(line, { x: layout.indent, y, className: 'c-small' });
  }
  return [
    counts === undefined ? '' : textAt(counts, { x: layout.countsEnd ?? 0, y, className: 'c-figure', anchor: 'end' }),
    weight === undefined ? '' : textAt(weight, { x: layout.weightEnd ?? 0, y, className: 'c-figure', anchor: 'end' }),
  ].join('');
}

function drawSummary(
  drawing: Drawing,
  summary: ForestSummary,
  layout: ForestLayout,
  axis: PlacedAxis,
  className: string,
): void {
  const parts: string[] = [];
  const lines = wrap(summary.label, layout.labelWidth(summary.text), layout.fontSize, 2);
  const baseline = drawing.y + 17;
  lines.forEach((line, index) => {
    parts.push(textAt(line, { x: 0, y: baseline + index * layout.lineHeight, className: 'c-pool-label' }));
  });
  let y = drawing.y + lines.length * layout.lineHeight;
  const beside = layout.stacked ? [] : wrap(summary.detail ?? '', layout.headingWidth, layout.smallSize, 2);
  for (const line of beside.filter((text) => text !== '')) {
    parts.push(textAt(line, { x: 0, y: y + 14, className: 'c-small' }));
    y += layout.lineHeight - 2;
  }
  const middle = layout.stacked ? y + 14 : drawing.y + layout.lineHeight / 2 + 2;
  parts.push(
    textAt(summary.text, {
      x: layout.estimateEnd,
      y: layout.stacked ? baseline : middle + 5,
      className: 'c-pool-figure',
      anchor: 'end',
    }),
  );
  drawing.bands.push([middle - 10, middle + 12]);
  if (summary.estimate !== null) parts.push(diamond(summary.estimate, middle, axis));
  if (layout.stacked) {
    if (summary.detail !== undefined) {
      parts.push(textAt(summary.detail, { x: 0, y: middle + 5, className: 'c-small' }));
    }
    y = middle + 14;
  }
  y = Math.max(y, middle + 12);
  drawing.y = y;
  if (summary.prediction !== undefined) drawPrediction(drawing, parts, summary.prediction, layout, axis);
  if (summary.note !== undefined) drawNote(drawing, parts, summary.note, layout);
  drawing.y += 6;
  drawing.parts.push(element('g', { class: className }, ...parts));
}

function drawPrediction(
  drawing: Drawing,
  parts: string[],
  prediction: NonNullable<ForestSummary['prediction']>,
  layout: ForestLayout,
  axis: PlacedAxis,
): void {
  const baseline = drawing.y + 16;
  const [label = ''] = wrap(prediction.label, layout.labelWidth(prediction.text), layout.smallSize, 1);
  const middle = layout.stacked ? baseline + 14 : baseline - 5;
  parts.push(
    textAt(label, { x: 0, y: baseline, className: 'c-small' }),
    textAt(prediction.text, { x: layout.estimateEnd, y: baseline, className: 'c-figure', anchor: 'end' }),
    predictionBar(prediction, middle, axis),
  );
  drawing.bands.push([middle - 8, middle + 8]);
  drawing.y = Math.max(baseline, middle) + 8;
}

function drawNote(drawing: Drawing, parts: string[], note: string, layout: ForestLayout): void {
  const width = layout.stacked ? layout.width : layout.headingWidth;
  for (const line of wrap(note, width, layout.smallSize, 4)) {
    parts.push(textAt(line, { x: 0, y: drawing.y + 14, className: 'c-small' }));
    drawing.y += layout.lineHeight - 2;
  }
}
