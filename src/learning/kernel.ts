import { combineRows } from './combine.ts';
import { similaritiesByFeatures } from './similaritiesByFeatures.ts';
import { emptyRow, products, rowOf, type SparseRow, type SparseRows, squaredLength } from './sparse.ts';

/**
 * Similarities of records to each other: the product of their rows, plus 1 for the constant feature that stands for
 * the bias. The question is the member after the last record; while there is none, it is like nothing.
 */
export interface Kernel {
  /** Number of records; also the number under which the question goes. */
  records: number;
  /** Sets the question; null takes it away. */
  ask(question: SparseRow | null): void;
  /** Similarity of one member to every record and, last, to the question. */
  row(member: number): Float32Array;
  /** Similarities among some members, for training. */
  among(members: Uint32Array): MemberSimilarities;
}

/** The matrix of similarities among members, by what training asks of it. */
export interface MemberSimilarities {
  /** Similarity of each member to itself. */
  selfs: Float64Array;
  /** The matrix times a vector over the members. */
  product(vector: Float64Array): Float64Array;
  /** The decision value of every record, given the influence of each member. */
  decisions(influences: Float64Array): Float64Array;
}

/**
 * Up to this many members, whole rows of similarities are computed once and kept (4 bytes a record each). Beyond it
 * the way through the features is shorter, a record having some hundreds of them, and needs no memory.
 */
const mostKeptRows = 3000;

export function createKernel(rows: SparseRows, keptRows = mostKeptRows): Kernel {
  const records = rows.count;
  const everyRecord = Uint32Array.from({ length: records }, (_, record) => record);
  const known = new Map<number, Float32Array>();
  let question = emptyRow;
  let toQuestion: Float32Array = new Float32Array(records);

  const compute = (member: number) => {
    const row = new Float32Array(records + 1);
    const vector = member === records ? question : rowOf(rows, member);
    row.set(member === records ? toQuestion : products(rows, vector));
    if (member < records) row[records] = toQuestion[member] as number;
    row[member] = squaredLength(vector);
    return row.map((similarity) => similarity + 1);
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
    records,
    ask(next) {
      question = next ?? emptyRow;
      toQuestion = products(rows, question);
      known.delete(records);
      for (const [member, row] of known) row[records] = (toQuestion[member] as number) + 1;
    },
    row: rowFor,
    among(members) {
      if (members.length > keptRows) return similaritiesByFeatures(rows, question, members);
      const memberRows = Array.from(members, rowFor);
      return {
        selfs: Float64Array.from(members, (member, at) => memberRows[at]?.[member] as number),
        product: (vector) => combineRows(memberRows, vector, members),
        decisions: (influences) => combineRows(memberRows, influences, everyRecord),
      };
    },
  };
}
