import { buildFeatures } from './features.ts';
import type { ScreenedRecords } from './labelledCsv.ts';
import { type RankingMetrics, rankingMetrics } from './metrics.ts';
import type { RankingSettings } from './presets.ts';
import { createRanker, kernelFor } from './ranker.ts';
import { afterEveryRecord, type Schedule, simulate } from './simulate.ts';

export interface ScreeningReplay {
  metrics: RankingMetrics;
  /** Labels of all records in reading order, priors first; whatever was left after the last relevant one at the end. */
  labels: boolean[];
  /** Rank of the first relevant record, priors not counted. */
  firstRelevant: number;
  trainings: number;
}

export interface PreparedScreening {
  /**
   * @param priors rows of the records whose labels are known from the start
   * @param seed of the order of reading while nothing is known
   */
  replay(priors: readonly number[], seed: number, schedule?: Schedule): ScreeningReplay;
}

/** Reads a screened set once, for any number of replays under one method. */
export function prepareScreening(
  records: ScreenedRecords,
  settings: RankingSettings,
  question: string | null,
): PreparedScreening {
  const asked = question && settings.model.questionWeight > 0 ? { title: question, abstract: '' } : undefined;
  const features = buildFeatures(records.texts, settings.features, asked);
  const kernel = kernelFor(features, asked);
  const { relevant } = records;
  const all = relevant.length;

  return {
    replay(priors, seed, schedule = afterEveryRecord) {
      const ranker = createRanker(features, settings.model, asked, kernel);
      const { readOrder, trainings } = simulate({ ranker, relevant, priors, seed, schedule });
      const read = readOrder.map((record) => relevant[record] === true);
      const labels = [...priors.map((record) => relevant[record] === true), ...read];
      const metrics = rankingMetrics({
        read,
        records: all - priors.length,
        relevant: read.filter(Boolean).length,
      });
      const rest = new Array<boolean>(all - labels.length).fill(false);
      return { metrics, labels: [...labels, ...rest], firstRelevant: read.indexOf(true) + 1, trainings };
    },
  };
}
