import type { LearningText } from '../featureBlock.ts';
import { buildFeatures } from '../features.ts';
import { createKernel } from '../kernel.ts';
import { createRandom, shuffle } from '../random.ts';
import { type TagAgreement, tagAgreement } from './agreement.ts';
import { learnTag } from './learnTag.ts';
import { definitionPrior, type TagPrior } from './priors.ts';
import { definitionFeatures, expectedShare, tagFeatures } from './settings.ts';

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

/**
 * How well tags are learned from few and many labels, measured on texts whose tags are kept back. The texts to be
 * tagged count as known without their tags, as in a review, where all records are there before the first label.
 *
 * @param definitions words that define each tag; every tag to be learned must be a key
 */
export function learningCurve(
  train: readonly TaggedText[],
  test: readonly TaggedText[],
  definitions: ReadonlyMap<string, string>,
  { sizes, samples, seed }: EvaluationSettings,
): TagEvaluation {
  const texts = [...train, ...test];
  const kernel = createKernel(buildFeatures(texts, tagFeatures).rows);
  const described = buildFeatures(texts, definitionFeatures);
  const tags = [...definitions.keys()];
  const priors = new Map(
    tags.map((tag): [string, TagPrior] => [
      tag,
      definitionPrior(described, definitions.get(tag) as string, expectedShare),
    ]),
  );
  const truth = test.map((text) => text.tags);

  const measure = (records: Uint32Array): TagAgreement => {
    const suggested = test.map(() => new Set<string>());
    for (const tag of tags) {
      const positive = Array.from(records, (record) => (train[record] as TaggedText).tags.has(tag));
      const { scores, cut } = learnTag(kernel, priors.get(tag) as TagPrior, { records, positive });
      suggested.forEach((set, at) => {
        if ((scores[train.length + at] as number) >= cut) set.add(tag);
      });
    }
    return tagAgreement(tags, truth, suggested);
  };

  const random = createRandom(seed);
  const point = (size: number): CurvePoint => {
    const runs = Array.from({ length: size === 0 ? 1 : samples }, () => {
      const order = Uint32Array.from(train.keys());
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
  const full = measure(Uint32Array.from(train.keys()));
  curve.push({ labels: train.length, microF1: full.micro.f1, macroF1: full.macroF1, exampleF1: full.exampleF1 });
  return { curve, full };
}
