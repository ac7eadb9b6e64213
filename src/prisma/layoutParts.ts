import { boxes as allBoxes, type Stage } from './boxes.ts';
import { bandHeight, boldSize, lineHeight, padding } from './boxText.ts';
import type { Flow } from './flow.ts';
import type { WordingOptions } from './flowTable.ts';
import { type Band, bottomOf, nextShown, type PlacedBox, type PlacedTitle } from './geometry.ts';
import { diagramLabels } from './labels.ts';
import { wrap } from './measuredText.ts';

/** The title of a column in lines that fit a width, and how high it is drawn. */
export function titleIn(
  column: PlacedTitle['column'],
  width: number,
  { shown }: Flow,
  { language }: WordingOptions,
): Pick<PlacedTitle, 'column' | 'width' | 'height' | 'lines'> {
  const text = diagramLabels[language].columns[column][shown.previous ? 'update' : 'first'];
  const lines = wrap(text, width - 2 * padding, boldSize);
  return { column, width, height: lines.length * lineHeight + 14, lines };
}

/** The strip beside a stage, tall enough for its boxes and its name; null where the stage has no box. */
export function bandBeside(
  stage: Stage,
  placed: readonly PlacedBox[],
  width: number,
  { language }: WordingOptions,
): Band | null {
  // The previous version stands beside the stages and is as tall as it needs.
  const own = placed.filter(({ box }) => box.stage === stage && box.column !== 'previous');
  if (own.length === 0) return null;
  const y = Math.min(...own.map((box) => box.y));
  const height = Math.max(bandHeight(diagramLabels[language].stages[stage]), Math.max(...own.map(bottomOf)) - y);
  return { stage, x: 0, y, width, height };
}

/** Every box with those that its arrows lead to, of the boxes that are drawn. */
export function arrowPairs(placed: readonly PlacedBox[]): { from: PlacedBox; to: PlacedBox }[] {
  const byId = new Map(placed.map((box) => [box.box.id, box]));
  return placed.flatMap((from) =>
    from.box.arrowTo.flatMap((id) => {
      const to = nextShown(id, byId, allBoxes);
      return to ? [{ from, to }] : [];
    }),
  );
}
