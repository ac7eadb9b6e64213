import type { QueueOrder } from '../../domain/review.ts';
import type {
  RankingAnswer,
  RankingReason,
  RankingServiceSettings,
  RecordLabel,
} from '../../learning/rankingService.ts';

/** What a ranking thread is started with. */
export type ThreadSettings = RankingServiceSettings & { seed: number };

/** What a ranking thread is asked; one question at a time. */
export type Question =
  | { kind: 'rank'; reader: string; labels: readonly RecordLabel[] }
  | { kind: 'explain'; reader: string; id: number; words: number }
  | { kind: 'forget'; reader: string };

/** One training, put in every order that a queue may have. */
export interface Ranked {
  modelId: string;
  basis: RankingAnswer['basis'];
  /** Ids of the records without a label, the first to be read first. */
  ids: Record<QueueOrder, number[]>;
}

export type Answer =
  | { kind: 'rank'; ranked: Ranked }
  | { kind: 'explain'; reason: RankingReason | null }
  | { kind: 'forget' }
  | { kind: 'failure'; message: string };
