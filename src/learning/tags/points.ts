import type { SparseRows } from '../sparse.ts';

/** Texts whose similarity is the product of their rows, plus that of their places, plus 1 for the bias. */
export interface Points {
  rows: SparseRows;
  dimensions: number;
  /** `dimensions` values a text, one text after another. */
  places: Float32Array;
}

/** What members teach, as one weight a feature: a score costs as much as the text is long, however many taught. */
export interface PointModel {
  weights: Float64Array;
  direction: Float64Array;
  constant: number;
}

export function emptyModel({ rows, dimensions }: Points): PointModel {
  return { weights: new Float64Array(rows.features), direction: new Float64Array(dimensions), constant: 0 };
}

/**
 * The model in which each member has its influence.
 *
 * @param into a model to be written over, where many are made in turn
 */
export function modelOf(
  points: Points,
  members: ArrayLike<number>,
  influences: ArrayLike<number>,
  into: PointModel = emptyModel(points),
): PointModel {
  const { weights, direction } = into;
  const { starts, columns, values } = points.rows;
  weights.fill(0);
  direction.fill(0);
  into.constant = 0;
  for (let at = 0; at < members.length; at++) {
    const member = members[at] as number;
    const influence = influences[at] as number;
    for (let place = starts[member] as number; place < (starts[member + 1] as number); place++) {
      const column = columns[place] as number;
      weights[column] = (weights[column] as number) + influence * (values[place] as number);
    }
    const from = member * points.dimensions;
    for (let axis = 0; axis < points.dimensions; axis++)
      direction[axis] = (direction[axis] as number) + influence * (points.places[from + axis] as number);
    into.constant += influence;
  }
  return into;
}

export function scoreOf({ weights, direction, constant }: PointModel, points: Points, at: number): number {
  const { starts, columns, values } = points.rows;
  let score = constant;
  for (let place = starts[at] as number; place < (starts[at + 1] as number); place++)
    score += (values[place] as number) * (weights[columns[place] as number] as number);
  const from = at * points.dimensions;
  for (let axis = 0; axis < points.dimensions; axis++)
    score += (direction[axis] as number) * (points.places[from + axis] as number);
  return score;
}

/** The similarities of some texts to each other, by row. */
export function similaritiesAmong(points: Points, members: ArrayLike<number>): Float64Array[] {
  const among = Array.from(members, () => new Float64Array(members.length));
  const model = emptyModel(points);
  for (let at = 0; at < members.length; at++) {
    modelOf(points, [members[at] as number], [1], model);
    for (let other = 0; other <= at; other++) {
      const similarity = scoreOf(model, points, members[other] as number);
      (among[at] as Float64Array)[other] = similarity;
      (among[other] as Float64Array)[at] = similarity;
    }
  }
  return among;
}
