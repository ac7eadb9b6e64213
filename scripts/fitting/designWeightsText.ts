import type { DesignWeights } from '../../src/tagging/ruleSchema.ts';
import type { FittedDesigns } from './designs.ts';
import { weightOf } from './multinomial.ts';

/** Weights below this are left out: they decide nothing. */
const least = 0.05;

/** The text of `design-weights.yaml` with these weights; what stood above its first key stays. */
export function weightsText(before: string, old: DesignWeights, { designs, weights }: FittedDesigns): string {
  const comment = before.split('\n').filter((line) => line.startsWith('#'));
  const bias = designs.map((id, at) => `${id}: ${weightOf(weights, old.signs.length, at).toFixed(2)}`);
  const signs = old.signs.map(({ list, where, unless }, at) => {
    const row = designs
      .map((id, place) => ({ id, weight: weightOf(weights, at, place) }))
      .filter(({ weight }) => Math.abs(weight) >= least)
      .sort((one, other) => other.weight - one.weight)
      .map(({ id, weight }) => `${id}: ${weight.toFixed(2)}`);
    const silence = unless?.length ? `, unless: [${unless.join(', ')}]` : '';
    return `  - { list: ${list}, where: ${where}${silence}, weights: { ${row.join(', ')} } }`;
  });
  return `${[...comment, `default: ${old.default}`, `bias: { ${bias.join(', ')} }`, 'signs:', ...signs].join('\n')}\n`;
}
