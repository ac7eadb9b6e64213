import { createRandom, shuffle } from '../random.ts';
import { type TagFigures, tagAgreement } from './agreement.ts';
import { isSuggested, learnTags, type TagLabels } from './learnTags.ts';
import type { TagPrior } from './priors.ts';
import type { TagSimilarities } from './similarities.ts';

/** How well one tag is suggested, on records that the model had not seen; for the page on agreement. */
export interface TagComparison {
  tag: string;
  source: TagPrior['source'];
  /** By the rules or the definition alone. */
  prior: TagFigures;
  /** Joined with what the labels of the other folds teach. */
  joined: TagFigures;
  /** Whether joining did no harm: then labels may speak for this tag. */
  worthLearning: boolean;
}

/**
 * Cross-validates every tag on the labelled records: each is judged by models that never saw its tags. With fewer
 * labels than folds there is nothing to compare, and the answer is empty.
 */
export function tagAgreementByFolds(
  similarities: TagSimilarities,
  priors: ReadonlyMap<string, TagPrior>,
  labels: TagLabels,
  folds = 5,
  seed = 1,
): TagComparison[] {
  if (labels.records.length < folds) return [];
  const tags = [...priors.keys()];
  const order = Uint32Array.from(labels.records.keys());
  shuffle(order, createRandom(seed));
  const suggestedBy = (known: TagLabels, records: readonly number[]) => {
    const learned = learnTags(similarities, priors, known);
    return records.map((record) => new Set(tags.filter((tag) => isSuggested(learned.get(tag), record))));
  };
  const joined: ReadonlySet<string>[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inFold = (_at: number, place: number) => place % folds === fold;
    const kept = Array.from(order.filter((at, place) => !inFold(at, place)));
    const left = Array.from(order.filter(inFold));
    const known = {
      records: kept.map((at) => labels.records[at] as number),
      tags: kept.map((at) => labels.tags[at] as ReadonlySet<string>),
    };
    const suggested = suggestedBy(
      known,
      left.map((at) => labels.records[at] as number),
    );
    left.forEach((at, place) => {
      joined[at] = suggested[place] as ReadonlySet<string>;
    });
  }
  const alone = suggestedBy({ records: [], tags: [] }, labels.records);
  const before = tagAgreement(tags, labels.tags, alone).tags;
  const after = tagAgreement(tags, labels.tags, joined).tags;
  return Array.from(priors, ([tag, { source }]) => {
    const [prior, both] = [before[tag] as TagFigures, after[tag] as TagFigures];
    return { tag, source, prior, joined: both, worthLearning: both.f1 >= prior.f1 };
  });
}
