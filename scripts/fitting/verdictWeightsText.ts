import type { SignWeights, VerdictWeights } from '../../src/tagging/ruleSchema.ts';

/** Weights below this are left out: they decide nothing. */
export const leastWeight = 0.05;

/** The text of a file of weights; what stood above its first key stays. */
export function verdictWeightsText(before: string, weights: VerdictWeights | SignWeights): string {
  const { verdicts, bias, signs } = weights;
  const comment = before.split('\n').filter((line) => line.startsWith('#'));
  const rowOf = (weights: Readonly<Record<string, number>>): string =>
    verdicts
      .map((verdict) => ({ verdict, weight: weights[verdict] ?? 0 }))
      .filter(({ weight }) => Math.abs(weight) >= leastWeight)
      .map(({ verdict, weight }) => `${verdict}: ${weight.toFixed(2)}`)
      .join(', ');
  return `${[
    ...comment,
    `verdicts: [${verdicts.join(', ')}]`,
    ...('least' in weights ? [`least: ${weights.least}`] : []),
    `bias: { ${rowOf(bias)} }`,
    'signs:',
    ...signs.map(
      ({ sign, lists, weights: row }) =>
        `  - { ${sign === undefined ? `lists: [${lists?.join(', ')}]` : `sign: ${sign}`}, weights: { ${rowOf(row)} } }`,
    ),
  ].join('\n')}\n`;
}
