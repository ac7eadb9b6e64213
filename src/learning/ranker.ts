import { decisionsByFeatures } from './decisionsByFeatures.ts';
import { decisionsByRows } from './decisionsByRows.ts';
import type { LearningText } from './featureBlock.ts';
import type { Features, WordWeight } from './features.ts';
import { createKernel, type Kernel } from './kernel.ts';
import type { ModelSettings } from './presets.ts';
import { addRow } from './sparse.ts';
import { type TrainingSet, trainSquaredHinge } from './svm.ts';

/** A screening decision as the ranker takes it: the row of the record and what was decided. */
export interface Label {
  record: number;
  relevant: boolean;
}

/** Records by how likely they are relevant. */
export interface Ranking {
  /** What the order rests on: the trained model, likeness to the question, or nothing but the given order. */
  basis: 'model' | 'question' | 'none';
  /** By record; only their order means anything. */
  scores: Float64Array;
  /** Records without a label, best first; equal scores keep the given order. */
  order: Uint32Array;
}

/**
 * A ranker holds the features of one set of records and what was learned last; each training starts from there.
 * The same calls in the same order give the same rankings.
 */
export interface Ranker {
  /**
   * Learns from all labels given so far, one a record, and ranks the rest; while they are too few, by likeness to the
   * question.
   */
  update(labels: readonly Label[]): Ranking;
  /** The words that spoke most for and against a record in the last training, strongest first. */
  topWords(record: number, count: number): WordWeight[];
}

/** Similarities for any number of rankers with the same question. */
export function kernelFor(features: Features, question?: LearningText): Kernel {
  return createKernel(features.rows, question ? features.place(question) : null);
}

/** @param kernel similarities of the features' rows and of the question, where there is one */
export function createRanker(
  features: Features,
  settings: ModelSettings,
  question?: LearningText,
  kernel = kernelFor(features, question),
): Ranker {
  const { records } = kernel;
  let model = decisionsByRows(kernel);
  let isByRows = true;

  const rankByQuestion = (labelled: ReadonlySet<number>): Ranking => {
    const scores = question ? Float64Array.from(kernel.row(records).subarray(0, records)) : new Float64Array(records);
    return { basis: question ? 'question' : 'none', scores, order: orderOf(scores, labelled) };
  };

  /** Rows of similarities serve as long as those of all members can be kept; the model is then carried over. */
  const useRows = (byRows: boolean) => {
    if (byRows === isByRows) return;
    const { influences } = model;
    model = byRows ? decisionsByRows(kernel) : decisionsByFeatures(kernel);
    isByRows = byRows;
    influences.forEach((influence, member) => {
      if (influence !== 0) model.move(member, influence > 0, influence);
    });
  };

  return {
    update(labels) {
      const labelled = new Set(labels.map((label) => label.record));
      const relevant = labels.filter((label) => label.relevant).length;
      const withQuestion = question !== undefined && settings.questionWeight > 0;
      const ofOneKind = relevant === 0 || relevant === labels.length;
      const isEnough = withQuestion && settings.fromFirstLabel ? labels.length > 0 : !ofOneKind;
      if (!isEnough) return rankByQuestion(labelled);
      const set = trainingSet(labels, relevant, records, withQuestion, settings);
      useRows(set.members.length <= kernel.mostKept);
      trainSquaredHinge(set, model, settings.tolerance);
      const scores = model.everywhere();
      return { basis: 'model', scores, order: orderOf(scores, labelled) };
    },
    topWords(record, count) {
      const weights = new Float64Array(features.rows.features);
      model.influences.subarray(0, records).forEach((influence, member) => {
        if (influence !== 0) addRow(features.rows, member, influence, weights);
      });
      const words = features.wordWeights(record, weights).filter(({ weight }) => weight !== 0);
      return words.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, count);
    },
  };
}

function trainingSet(
  labels: readonly Label[],
  relevant: number,
  records: number,
  withQuestion: boolean,
  { cost: lasting, earlyCost, ratio, questionWeight }: ModelSettings,
): TrainingSet {
  const count = labels.length + (withQuestion ? 1 : 0);
  const irrelevant = labels.length - relevant;
  // Without a relevant label the question stands in for one.
  const weighing = Math.max(1, relevant);
  const irrelevantWeight = weighing / (ratio * Math.max(1, irrelevant));
  const cost = lasting + earlyCost / (relevant + 1);
  const mean = (weighing + irrelevantWeight * irrelevant) / (weighing + irrelevant);
  const members = new Uint32Array(count);
  const signs = new Int8Array(count);
  const costs = new Float64Array(count);
  labels.forEach((label, at) => {
    members[at] = label.record;
    signs[at] = label.relevant ? 1 : -1;
    costs[at] = (cost * (label.relevant ? 1 : irrelevantWeight)) / mean;
  });
  if (withQuestion) {
    members[count - 1] = records;
    signs[count - 1] = 1;
    costs[count - 1] = (cost * questionWeight) / mean;
  }
  return { members, signs, costs };
}

function orderOf(scores: Float64Array, labelled: ReadonlySet<number>): Uint32Array {
  const pool: number[] = [];
  for (let record = 0; record < scores.length; record++) if (!labelled.has(record)) pool.push(record);
  return Uint32Array.from(pool.sort((a, b) => (scores[b] as number) - (scores[a] as number)));
}
