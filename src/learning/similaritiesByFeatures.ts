import type { MemberSimilarities } from './kernel.ts';
import { type SparseRow, type SparseRows, squaredLength, weightedSum } from './sparse.ts';

/**
 * Similarities among members by way of the features: a vector over the members becomes one weight a feature, and
 * that a value for each member. The question is the member of number `rows.count`.
 */
export function similaritiesByFeatures(
  rows: SparseRows,
  question: SparseRow,
  members: Uint32Array,
): MemberSimilarities {
  const questionAt = members.indexOf(rows.count);
  const records = members.filter((member) => member < rows.count);
  const questionLength = squaredLength(question);
  const selfs = Float64Array.from(members, (member) => (rows.squaredLengths[member] ?? questionLength) + 1);

  const featureWeights = (vector: Float64Array) => {
    const ofRecords = questionAt < 0 ? vector : vector.filter((_, at) => at !== questionAt);
    const weights = weightedSum(rows, records, ofRecords);
    const asked = vector[questionAt] ?? 0;
    question.features.forEach((feature, at) => {
      weights[feature] = (weights[feature] as number) + asked * (question.values[at] as number);
    });
    return weights;
  };
  const ownRest = (member: number) => (member < rows.count ? (rows.rests[member] as number) : question.rest);
  const biasOf = (vector: Float64Array) => vector.reduce((sum, value) => sum + value, 0);

  return {
    selfs,
    product(vector) {
      const weights = featureWeights(vector);
      const bias = biasOf(vector);
      return Float64Array.from(members, (member, at) => {
        const shared = member < rows.count ? rowTimes(rows, member, weights) : vectorTimes(question, weights);
        return shared + ownRest(member) * (vector[at] as number) + bias;
      });
    },
    decisions(influences) {
      const weights = featureWeights(influences);
      const bias = biasOf(influences);
      const values = new Float64Array(rows.count);
      for (let record = 0; record < rows.count; record++) values[record] = rowTimes(rows, record, weights) + bias;
      members.forEach((member, at) => {
        if (member === rows.count) return;
        values[member] = (values[member] as number) + ownRest(member) * (influences[at] as number);
      });
      return values;
    },
  };
}

function rowTimes({ starts, columns, values }: SparseRows, row: number, weights: Float64Array): number {
  const end = starts[row + 1] as number;
  let sum = 0;
  for (let at = starts[row] as number; at < end; at++) {
    sum += (values[at] as number) * (weights[columns[at] as number] as number);
  }
  return sum;
}

function vectorTimes(vector: SparseRow, weights: Float64Array): number {
  return vector.features.reduce(
    (sum, feature, at) => sum + (vector.values[at] as number) * (weights[feature] as number),
    0,
  );
}
