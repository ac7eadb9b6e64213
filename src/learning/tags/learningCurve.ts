import type { LearningText } from '../featureBlock.ts';
import { createRandom, shuffle } from '../random.ts';
import { type TagAgreement, tagAgreement } from './agreement.ts';
import { isSuggested, learnTags } from './learnTags.ts';
import { definitionPrior, type TagPrior } from './priors.ts';
import { expectedShare } from './settings.ts';
import { type TagSimilarities, tagSimilarities } from './similarities.ts';

export interface TaggedText extends LearningText {
  tags: ReadonlySet<string>;
}

export interface CurvePoint {
  /** Labelled records learned from. */
  labels: number;
  /** Means over the samples drawn. */
  microF1: number;
  macroF1: number;
  exampleF1: number;
}

export interface TagEvaluation {
  curve: CurvePoint[];
  /** With every label. */
  full: TagAgreement;
}

export interface EvaluationSettings {
  /** Numbers of labelled records; those beyond the training set are left out, the whole set is always added. */
  sizes: readonly number[];
  /** Random samples of each size. */
  samples: number;
  seed: number;
}

/** Tagged texts with all that is known of them but their tags: read once, learned from many times. */
export interface PreparedTags {
  texts: readonly TaggedText[];
  similarities: TagSimilarities;
  priors: ReadonlyMap<string, TagPrior>;
}

/** @param definitions words that define each tag; every tag to be learned must be a key */
export function prepareTags(texts: readonly TaggedText[], definitions: ReadonlyMap<string, string>): PreparedTags {
  const similarities = tagSimilarities(texts);
  const priors = new Map(
    Array.from(definitions, ([tag, words]): [string, TagPrior] => [
      tag,
      definitionPrior(similarities, words, expectedShare),
    ]),
  );
  return { texts, similarities, priors };
}

/**
 * How well tags are learned from few and many labels, measured on texts whose tags are kept back. The texts to be
 * tagged count as known without their tags, as in a review, where all records are there before the first label.
 *
 * @param train places in the texts of those to learn from
 * @param test places of those to measure on
 */
export function learningCurve(
  { texts, similarities, priors }: PreparedTags,
  train: Uint32Array,
  test: Uint32Array,
  { sizes, samples, seed }: EvaluationSettings,
): TagEvaluation {
  const tags = [...priors.keys()];
  const tagsOf = (record: number) => (texts[record] as TaggedText).tags;
  const truth = Array.from(test, tagsOf);

  const measure = (records: Uint32Array): TagAgreement => {
    const learned = learnTags(similarities, priors, {
      records: Array.from(records),
      tags: Array.from(records, tagsOf),
    });
    const suggested = Array.from(
      test,
      (record) => new Set(tags.filter((tag) => isSuggested(learned.get(tag), record))),
    );
    return tagAgreement(tags, truth, suggested);
  };

  const random = createRandom(seed);
  const point = (size: number): CurvePoint => {
    const runs = Array.from({ length: size === 0 ? 1 : samples }, () => {
      const order = train.slice();
      shuffle(order, random);
      return measure(order.slice(0, size));
    });
    const mean = (figure: (run: TagAgreement) => number) =>
      runs.reduce((sum, run) => sum + figure(run), 0) / runs.length;
    return {
      labels: size,
      microF1: mean((run) => run.micro.f1),
      macroF1: mean((run) => run.macroF1),
      exampleF1: mean((run) => run.exampleF1),
    };
  };

  const curve = sizes.filter((size) => size < train.length).map(point);
  const full = measure(train);
  curve.push({ labels: train.length, microF1: full.micro.f1, macroF1: full.macroF1, exampleF1: full.exampleF1 });
  return { curve, full };
}
