/**
 * How good a ranking was, from the labels in the order in which they were read (priors left out).
 * `read` may end early: records after its end count as irrelevant.
 */
export interface RankedLabels {
  read: readonly boolean[];
  /** Records to be ranked. */
  records: number;
  /** Relevant records among them; all must stand in `read`. */
  relevant: number;
}

export interface RankingMetrics {
  /** Normalised area above the recall curve: 0 is perfect, 1 the worst order. */
  loss: number;
  /** Normalised discounted cumulative gain over all ranks. */
  ndcg: number;
  /** Work saved over sampling at 95 % recall. */
  wss95: number;
  /** Work saved at full recall. */
  wss100: number;
  /** Average time to discovery: mean rank of the relevant records as a share of all. */
  atd: number;
  /** Share of the relevant records within the first tenth, rounded to whole records. */
  rec10: number;
}

/** All metrics of one ranking. Throws where there is nothing to find or nothing to tell apart. */
export function rankingMetrics({ read, records, relevant }: RankedLabels): RankingMetrics {
  const ranks: number[] = [];
  read.forEach((label, at) => {
    if (label) ranks.push(at + 1);
  });
  if (ranks.length !== relevant) {
    throw new RangeError(`The ranking holds ${ranks.length} of ${relevant} relevant records: rank on to the last one.`);
  }
  if (relevant === 0 || relevant === records) {
    throw new RangeError('A ranking is measured by records of both kinds; here all are of one.');
  }
  const rankSum = sum(ranks);
  const area = sum(ranks.map((rank) => records - rank + 1));
  const best = relevant * (records - (relevant - 1) / 2);
  const gain = sum(ranks.map((rank) => 1 / Math.log2(rank + 1)));
  const bestGain = sum(ranks.map((_, at) => 1 / Math.log2(at + 2)));
  const rankOfRecall = (recall: number) => ranks[Math.ceil(recall * relevant - 1e-9) - 1] as number;
  return {
    loss: (best - area) / (relevant * (records - relevant)),
    ndcg: gain / bestGain,
    wss95: 1 - rankOfRecall(0.95) / records - 0.05,
    wss100: 1 - rankOfRecall(1) / records,
    atd: rankSum / relevant / records,
    rec10: ranks.filter((rank) => rank <= Math.round(records / 10)).length / relevant,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
