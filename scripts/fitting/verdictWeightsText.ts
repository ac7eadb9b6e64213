import type { VerdictWeights } from '../../src/tagging/ruleSchema.ts';

/** Weights below this are left out: they decide nothing. */
const least = 0.05;

/** The text of a file of verdict weights; what stood above its first key stays. */
export function verdictWeightsText(before: string, { verdicts, least: share, bias, signs }: VerdictWeights): string {
  const comment = before.split('\n').filter((line) => line.startsWith('#'));
  const rowOf = (weights: Readonly<Record<string, number>>): string =>
    verdicts
      .map((verdict) => ({ verdict, weight: weights[verdict] ?? 0 }))
      .filter(({ weight }) => Math.abs(weight) >= least)
      .map(({ verdict, weight }) => `${verdict}: ${weight.toFixed(2)}`)
      .join(', ');
  return `${[
    ...comment,
    `verdicts: [${verdicts.join(', ')}]`,
    `least: ${share}`,
    `bias: { ${rowOf(bias)} }`,
    'signs:',
    ...signs.map(
      ({ sign, lists, weights }) =>
        `  - { ${sign === undefined ? `lists: [${lists?.join(', ')}]` : `sign: ${sign}`}, weights: { ${rowOf(weights)} } }`,
    ),
  ].join('\n')}\n`;
}
