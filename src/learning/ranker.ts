import type { LearningText } from './featureBlock.ts';
import type { Features, WordWeight } from './features.ts';
import { createKernel } from './kernel.ts';
import type { ModelSettings } from './presets.ts';
import { weightedSum } from './sparse.ts';
import { trainSquaredHinge } from './svm.ts';

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
  /** Sets the question and ranks by likeness to it, as before any label. */
  coldStart(question: LearningText): Ranking;
  /** Learns from all labels given so far, one a record, and ranks the rest. */
  update(labels: readonly Label[]): Ranking;
  /** The words that spoke most for and against a record in the last training, strongest first. */
  topWords(record: number, count: number): WordWeight[];
}

export function createRanker(
  features: Features,
  settings: ModelSettings,
  kernel = createKernel(features.rows),
): Ranker {
  const { records } = kernel;
  const influences = new Float64Array(records + 1);
  let asked = false;
  let members = new Uint32Array();
  kernel.ask(null);

  const rankByQuestion = (labelled: ReadonlySet<number>): Ranking => {
    const scores = asked ? Float64Array.from(kernel.row(records).subarray(0, records)) : new Float64Array(records);
    return { basis: asked ? 'question' : 'none', scores, order: orderOf(scores, labelled) };
  };

  return {
    coldStart(question) {
      kernel.ask(features.place(question));
      asked = true;
      return rankByQuestion(new Set());
    },
    update(labels) {
      const labelled = new Set(labels.map((label) => label.record));
      const relevant = labels.filter((label) => label.relevant).length;
      if (relevant === 0 || relevant === labels.length) return rankByQuestion(labelled);
      const withQuestion = asked && settings.questionWeight > 0;
      const set = trainingSet(labels, relevant, records, withQuestion, settings);
      members = set.members;
      const learned = Float64Array.from(members, (member) => influences[member] as number);
      const similarities = kernel.among(members);
      trainSquaredHinge({ ...set, similarities }, learned);
      influences.fill(0);
      members.forEach((member, at) => {
        influences[member] = learned[at] as number;
      });
      const scores = similarities.decisions(learned);
      return { basis: 'model', scores, order: orderOf(scores, labelled) };
    },
    topWords(record, count) {
      const known = members.filter((member) => member < records);
      const weights = weightedSum(
        features.rows,
        known,
        Float64Array.from(known, (member) => influences[member] as number),
      );
      const words = features.wordWeights(record, weights);
      return words.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, count);
    },
  };
}

function trainingSet(
  labels: readonly Label[],
  relevant: number,
  records: number,
  withQuestion: boolean,
  { cost, ratio, questionWeight }: ModelSettings,
) {
  const count = labels.length + (withQuestion ? 1 : 0);
  const irrelevant = labels.length - relevant;
  const irrelevantWeight = relevant / (ratio * irrelevant);
  const mean = (relevant + irrelevantWeight * irrelevant) / labels.length;
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
