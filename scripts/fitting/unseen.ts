import { type Comparison, evaluate, type Scores } from '../../src/tagging/evaluation.ts';
import type { Tagger } from '../../src/tagging/index.ts';
import type { Given, LabelledRecord } from './labelled.ts';

/** What a batch gave to weights that were fitted without it. */
export interface UnseenBatch {
  batch: string;
  presence: Scores;
  withStance: Scores;
}

/** How the tagger does on each batch by weights that were fitted without it, and over all of them. */
export interface UnseenFigures {
  batches: UnseenBatch[];
  whole: Omit<UnseenBatch, 'batch'>;
}

/** A record that can be compared: with the labels of the kind that is tried. */
export type Compared = LabelledRecord & { labels: Given[] };

/**
 * Tries a tagger on every fold that it was not made from.
 *
 * @param folds by record: the part that is left out together with it.
 * @param labels the ids that figures are of.
 * @param taggerWithout makes the tagger that has not seen a fold.
 */
export function tryFolds(
  kind: 'mechanism' | 'predictor',
  records: readonly Compared[],
  folds: readonly string[],
  labels: readonly string[],
  taggerWithout: (fold: string) => Tagger,
): UnseenFigures {
  const compared = [...new Set(folds)].flatMap((fold) => {
    const tagger = taggerWithout(fold);
    return records.flatMap((record, at) => (folds[at] === fold ? [compare(kind, record, tagger)] : []));
  });
  const scoresOf = (some: readonly Comparison[]): Omit<UnseenBatch, 'batch'> => {
    const { micro, microWithStance } = evaluate(some, labels);
    return { presence: micro, withStance: microWithStance };
  };
  const batches = [...new Set(compared.map(({ batch }) => batch))];
  return {
    batches: batches.map((batch) => ({ batch, ...scoresOf(compared.filter((of) => of.batch === batch)) })),
    whole: scoresOf(compared),
  };
}

function compare(
  sort: 'mechanism' | 'predictor',
  { batch, labels, texts, of }: Compared,
  tagger: Tagger,
): Comparison & { batch: string } {
  const found = tagger
    .tag(texts)
    .annotations.filter(({ kind, value }) => kind === sort && (sort === 'mechanism' || (of?.includes(value) ?? true)));
  return {
    batch,
    gold: labels.map(({ id, stance }) => ({ id, stance, evidence: [] })),
    found: found.map(({ value, stance }) => ({ id: value, stance: stance ?? '', evidence: [] })),
  };
}

/** The figures in lines, as a command prints them. */
export function unseenText({ batches, whole }: UnseenFigures): string {
  const figures = ({ presence: { f1, precision, recall }, withStance }: Omit<UnseenBatch, 'batch'>): string =>
    `F1 ${f1.toFixed(3)} (P ${precision.toFixed(3)}, R ${recall.toFixed(3)}), with stance or direction ${withStance.f1.toFixed(3)}`;
  const lines = batches.map((batch) => `${batch.batch.padEnd(12)} ${figures(batch)}\n`);
  return `${lines.join('')}${figures(whole)} by weights that were fitted without the batch. Nothing was written; --write does.\n`;
}
