import type { Box, BoxId, Shown, Stage } from './boxes.ts';
import type { TextBlock } from './boxText.ts';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedBox extends Rectangle {
  box: Box;
  blocks: readonly TextBlock[];
}

/** A heading over a column. */
export interface PlacedTitle extends Rectangle {
  column: 'previous' | 'databases' | 'other';
  lines: readonly string[];
}

/** The strip beside the boxes of a stage. */
export interface Band extends Rectangle {
  stage: Stage;
}

export type Point = readonly [x: number, y: number];

/** Where everything stands, in units that are pixels at the drawing's own size. */
export interface Placement {
  width: number;
  height: number;
  boxes: readonly PlacedBox[];
  titles: readonly PlacedTitle[];
  bands: readonly Band[];
  /** Lines through points, each with an arrowhead at its end. */
  arrows: readonly (readonly Point[])[];
}

export const bottomOf = ({ y, height }: Rectangle): number => y + height;
export const rightOf = ({ x, width }: Rectangle): number => x + width;

/** Where an arrow leads in a diagram that lacks the boxes in between: to the next one there is, or nowhere. */
export function nextShown(id: BoxId, placed: ReadonlyMap<BoxId, PlacedBox>, all: readonly Box[]): PlacedBox | null {
  const found = placed.get(id);
  if (found) return found;
  const [next] = all.find((box) => box.id === id)?.arrowTo ?? [];
  return next === undefined ? null : nextShown(next, placed, all);
}

export function hasColumn(column: PlacedTitle['column'], shown: Shown): boolean {
  return column === 'databases' || shown[column];
}
