import type { Features } from '../features.ts';
import { products } from '../sparse.ts';

/** What is known of a tag before anyone has used it: a score for every record, and how many should carry the tag. */
export interface TagPrior {
  source: 'definition' | 'rules';
  /** By record; only their order and spacing mean anything. */
  scores: Float64Array;
  /** Share of the records expected to carry the tag. */
  share: number;
}

/** Likeness of every record to the words that define the tag. */
export function definitionPrior(features: Features, definition: string, share: number): TagPrior {
  const definitionRow = features.place({ title: definition, abstract: '' });
  return { source: 'definition', scores: Float64Array.from(products(features.rows, definitionRow)), share };
}

/** The scores of the rule set; without a label the suggestions are then exactly those at or above its cut. */
export function rulePrior(scores: Float64Array, cut: number): TagPrior {
  const taken = scores.filter((score) => score >= cut).length;
  return { source: 'rules', scores, share: taken / scores.length };
}
