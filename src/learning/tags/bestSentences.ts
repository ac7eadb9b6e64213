import type { RidgeFit, RidgeSystem } from '../ridge.ts';
import { emptyModel, modelOf, scoreOf } from './points.ts';
import type { TagSentences } from './sentences.ts';

/** The sentence of each record that speaks most for a tag. */
export interface BestSentences {
  /** By record: the number of the sentence among all. */
  sentence: Uint32Array;
  /** By record. */
  score: Float64Array;
}

/**
 * Lets what records teach judge their sentences. A sentence of a member is judged by the model fitted without that
 * member, exactly: else it would find in every text the words that were learned from it.
 *
 * @param members the records that the models were fitted to
 * @param fits by tag, all from `system`
 */
export function bestSentences(
  { starts, sentences, records }: TagSentences,
  members: readonly number[],
  system: RidgeSystem,
  fits: readonly RidgeFit[],
): BestSentences[] {
  const models = fits.map(({ influences }) => modelOf(records, members, influences));
  const placeOf = new Map(members.map((record, at) => [record, at]));
  const change = emptyModel(records);
  const best = fits.map((): BestSentences => {
    const score = new Float64Array(records.rows.count).fill(Number.NEGATIVE_INFINITY);
    return { sentence: new Uint32Array(records.rows.count), score };
  });
  for (let record = 0; record < records.rows.count; record++) {
    const member = placeOf.get(record);
    const row = member === undefined ? null : system.inverseRow(member);
    if (row) modelOf(records, members, row, change);
    for (let at = starts[record] as number; at < (starts[record + 1] as number); at++) {
      const changed = row ? scoreOf(change, sentences, at) : 0;
      fits.forEach(({ influences }, tag) => {
        const own = scoreOf(models[tag] as (typeof models)[number], sentences, at);
        const left = row ? ((influences[member as number] as number) / (row[member as number] as number)) * changed : 0;
        const { sentence, score } = best[tag] as BestSentences;
        if (own - left > (score[record] as number)) {
          score[record] = own - left;
          sentence[record] = at;
        }
      });
    }
  }
  return best;
}
