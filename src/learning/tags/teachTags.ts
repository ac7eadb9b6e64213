import type { LearningText } from '../featureBlock.ts';
import { fewestUses, type TagComparison, tagAgreementByFolds } from './agreementByFolds.ts';
import { rulePrior, type TagPrior } from './priors.ts';
import { tagSimilarities } from './similarities.ts';
import { type Speaker, suggestTags } from './suggestTags.ts';

/** All that tags are learned from: records by their place in `texts`. */
export interface TagMaterial {
  texts: readonly LearningText[];
  /** Every tag that may be suggested, with the records that the rules give it to. */
  ruled: readonly { tag: string; records: readonly number[] }[];
  /** Records whose tags people have settled, with those tags. */
  settled: readonly { record: number; tags: readonly string[] }[];
}

/** A tag suggested for a record, and which part of what is known spoke for it, the loudest first. */
export interface TaughtTag {
  record: number;
  tag: string;
  spoke: Speaker[];
  /** Null while too few labels tell. */
  probability: number | null;
}

export interface TagLesson {
  /** Every tag on settled records that its model had not seen; empty while they are too few to compare. */
  comparisons: TagComparison[];
  /** Tags for which labels may speak; all others are left to the rules. */
  learned: string[];
  /** The suggestions of the learned tags. */
  suggested: TaughtTag[];
}

/**
 * Learns the tags that labels make better, and says how much better by cross-validation. A tag on which they do not
 * beat the rules stays with the rules, so the list is not the worse for being learned.
 */
export function teachTags({ texts, ruled, settled }: TagMaterial): TagLesson {
  const uses = (tag: string) => settled.filter(({ tags }) => tags.includes(tag)).length;
  if (!ruled.some(({ tag }) => uses(tag) >= fewestUses)) return { comparisons: [], learned: [], suggested: [] };
  const similarities = tagSimilarities(texts);
  const priors = new Map(ruled.map(({ tag, records }): [string, TagPrior] => [tag, priorOf(texts.length, records)]));
  const labels = {
    records: settled.map(({ record }) => record),
    tags: settled.map(({ tags }) => new Set(tags)),
  };
  const comparisons = tagAgreementByFolds(similarities, priors, labels);
  const learned = comparisons.filter(({ worthLearning }) => worthLearning).map(({ tag }) => tag);
  if (learned.length === 0) return { comparisons, learned, suggested: [] };
  const own = new Set(learned);
  const suggested = suggestTags(similarities, priors, labels, { learned: own }).flatMap((suggestions, record) =>
    suggestions
      .filter(({ tag }) => own.has(tag))
      .map(({ tag, spoke, probability }) => ({ record, tag, spoke: spoke.map(({ by }) => by), probability })),
  );
  return { comparisons, learned, suggested };
}

function priorOf(records: number, given: readonly number[]): TagPrior {
  const scores = new Float64Array(records);
  for (const record of given) scores[record] = 1;
  return rulePrior(scores, 0.5);
}
