import { ridgeSystem } from '../ridge.ts';
import { predicted } from './regressions.ts';
import { defaultTagSettings } from './settings.ts';
import type { TagSimilarities } from './similarities.ts';
import { standardized } from './standardize.ts';

/** What is known of a tag before anyone has used it: a score for every record, and how many should carry the tag. */
export interface TagPrior {
  source: 'definition' | 'rules';
  /** By record; only their order and spacing mean anything. */
  scores: Float64Array;
  /** Share of the records expected to carry the tag. */
  share: number;
}

/** Of the records, those most like a definition serve as its examples, and the least like it as counterexamples. */
const examplesPerExpected = 0.3;
const counterexamples = 0.7;
const mostExamples = 150;
const mostCounterexamples = 500;
/** How loudly the examples speak against the likeness itself. */
const examplesWeight = 2;

/**
 * Likeness of every record to the words that define the tag, sharpened by self-training: the records most like the
 * definition teach the words that it leaves out. An example is itself scored by a model that was fitted without it.
 */
export function definitionPrior(similarities: TagSimilarities, definition: string, share: number): TagPrior {
  const likeness = similarities.likeness(definition);
  const taught = taughtByExamples(similarities, likeness, share);
  const own = standardized(likeness);
  const scores = standardized(own.map((score, record) => score + examplesWeight * (taught[record] as number)));
  return { source: 'definition', scores, share };
}

function taughtByExamples(similarities: TagSimilarities, likeness: Float64Array, share: number): Float64Array {
  const order = [...likeness.keys()].sort((a, b) => (likeness[b] as number) - (likeness[a] as number));
  const examples = Math.min(mostExamples, Math.floor(examplesPerExpected * share * order.length));
  if (examples < 2 || likeness.every((value) => value === likeness[0])) return new Float64Array(likeness.length);
  const unlike = order.slice(Math.max(examples, Math.ceil((1 - counterexamples) * order.length)));
  const members = [...order.slice(0, examples), ...thinned(unlike, mostCounterexamples)];
  const target = Float64Array.from(members, (_, at) => (at < examples ? 1 : -1));
  const rows = members.map((record) => similarities.row(record));
  const among = rows.map((row) => Float64Array.from(members, (record) => row[record] as number));
  const fit = ridgeSystem(among, defaultTagSettings.ridge).fit(target);
  const scores = predicted(rows, fit, likeness.length);
  members.forEach((record, at) => {
    scores[record] = fit.leftOut[at] as number;
  });
  return standardized(scores);
}

/** The scores of the rule set; without a label the suggestions are then exactly those at or above its cut. */
export function rulePrior(scores: Float64Array, cut: number): TagPrior {
  const taken = scores.filter((score) => score >= cut).length;
  return { source: 'rules', scores, share: taken / scores.length };
}

/** At most `most` of the values, evenly spread over them. */
export function thinned(values: readonly number[], most: number): number[] {
  if (values.length <= most) return [...values];
  return Array.from({ length: most }, (_, at) => values[Math.floor((at * values.length) / most)] as number);
}
