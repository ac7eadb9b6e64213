import type { Decisions } from './decisions.ts';
import type { Kernel } from './kernel.ts';
import { addRow, rowTimes, sparseRows } from './sparse.ts';

/**
 * Keeps one weight a feature and class: to look or move costs one pass over the features of a member, and nothing is
 * kept for a member. For more labels than rows of similarities can be kept.
 */
export function decisionsByFeatures({ rows: records, question: asked }: Pick<Kernel, 'rows' | 'question'>): Decisions {
  const question = sparseRows(1, records.features, () => asked);
  const influences = new Float64Array(records.count + 1);
  const weights = new Float64Array(records.features);
  const ofRelevant = new Float64Array(records.features);
  let [bias, biasOfRelevant] = [0, 0];
  const rowsOf = (member: number) => (member < records.count ? records : question);
  const rowOf = (member: number) => (member < records.count ? member : 0);
  const of = (member: number) => {
    const rows = rowsOf(member);
    const row = rowOf(member);
    return rowTimes(rows, row, weights) + bias + (rows.rests[row] as number) * (influences[member] as number);
  };
  return {
    influences,
    of,
    self: (member) => (rowsOf(member).squaredLengths[rowOf(member)] as number) + 1,
    move(member, isRelevant, influence) {
      const change = influence - (influences[member] as number);
      influences[member] = influence;
      addRow(rowsOf(member), rowOf(member), change, weights);
      bias += change;
      if (!isRelevant) return;
      addRow(rowsOf(member), rowOf(member), change, ofRelevant);
      biasOfRelevant += change;
    },
    classProducts() {
      let relevant = biasOfRelevant * biasOfRelevant;
      let both = biasOfRelevant * (bias - biasOfRelevant);
      let irrelevant = (bias - biasOfRelevant) ** 2;
      for (let at = 0; at < weights.length; at++) {
        const own = ofRelevant[at] as number;
        const other = (weights[at] as number) - own;
        relevant += own * own;
        both += own * other;
        irrelevant += other * other;
      }
      influences.forEach((influence, member) => {
        if (influence === 0) return;
        const own = influence * influence * (rowsOf(member).rests[rowOf(member)] as number);
        if (influence > 0) relevant += own;
        else irrelevant += own;
      });
      return [relevant, both, irrelevant];
    },
    scale(relevant, irrelevant) {
      for (let at = 0; at < weights.length; at++) {
        const own = ofRelevant[at] as number;
        weights[at] = own * relevant + ((weights[at] as number) - own) * irrelevant;
        ofRelevant[at] = own * relevant;
      }
      bias = biasOfRelevant * relevant + (bias - biasOfRelevant) * irrelevant;
      biasOfRelevant *= relevant;
      for (let at = 0; at < influences.length; at++)
        influences[at] = (influences[at] as number) * ((influences[at] as number) > 0 ? relevant : irrelevant);
    },
    everywhere: () => Float64Array.from({ length: records.count }, (_, record) => of(record)),
  };
}
