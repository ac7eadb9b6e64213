import { type VoteCount, type VoteDirection, voteCount } from '../../synthesis/voteCount.ts';
import type { CountedRecord } from '../tagCounts.ts';

/** Which way the primary studies of a predictor point: how many, never how strongly. */
export interface PredictorVotes extends VoteCount {
  predictor: string;
}

/** Counts directions over records that have one of the designs, in the order of the predictors; none left out. */
export function countVotes(
  predictors: readonly string[],
  records: readonly CountedRecord[],
  designs: readonly string[],
): PredictorVotes[] {
  const primary = records.filter(({ tags }) =>
    tags.some((tag) => tag.kind === 'design' && designs.includes(tag.value)),
  );
  return predictors.map((predictor) => ({
    predictor,
    ...voteCount(
      primary.flatMap(({ tags }) =>
        tags.flatMap((tag) =>
          tag.kind === 'predictor' && tag.value === predictor && isDirection(tag.stance) ? [tag.stance] : [],
        ),
      ),
    ),
  }));
}

function isDirection(stance: string | null): stance is VoteDirection {
  return stance === 'favours' || stance === 'against' || stance === 'no association';
}
