import type { Decisions } from './decisions.ts';
import type { Kernel } from './kernel.ts';

/** Keeps every decision value in step: to look costs nothing, to move a member one pass over its row of similarities. */
export function decisionsByRows(kernel: Pick<Kernel, 'records' | 'row'>): Decisions {
  const { records } = kernel;
  const influences = new Float64Array(records + 1);
  const fromRelevant = new Float64Array(records + 1);
  const fromIrrelevant = new Float64Array(records + 1);
  return {
    influences,
    of: (member) => (fromRelevant[member] as number) + (fromIrrelevant[member] as number),
    self: (member) => kernel.row(member)[member] as number,
    move(member, isRelevant, influence) {
      const row = kernel.row(member);
      const change = influence - (influences[member] as number);
      influences[member] = influence;
      const sums = isRelevant ? fromRelevant : fromIrrelevant;
      for (let at = 0; at < row.length; at++) sums[at] = (sums[at] as number) + change * (row[at] as number);
    },
    classProducts() {
      let [both, relevant, irrelevant] = [0, 0, 0];
      for (let at = 0; at < influences.length; at++) {
        const influence = influences[at] as number;
        if (influence > 0) {
          relevant += influence * (fromRelevant[at] as number);
          both += influence * (fromIrrelevant[at] as number);
        } else if (influence < 0) irrelevant += influence * (fromIrrelevant[at] as number);
      }
      return [relevant, both, irrelevant];
    },
    scale(relevant, irrelevant) {
      for (let at = 0; at < influences.length; at++) {
        influences[at] = (influences[at] as number) * ((influences[at] as number) > 0 ? relevant : irrelevant);
        fromRelevant[at] = (fromRelevant[at] as number) * relevant;
        fromIrrelevant[at] = (fromIrrelevant[at] as number) * irrelevant;
      }
    },
    everywhere: () => fromRelevant.map((value, at) => value + (fromIrrelevant[at] as number)).subarray(0, records),
  };
}
