import { type Box, type Column, shownBoxes, stages } from './boxes.ts';
import { blocksHeight, boxText } from './boxText.ts';
import type { Flow } from './flow.ts';
import type { WordingOptions } from './flowTable.ts';
import {
  bottomOf,
  hasColumn,
  type PlacedBox,
  type PlacedTitle,
  type Placement,
  type Point,
  rightOf,
} from './geometry.ts';
import { arrowPairs, bandBeside, titleIn } from './layoutParts.ts';

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
    const band = isLastOfStage ? bandBeside(first.box.stage, placed, bandWidth, wording) : null;
    if (band) y = Math.max(y, bottomOf(band) + rowGap);
  }
  const bands = stages.flatMap((stage) => bandBeside(stage, placed, bandWidth, wording) ?? []);
  const width = Math.max(...Object.values(columns).map((column) => column.x + column.width));
  const height = Math.max(...placed.map(bottomOf), ...bands.map(bottomOf));
  return {
    width,
    height,
    boxes: placed,
    titles,
    bands,
    arrows: arrowPairs(placed).map(({ from, to }) => arrow(from, to)),
  };
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

function placeTitles(flow: Flow, columns: Columns, wording: WordingOptions): PlacedTitle[] {
  const titles = (['previous', 'databases', 'other'] as const)
    .filter((column) => hasColumn(column, flow.shown))
    .flatMap((column): PlacedTitle[] => {
      const main = columns[column];
      const last = column === 'previous' ? main : columns[`${column}-side`];
      if (!main || !last) return [];
      const width = last.x + last.width - main.x;
      return [{ ...titleIn(column, width, flow, wording), x: main.x, y: 0 }];
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
