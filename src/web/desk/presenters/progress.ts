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
  /** What of others is not told, in words. */
  note: string;
}

/** Who has how much left, and when it may be done; a dash for what the reader may not know. */
export function presentProgress(site: Site, stages: readonly StageProgress[], oversees: boolean): ProgressView {
  const { format, messages } = site;
  const words = messages.desk;
  const number = (value: number): string => format.number(value);
  return {
    note: oversees ? words.progressWhole : words.progressBlind,
    stages: stages.map(({ stage, records, settled, conflicts, open, doneBy, votesNeeded, reviewers }) => ({
      name: words.stages[stage],
      all: Math.max(1, records),
      done: settled,
      summary: [
        words.progressSummary(number(settled), number(records), number(conflicts), number(open)),
        votesNeeded === null ? '' : words.progressVotes(number(votesNeeded)),
        open === 0 || doneBy === null ? '' : words.progressDoneBy(format.date(doneBy)),
      ]
        .filter((part) => part !== '')
        .join(' '),
      rows: reviewers
        .filter(({ votes, pace }) => votes > 0 || pace !== null)
        .map(({ name, votes, lastWeek, pace }) => ({
          name,
          votes: number(votes),
          left: pace ? number(pace.left) : '–',
          lastWeek: number(lastWeek),
          median: typeof pace?.medianSeconds === 'number' ? words.seconds(number(Math.round(pace.medianSeconds))) : '–',
          doneBy: pace?.left === 0 ? words.doneNow : pace?.doneBy ? format.date(pace.doneBy) : '–',
        })),
    })),
  };
}
