import { combineRows } from './combine.ts';
import { products, rowOf, type SparseRow, type SparseRows, squaredLength } from './sparse.ts';

/**
 * Similarities of records to each other, a row at a time and only when asked for: training needs the rows of the
 * labelled records alone. The last column (and the row of that number) is the question's.
 */
export interface Kernel {
  /** Number of records; also the number under which the question goes. */
  records: number;
  /** Similarity of one record (or of the question) to every record and to the question. */
  row(member: number): Float32Array;
  /** Puts another question in the last place; null takes it away. */
  ask(question: SparseRow | null): void;
  /** The decision value of every record, given the influence of each member trained on. */
  decisions(members: Uint32Array, influences: Float64Array): Float64Array;
}

/** Similarity is the product of two rows plus 1: the constant feature that stands for the bias. */
export function createKernel(rows: SparseRows): Kernel {
  const known = new Map<number, Float32Array>();
  const everyRecord = Uint32Array.from({ length: rows.count }, (_, record) => record);
  let question: SparseRow | null = null;
  let toQuestion: Float32Array = new Float32Array(rows.count);

  const withBias = (similarities: Float32Array, own: number, ownSimilarity: number, last: number) => {
    const row = new Float32Array(rows.count + 1);
    row.set(similarities);
    row[rows.count] = last;
    row[own] = ownSimilarity;
    for (let member = 0; member < row.length; member++) row[member] = (row[member] as number) + 1;
    return row;
  };

  const compute = (member: number) => {
    if (member === rows.count) {
      const length = question ? squaredLength(question) : 0;
      return withBias(toQuestion, member, length, length);
    }
    const vector = rowOf(rows, member);
    return withBias(products(rows, vector), member, squaredLength(vector), toQuestion[member] as number);
  };

  const rowFor = (member: number) => {
    let row = known.get(member);
    if (!row) {
      row = compute(member);
      known.set(member, row);
    }
    return row;
  };

  return {
    records: rows.count,
    row: rowFor,
    ask(next) {
      question = next;
      toQuestion = next ? products(rows, next) : new Float32Array(rows.count);
      known.delete(rows.count);
      for (const [member, row] of known) row[rows.count] = (toQuestion[member] as number) + 1;
    },
    decisions(members, influences) {
      return combineRows(
        Array.from(members, (member) => rowFor(member)),
        influences,
        everyRecord,
      );
    },
  };
}
