import { createHash } from 'node:crypto';
import type { QueueOrder } from '../domain/review.ts';
import { buildFeatures, type WordWeight } from './features.ts';
import { type Method, presets } from './presets.ts';
import { queueOf } from './queue.ts';
import { createRanker, kernelFor, type Label, type Ranker, type Ranking } from './ranker.ts';

/** A record as it is ranked. A missing abstract is the empty text. */
export interface RankedRecord {
  id: number;
  title: string;
  abstract: string;
}

/** What people decided about a record. */
export interface RecordLabel {
  id: number;
  relevant: boolean;
}

export interface RankingServiceSettings {
  records: readonly RankedRecord[];
  /** What the review asks; it should name what separates relevant records from the others. Empty where there is none. */
  question: string;
  method?: Method;
}

export interface RankRequest {
  labels: readonly RecordLabel[];
  strategy: QueueOrder;
  /** The same seed gives the same order by chance. */
  seed: number;
  /**
   * Whose labels these are. Each learner's training starts from where its own last one ended, and nothing passes from
   * one learner to another.
   */
  learner?: string;
}

/** A record's place: the first is to be read first. */
export interface RankedPlace {
  id: number;
  /** Only the order of scores means anything; above 0 the model takes the record for relevant. */
  score: number;
}

export interface RankingAnswer {
  /** What was ranked by which labels, as a name that is the same for the same request. */
  modelId: string;
  basis: Ranking['basis'];
  /** The records without a label. */
  places: RankedPlace[];
}

/** Why a record stands where it does. */
export interface RankingReason {
  basis: Ranking['basis'];
  score: number;
  /** The words that spoke most for and against it; none before a model is. */
  words: WordWeight[];
}

/**
 * Ranks one set of records as labels come in. The features are built once, here; a ranking then takes some tens of
 * milliseconds at 5,000 records. Synchronous and free of I/O: a worker holds it.
 */
export interface RankingService {
  /** Labels of unknown records teach nothing and are left out; a record labelled twice counts by its last label. */
  rank(request: RankRequest): RankingAnswer;
  /** What the learner's last ranking says of a record, with so many words; null before it, or of unknown records. */
  explain(id: number, count: number, learner?: string): RankingReason | null;
  /** Lets go of what a learner has learned. */
  forget(learner: string): void;
}

export function createRankingService({
  records,
  question,
  method = 'default',
}: RankingServiceSettings): RankingService {
  const { features: featureSettings, model } = presets[method];
  const asked = question.trim() === '' ? undefined : { title: question, abstract: '' };
  const features = buildFeatures(records, featureSettings, asked);
  const kernel = kernelFor(features, asked);
  const rowById = new Map(records.map(({ id }, row) => [id, row]));
  const set = digest({ method, question, records: records.map(({ id }) => id) });
  const rankers = new Map<string, Ranker>();
  const rankings = new Map<string, Ranking>();

  const rankerOf = (learner: string): Ranker => {
    const known = rankers.get(learner);
    if (known) return known;
    const ranker = createRanker(features, model, asked, kernel);
    rankers.set(learner, ranker);
    return ranker;
  };

  return {
    rank({ labels, strategy, seed, learner = '' }) {
      const known = new Map<number, Label>();
      for (const { id, relevant } of labels) {
        const record = rowById.get(id);
        if (record !== undefined) known.set(record, { record, relevant });
      }
      const taught = [...known.values()].sort((a, b) => a.record - b.record);
      const ranker = rankerOf(learner);
      const ranking = ranker.update(taught);
      rankings.set(learner, ranking);
      const queue = queueOf(ranking, { order: strategy, randomShare: 0, seed });
      return {
        modelId: digest({ set, seed, labels: taught.map(({ record, relevant }) => [record, relevant]) }),
        basis: ranking.basis,
        places: Array.from(queue, (row) => ({
          id: (records[row] as RankedRecord).id,
          score: ranking.scores[row] as number,
        })),
      };
    },
    explain(id, count, learner = '') {
      const record = rowById.get(id);
      const ranking = rankings.get(learner);
      if (record === undefined || !ranking) return null;
      const words = ranking.basis === 'model' ? rankerOf(learner).topWords(record, count) : [];
      return { basis: ranking.basis, score: ranking.scores[record] as number, words };
    },
    forget(learner) {
      rankers.delete(learner);
      rankings.delete(learner);
    },
  };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
