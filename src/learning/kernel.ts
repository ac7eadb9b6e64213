import { emptyRow, indexByFeature, products, rowOf, type SparseRow, type SparseRows, squaredLength } from './sparse.ts';

/**
 * Similarities of records to each other: the product of their rows, plus 1 for the constant feature that stands for
 * the bias. The question is the member after the last record; without one it is like nothing.
 */
export interface Kernel {
  /** Number of records; also the number under which the question goes. */
  records: number;
  rows: SparseRows;
  question: SparseRow;
  /** How many rows of similarities are kept at most; those used longest ago are given up first. */
  mostKept: number;
  /** Similarity of one member to every record and, last, to the question. Not to be changed. */
  row(member: number): Float32Array;
}

/** Rows are kept up to this many numbers in all (120 MB). */
const keptNumbers = 30_000_000;

export function createKernel(rows: SparseRows, question: SparseRow | null, numbers = keptNumbers): Kernel {
  const records = rows.count;
  const index = indexByFeature(rows);
  const asked = question ?? emptyRow;
  const toQuestion = products(index, asked);
  const mostKept = Math.max(1, Math.floor(numbers / (records + 1)));
  const known = new Map<number, Float32Array>();

  const compute = (member: number) => {
    const row = new Float32Array(records + 1);
    const vector = member === records ? asked : rowOf(rows, member);
    row.set(member === records ? toQuestion : products(index, vector));
    if (member < records) row[records] = toQuestion[member] as number;
    row[member] = squaredLength(vector);
    return row.map((similarity) => similarity + 1);
  };

  return {
    records,
    rows,
    question: asked,
    mostKept,
    row(member) {
      const row = known.get(member) ?? compute(member);
      known.delete(member);
      known.set(member, row);
      if (known.size > mostKept) known.delete(known.keys().next().value as number);
      return row;
    },
  };
}
