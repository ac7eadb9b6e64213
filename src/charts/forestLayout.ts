import type { ForestModel, ForestSummary } from './forestModel.ts';
import { textWidth } from './text.ts';

/** Where things stand; in units that are pixels at the drawing's own size. */
export interface ForestLayout {
  width: number;
  fontSize: number;
  smallSize: number;
  lineHeight: number;
  /** How far studies stand in from their group's heading. */
  indent: number;
  plot: { left: number; right: number };
  countsEnd: number | null;
  estimateEnd: number;
  weightEnd: number | null;
  /** Room for words left of the counts (or of the plot). */
  headingWidth: number;
  /** Room for a label on a line that ends in `figures`. */
  labelWidth: (figures: string) => number;
  /** Name above, plot below: for narrow screens. */
  stacked: boolean;
}

const fontSize = 14;
/** Second-rank text: no smaller than the rest where paper will shrink it, a little smaller on a phone. */
const smallSize = { wide: 14, narrow: 13.2 };
const gap = 12;
/** Printed on A4 between margins of 16 mm, this leaves the smallest text at 12 px. */
const printedWidth = 740;

/** Columns as wide as their widest text; what is left over is shared by names and plot. */
export function wideLayout(model: ForestModel): ForestLayout {
  const width = printedWidth;
  const rows = model.groups.flatMap((group) => group.rows);
  const summaries = [...model.groups.map(({ summary }) => summary), model.overall];
  const known = summaries.filter((summary): summary is ForestSummary => summary !== undefined);
  const widest = (texts: readonly (string | undefined)[]): number =>
    Math.max(0, ...texts.map((text) => (text === undefined ? 0 : textWidth(text, fontSize))));
  const weight = widest([model.columns.weight, ...rows.map(({ weightText }) => weightText)]);
  const estimate = widest([
    model.columns.estimate,
    ...rows.map(({ text }) => text),
    ...known.flatMap((summary) => [`${summary.text}  `, summary.prediction?.text]),
  ]);
  const counts = widest([model.columns.counts, ...rows.map((row) => row.counts)]);
  const estimateEnd = width - (weight > 0 ? weight + gap : 0);
  const plotRight = estimateEnd - estimate - gap - 8;
  const names = Math.min(
    185,
    Math.max(
      140,
      widest([
        model.columns.study,
        ...rows.map(({ label }) => label),
        ...known.map(({ prediction }) => prediction?.label),
      ]) + 14,
    ),
  );
  const countsEnd = names + (counts > 0 ? counts + gap : 0);
  return {
    width,
    fontSize,
    smallSize: smallSize.wide,
    lineHeight: 19,
    indent: model.groups.some(({ heading }) => heading !== undefined) ? 12 : 0,
    plot: { left: countsEnd + gap + 8, right: plotRight },
    countsEnd: counts > 0 ? countsEnd : null,
    estimateEnd,
    weightEnd: weight > 0 ? width : null,
    headingWidth: countsEnd,
    labelWidth: () => names,
    stacked: false,
  };
}

export function narrowLayout(model: ForestModel): ForestLayout {
  const width = 358;
  const side = Math.max(
    0,
    ...model.groups.flatMap((group) => [
      ...group.rows.map(({ counts, weightText }) =>
        textWidth([counts, weightText].filter((text) => text !== undefined).join(' · '), smallSize.narrow),
      ),
      textWidth(group.summary?.detail ?? '', smallSize.narrow),
    ]),
    textWidth(model.overall?.detail ?? '', smallSize.narrow),
  );
  return {
    width,
    fontSize,
    smallSize: smallSize.narrow,
    lineHeight: 19,
    indent: 0,
    plot: { left: Math.min(168, side + 12), right: width - 14 },
    countsEnd: null,
    estimateEnd: width,
    weightEnd: null,
    headingWidth: width,
    labelWidth: (figures) => width - textWidth(figures, fontSize) - 10,
    stacked: true,
  };
}
