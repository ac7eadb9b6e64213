import type { Regression } from './regressions.ts';
import type { TagSettings } from './settings.ts';
import { fitShrunkLogistic, logitOf, type ShrunkWeight, type SparseCase } from './shrunkLogistic.ts';
import { bestF1Cut } from './thresholds.ts';

/** What is known of one tag, before all tags are decided together. Scores are by record, but for `leftOut`. */
export interface Evidence {
  members: readonly number[];
  /** By member: whether people gave it the tag. */
  positive: readonly boolean[];
  fromPrior: Float64Array;
  /** What labels teach of whole records. */
  fromRecords: Regression;
  /** The cut on the sum of both. */
  cut: number;
  /** What labels teach of the sentence that speaks most for the tag, in two views, each with its cut. */
  fromSentences: readonly { learned: Regression; cut: number }[];
  /** The prior by itself, and its cut. */
  known: Float64Array;
  knownCut: number;
}

/** The logit of a tag, as parts by record and a constant; a record is suggested from `cut` on. */
export interface Decision {
  fromPrior: Float64Array;
  fromLabels: Float64Array;
  fromOtherTags: Float64Array;
  constant: number;
  cut: number;
}

/** Weights that all tags share, by number; after them two for each tag. */
const weightOf = { constant: 0, own: 1, highestOther: 2, meanOther: 3, prior: 4, sentences: 5 } as const;
const sentenceViews = 2;
const shared = weightOf.sentences + sentenceViews;
const sharedWeights = Array.from({ length: shared }, (_, weight) => weight);
/** The slope on a tag's own score before any label: what a standard deviation means in odds. */
const expectedSlope = 2;

/** One logistic regression over all pairs of a labelled record and a tag, shrunk to the priors' own decision. */
export function fitDecision(tags: readonly Evidence[], { pulls, labelsToMatchCut }: TagSettings): Decision[] {
  const members = tags[0]?.members ?? [];
  const unseen = tags.map(({ fromPrior, fromRecords, cut }) =>
    Float64Array.from(
      members,
      (record, at) => (fromPrior[record] as number) + (fromRecords.leftOut[at] as number) - cut,
    ),
  );
  const cases = tags.flatMap((tag, number) => {
    const others = otherTags(unseen, number);
    return members.map((record, at) =>
      caseOf(number, (unseen[number] as Float64Array)[at] as number, others(at), {
        prior: (tag.known[record] as number) - tag.knownCut,
        sentences: tag.fromSentences.map(({ learned, cut }) => (learned.leftOut[at] as number) - cut),
      }),
    );
  });
  const positive = tags.flatMap((tag) => tag.positive);
  const start: ShrunkWeight[] = Array.from({ length: shared }, (_, weight) => ({
    expected: weight === weightOf.own ? expectedSlope : 0,
    pull: pulls.shared,
  }));
  for (const _tag of tags) start.push({ expected: 0, pull: pulls.offset }, { expected: 0, pull: pulls.slope });
  const weights = fitShrunkLogistic(cases, positive, start);
  const positives = positive.filter(Boolean).length;
  const learned = bestF1Cut(
    cases.map((each) => logitOf(each, weights)),
    positive,
  );
  const cut = learned === null ? 0 : (learned * positives) / (positives + labelsToMatchCut);
  return decisionsOf(tags, weights, cut);
}

function decisionsOf(tags: readonly Evidence[], weights: Float64Array, cut: number): Decision[] {
  const all = tags.map(({ fromPrior, fromRecords, cut: own }) =>
    fromPrior.map((part, record) => part + (fromRecords.everywhere[record] as number) - own),
  );
  const shareOf = (weight: number) => weights[weight] as number;
  const fromSentences = (tag: Evidence, scoreIn: (view: number) => number) =>
    tag.fromSentences.reduce((sum, _, view) => sum + shareOf(weightOf.sentences + view) * scoreIn(view), 0);
  return tags.map((tag, number) => {
    const slope = shareOf(weightOf.own) + shareOf(shared + 2 * number + 1);
    const others = otherTags(all, number);
    const fromPrior = tag.fromPrior.map(
      (part, record) => slope * part + shareOf(weightOf.prior) * (tag.known[record] as number),
    );
    return {
      fromPrior,
      fromLabels: tag.fromRecords.everywhere.map(
        (part, record) =>
          slope * part + fromSentences(tag, (view) => tag.fromSentences[view]?.learned.everywhere[record] as number),
      ),
      fromOtherTags: fromPrior.map((_, record) => {
        const { highest, mean } = others(record);
        return shareOf(weightOf.highestOther) * highest + shareOf(weightOf.meanOther) * mean;
      }),
      constant:
        shareOf(weightOf.constant) +
        shareOf(shared + 2 * number) -
        slope * tag.cut -
        shareOf(weightOf.prior) * tag.knownCut -
        fromSentences(tag, (view) => tag.fromSentences[view]?.cut as number),
      cut,
    };
  });
}

function caseOf(
  tag: number,
  own: number,
  others: { highest: number; mean: number },
  { prior, sentences }: { prior: number; sentences: readonly number[] },
): SparseCase {
  const offset = shared + 2 * tag;
  return {
    weights: [...sharedWeights, offset, offset + 1],
    values: [1, own, others.highest, others.mean, prior, ...sentences, 1, own],
  };
}

/** What the other tags' scores say of a record or member: their highest and their mean; 0 where there is no other. */
function otherTags(scores: readonly Float64Array[], tag: number): (at: number) => { highest: number; mean: number } {
  const others = scores.filter((_, other) => other !== tag);
  if (others.length === 0) return () => ({ highest: 0, mean: 0 });
  return (at) => {
    const values = others.map((each) => each[at] as number);
    return { highest: Math.max(...values), mean: values.reduce((sum, value) => sum + value, 0) / values.length };
  };
}
