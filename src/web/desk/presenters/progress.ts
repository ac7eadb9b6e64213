import type { StageProgress } from '../../../review/progress.ts';
import type { Site } from '../../site.ts';

export interface ProgressView {
  stages: {
    name: string;
    all: number;
    done: number;
    summary: string;
    rows: { name: string; votes: string; left: string; lastWeek: string; median: string; doneBy: string }[];
  }[];
}

/** Who has how much left, and when it may be done. */
export function presentProgress(site: Site, stages: readonly StageProgress[]): ProgressView {
  const { format, messages } = site;
  const words = messages.desk;
  const number = (value: number): string => format.number(value);
  return {
    stages: stages.map(({ stage, records, settled, conflicts, votesNeeded, reviewers }) => ({
      name: words.stages[stage],
      all: Math.max(1, records),
      done: settled,
      summary: words.progressSummary(number(settled), number(records), number(conflicts), number(votesNeeded)),
      rows: reviewers.map(({ name, votes, left, lastWeek, medianSeconds, doneBy }) => ({
        name,
        votes: number(votes),
        left: number(left),
        lastWeek: number(lastWeek),
        median: medianSeconds === null ? '–' : words.seconds(number(Math.round(medianSeconds))),
        doneBy: left === 0 ? words.doneNow : doneBy === null ? '–' : format.date(doneBy),
      })),
    })),
  };
}
