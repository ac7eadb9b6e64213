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
  /** By whichever of the two was better on the other folds: the choice did not know the records that it is judged by. */
  chosen: TagFigures;
  /** Whether labels may speak for this tag. */
  worthLearning: boolean;
}

/** Fewer uses of a tag than this leave it to its prior: its comparison would be luck. */
export const fewestUses = 5;

function isBetter(joined: TagFigures, prior: TagFigures): boolean {
  return joined.support >= fewestUses && joined.f1 > prior.f1;
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
  const foldOf: number[] = [];
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
      foldOf[at] = fold;
    });
  }
  const alone = suggestedBy({ records: [], tags: [] }, labels.records);
  const figuresOf = (suggested: readonly ReadonlySet<string>[], kept: readonly number[]) =>
    tagAgreement(
      tags,
      kept.map((at) => labels.tags[at] as ReadonlySet<string>),
      kept.map((at) => suggested[at] as ReadonlySet<string>),
    ).tags;
  const better = (kept: readonly number[]) => {
    const [before, after] = [figuresOf(alone, kept), figuresOf(joined, kept)];
    return new Set(tags.filter((tag) => isBetter(after[tag] as TagFigures, before[tag] as TagFigures)));
  };
  const places = [...labels.records.keys()];
  const betterElsewhere = Array.from({ length: folds }, (_, fold) =>
    better(places.filter((at) => foldOf[at] !== fold)),
  );
  const chosen = places.map((at) => {
    const learned = betterElsewhere[foldOf[at] as number] as ReadonlySet<string>;
    return new Set(tags.filter((tag) => (learned.has(tag) ? joined : alone)[at]?.has(tag)));
  });
  const [ofPrior, ofJoined, ofChosen] = [alone, joined, chosen].map((suggested) => figuresOf(suggested, places));
  const worthLearning = better(places);
  return Array.from(priors, ([tag, { source }]) => ({
    tag,
    source,
    prior: ofPrior?.[tag] as TagFigures,
    joined: ofJoined?.[tag] as TagFigures,
    chosen: ofChosen?.[tag] as TagFigures,
    worthLearning: worthLearning.has(tag),
  }));
}
