import { type Box, type Column, shownBoxes, stages } from './boxes.ts';
import { bandHeight, blocksHeight, boxText } from './boxText.ts';
import type { Flow } from './flow.ts';
import type { WordingOptions } from './flowTable.ts';
import {
  type Band,
  bottomOf,
  hasColumn,
  type PlacedBox,
  type PlacedTitle,
  type Placement,
  type Point,
  rightOf,
} from './geometry.ts';
import { diagramLabels } from './labels.ts';
import { arrowPairs, bandBeside, titleIn } from './layoutParts.ts';

const width = 358;
const left = 30;
const bandWidth = 22;
/** How far side boxes stand in, so that the line from box to box runs past them. */
const indent = 34;
const trunk = 16;
const rowGap = 20;
const sideGap = 8;
/** Room on the right for each line that passes the boxes of another column. */
const lane = 10;

/** One column under the other, side boxes indented under the box they belong to: for a phone. */
export function narrowLayout(flow: Flow, wording: WordingOptions): Placement {
  const shown = shownBoxes(flow.shown);
  const right = width - lane * (Number(flow.shown.other) + Number(flow.shown.previous));
  const placed: PlacedBox[] = [];
  const titles: PlacedTitle[] = [];
  const bands: Band[] = [];
  let y = 0;
  for (const column of ['previous', 'databases', 'other', 'included'] as const) {
    const own = shown.filter((box) => sectionOf(box) === column);
    if (own.length === 0) continue;
    if (column !== 'included' && hasColumn(column, flow.shown)) {
      const title = { ...titleIn(column, right, flow, wording), x: 0, y };
      titles.push(title);
      y = bottomOf(title) + 12;
    }
    const boxesOfSection = placeBoxes(own, flow, right, y, wording);
    placed.push(...boxesOfSection);
    const bandsOfSection = stages.flatMap((stage) => bandBeside(stage, boxesOfSection, bandWidth, wording) ?? []);
    bands.push(...bandsOfSection);
    y = Math.max(...boxesOfSection.map(bottomOf), ...bandsOfSection.map(bottomOf)) + rowGap;
  }
  const height = y - rowGap;
  return { width, height, boxes: placed, titles, bands, arrows: placeArrows(placed, right) };
}

function sectionOf({ column, stage }: Box): 'previous' | 'databases' | 'other' | 'included' {
  if (stage === 'included') return 'included';
  return mainColumn(column);
}

function mainColumn(column: Column): 'previous' | 'databases' | 'other' {
  if (column === 'databases-side') return 'databases';
  return column === 'other-side' ? 'other' : column;
}

const isSide = ({ column }: Box): boolean => column.endsWith('-side');

function placeBoxes(own: readonly Box[], flow: Flow, right: number, top: number, wording: WordingOptions): PlacedBox[] {
  const placed: PlacedBox[] = [];
  const { stages: names } = diagramLabels[wording.language];
  let y = top;
  let stageTop = top;
  own.forEach((box, index) => {
    const x = isSide(box) ? left + indent : left;
    const blocks = boxText(box, flow, right - x, wording);
    placed.push({ box, blocks, x, y, width: right - x, height: blocksHeight(blocks) });
    const next = own[index + 1];
    y += blocksHeight(blocks) + (next && isSide(next) ? sideGap : rowGap);
    if (next === undefined || next.stage === box.stage) return;
    if (box.column !== 'previous') y = Math.max(y, stageTop + bandHeight(names[box.stage]) + rowGap);
    stageTop = y;
  });
  return placed;
}

function placeArrows(placed: readonly PlacedBox[], right: number): Point[][] {
  const pairs = arrowPairs(placed);
  const isPassing = ({ from, to }: (typeof pairs)[number]) =>
    placed.some(({ box, y }) => !isSide(box) && !isSide(to.box) && y > from.y && y < to.y);
  // The line that starts first ends last and keeps outside, so that none crosses another.
  const passing = pairs.filter(isPassing).map(({ from, to }, index, all) => {
    const x = right + (all.length - index) * lane - 2;
    const [start, end] = [from.y + from.height / 2, to.y + to.height / 2];
    return [
      [rightOf(from), start],
      [x, start],
      [x, end],
      [rightOf(to), end],
    ] satisfies Point[];
  });
  const direct = pairs
    .filter((pair) => !isPassing(pair))
    .map(({ from, to }): Point[] => {
      const x = left + trunk;
      const y = to.y + to.height / 2;
      return isSide(to.box)
        ? [
            [x, bottomOf(from)],
            [x, y],
            [to.x, y],
          ]
        : [
            [x, bottomOf(from)],
            [x, to.y],
          ];
    });
  return [...direct, ...passing];
}
