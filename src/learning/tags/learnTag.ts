import type { Kernel } from '../kernel.ts';
import { createRandom, shuffle } from '../random.ts';
import { trainSquaredHinge } from '../svm.ts';
import { fitSigmoid, type Sigmoid } from './calibration.ts';
import type { TagPrior } from './priors.ts';
import { bestF1Cut, shareCut } from './thresholds.ts';

export interface TagSettings {
  /** Cost of a training error. */
  cost: number;
  /** At this many confirmed uses of a tag, labels speak as loudly as the prior. */
  labelsToMatchPrior: number;
  /** At this many, the cut comes half from the labels. */
  labelsToMatchCut: number;
  /** How many records the expected share counts for against the share seen. */
  shareWeight: number;
  folds: number;
  seed: number;
}

export const defaultTagSettings: TagSettings = {
  cost: 0.3,
  labelsToMatchPrior: 20,
  labelsToMatchCut: 10,
  shareWeight: 20,
  folds: 5,
  seed: 1,
};

/** Records whose tag was decided by a person. */
export interface TagLabels {
  records: Uint32Array;
  /** Whether each of them carries the tag. */
  positive: readonly boolean[];
}

/** One tag over all records. A record is suggested when its score reaches the cut. */
export interface LearnedTag {
  scores: Float64Array;
  cut: number;
  /** The parts of the score, by record: they add up to it. */
  fromPrior: Float64Array;
  fromLabels: Float64Array;
  /** Probability of the tag given the score; null while there are too few labels to tell. */
  probability: Sigmoid | null;
}

/**
 * Learns one tag from confirmed labels, leaning on what was known before while they are few:
 * score = (1 - a) z(prior) + a z(SVM), a = positives / (positives + labelsToMatchPrior). The cut moves in the same way
 * from the expected share of records to the best F1 on records that the model had not seen (cross-validation).
 */
export function learnTag(
  kernel: Kernel,
  prior: TagPrior,
  labels: TagLabels,
  settings = defaultTagSettings,
): LearnedTag {
  const positives = labels.positive.filter(Boolean).length;
  const trust = positives / (positives + settings.labelsToMatchPrior);
  const fromPrior = scaled(standardized(prior.scores), 1 - trust);
  const bothKinds = positives > 0 && positives < labels.positive.length;
  const influences = new Float64Array(labels.records.length);
  const fromLabels = bothKinds
    ? scaled(standardized(decide(kernel, labels, influences, settings)), trust)
    : new Float64Array(kernel.records);
  const scores = fromPrior.map((part, record) => part + (fromLabels[record] as number));

  const share = (positives + prior.share * settings.shareWeight) / (labels.positive.length + settings.shareWeight);
  const expectedCut = shareCut(scores, share);
  const unseen = bothKinds ? unseenScores(kernel, labels, influences, fromPrior, trust, settings) : [];
  const learnedCut = bothKinds ? bestF1Cut(unseen, labels.positive) : null;
  const cutTrust = positives / (positives + settings.labelsToMatchCut);
  return {
    scores,
    cut: learnedCut === null ? expectedCut : cutTrust * learnedCut + (1 - cutTrust) * expectedCut,
    fromPrior,
    fromLabels,
    probability: bothKinds ? fitSigmoid(unseen, labels.positive) : null,
  };
}

/** The score of each labelled record by a model that was trained without it, starting from the one of all labels. */
function unseenScores(
  kernel: Kernel,
  labels: TagLabels,
  influences: Float64Array,
  fromPrior: Float64Array,
  trust: number,
  settings: TagSettings,
): number[] {
  const order = Uint32Array.from(labels.records.keys());
  shuffle(order, createRandom(settings.seed));
  const scores = new Array<number>(order.length).fill(0);
  for (let fold = 0; fold < settings.folds; fold++) {
    const kept = order.filter((_, place) => place % settings.folds !== fold);
    const training: TagLabels = {
      records: kept.map((at) => labels.records[at] as number),
      positive: Array.from(kept, (at) => labels.positive[at] === true),
    };
    const start = Float64Array.from(kept, (at) => influences[at] as number);
    const known = training.positive.includes(true);
    const decisions = known
      ? standardized(decide(kernel, training, start, settings))
      : new Float64Array(kernel.records);
    order.forEach((at, place) => {
      if (place % settings.folds !== fold) return;
      const record = labels.records[at] as number;
      scores[at] = (fromPrior[record] as number) + trust * (decisions[record] as number);
    });
  }
  return scores;
}

/** The decision value of every record by an SVM trained on the labels, from `influences` on, which it moves. */
function decide(kernel: Kernel, labels: TagLabels, influences: Float64Array, settings: TagSettings): Float64Array {
  const signs = Int8Array.from(labels.positive, (positive) => (positive ? 1 : -1));
  const costs = new Float64Array(influences.length).fill(settings.cost);
  const similarities = kernel.among(labels.records);
  trainSquaredHinge({ signs, costs, similarities }, influences);
  return similarities.decisions(influences);
}

function standardized(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  const deviation = Math.sqrt(variance);
  return scores.map((score) => (deviation < 1e-12 ? 0 : (score - mean) / deviation));
}

function scaled(scores: Float64Array, by: number): Float64Array {
  return scores.map((score) => score * by);
}
