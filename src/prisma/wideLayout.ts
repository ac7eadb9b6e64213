import { boxes as allBoxes, type Box, type Column, type Stage, shownBoxes, stages } from './boxes.ts';
import { bandHeight, blocksHeight, boldSize, boxText, lineHeight, padding } from './boxText.ts';
import type { Flow } from './flow.ts';
import type { WordingOptions } from './flowTable.ts';
import {
  type Band,
  bottomOf,
  hasColumn,
  nextShown,
  type PlacedBox,
  type PlacedTitle,
  type Placement,
  type Point,
  rightOf,
} from './geometry.ts';
import { diagramLabels } from './labels.ts';
import { wrap } from './measuredText.ts';

const bandWidth = 30;
const gap = 14;
/** Between rows, with room for an arrow. */
const rowGap = 26;

interface ColumnPlace {
  x: number;
  width: number;
}
type Columns = Partial<Record<Column, ColumnPlace>>;

/** Columns side by side, as the statement's own template has them: for wide screens and paper. */
export function wideLayout(flow: Flow, wording: WordingOptions): Placement {
  const columns = placeColumns(flow);
  const titles = placeTitles(flow, columns, wording);
  const shown = shownBoxes(flow.shown);
  const rows = [...new Set(shown.map(({ row }) => row))].sort((a, b) => a - b);
  const placed: PlacedBox[] = [];
  let y = Math.max(...titles.map(bottomOf)) + gap;
  for (const row of rows) {
    const inRow = shown.filter((box) => box.row === row).flatMap((box) => placeBox(box, flow, columns, y, wording));
    placed.push(...inRow);
    y = Math.max(...inRow.map(bottomOf)) + rowGap;
    const [first] = inRow;
    const isLastOfStage = first && !shown.some((box) => box.row > row && box.stage === first.box.stage);
    if (isLastOfStage) y = Math.max(y, bandFor(first.box.stage, placed, wording).bottom + rowGap);
  }
  const bands = stages.map((stage) => bandFor(stage, placed, wording).band);
  const width = Math.max(...Object.values(columns).map((column) => column.x + column.width));
  const height = Math.max(...placed.map(bottomOf), ...bands.map(bottomOf));
  return { width, height, boxes: placed, titles, bands, arrows: placeArrows(placed) };
}

function placeColumns({ shown }: Flow): Columns {
  const start = bandWidth + gap;
  const previous = shown.previous ? { previous: { x: start, width: 178 } } : {};
  const left = shown.previous ? start + 178 + 22 : start;
  if (!shown.other) {
    const [main, between, side] = shown.previous ? [290, 40, 300] : [316, 48, 332];
    return {
      ...previous,
      databases: { x: left, width: main },
      'databases-side': { x: left + main + between, width: side },
    };
  }
  const width = 208;
  const x = (column: number) => left + column * (width + 24);
  return {
    ...previous,
    databases: { x: x(0), width },
    'databases-side': { x: x(1), width },
    other: { x: x(2), width },
    'other-side': { x: x(3), width },
  };
}

function placeTitles(flow: Flow, columns: Columns, { language }: WordingOptions): PlacedTitle[] {
  const texts = diagramLabels[language].columns;
  const version = flow.shown.previous ? 'update' : 'first';
  const titles = (['previous', 'databases', 'other'] as const)
    .filter((column) => hasColumn(column, flow.shown))
    .flatMap((column): PlacedTitle[] => {
      const main = columns[column];
      const last = column === 'previous' ? main : columns[`${column}-side`];
      if (!main || !last) return [];
      const width = last.x + last.width - main.x;
      const lines = wrap(texts[column][version], width - 2 * padding, boldSize);
      return [{ column, x: main.x, y: 0, width, height: lines.length * lineHeight + 14, lines }];
    });
  const height = Math.max(...titles.map((title) => title.height));
  return titles.map((title) => ({ ...title, height }));
}

function placeBox(box: Box, flow: Flow, columns: Columns, y: number, wording: WordingOptions): PlacedBox[] {
  const column = columns[box.column];
  if (!column) return [];
  const blocks = boxText(box, flow, column.width, wording);
  return [{ box, blocks, x: column.x, y, width: column.width, height: blocksHeight(blocks) }];
}

/** The strip beside a stage, tall enough for its boxes and its name. */
function bandFor(
  stage: Stage,
  placed: readonly PlacedBox[],
  { language }: WordingOptions,
): { band: Band; bottom: number } {
  // The previous version stands beside the stages and is as tall as it needs.
  const own = placed.filter(({ box }) => box.stage === stage && box.column !== 'previous');
  const y = Math.min(...own.map((box) => box.y));
  const height = Math.max(bandHeight(diagramLabels[language].stages[stage]), Math.max(...own.map(bottomOf)) - y);
  return { band: { stage, x: 0, y, width: bandWidth, height }, bottom: y + height };
}

function placeArrows(placed: readonly PlacedBox[]): Point[][] {
  const byId = new Map(placed.map((box) => [box.box.id, box]));
  return placed.flatMap((from) =>
    from.box.arrowTo.flatMap((id) => {
      const to = nextShown(id, byId, allBoxes);
      return to ? [arrow(from, to)] : [];
    }),
  );
}

function arrow(from: PlacedBox, to: PlacedBox): Point[] {
  const middle = from.x + from.width / 2;
  if (from.x === to.x)
    return [
      [middle, bottomOf(from)],
      [middle, to.y],
    ];
  if (from.y === to.y) {
    const y = from.y + Math.min(from.height, to.height) / 2;
    return [
      [rightOf(from), y],
      [to.x, y],
    ];
  }
  const y = to.y + to.height / 2;
  return [
    [middle, bottomOf(from)],
    [middle, y],
    [from.x < to.x ? to.x : rightOf(to), y],
  ];
}
