import { type RidgeFit, ridgeSystem } from '../ridge.ts';
import { type BestSentences, bestSentences } from './bestSentences.ts';
import { modelOf, scoreOf, similaritiesAmong } from './points.ts';
import type { TagSentences } from './sentences.ts';
import type { TagSimilarities } from './similarities.ts';

/** What was learned of a tag, as a score a record; only order and spacing mean anything. */
export interface Regression {
  everywhere: Float64Array;
  /** By member: its score had it not been learned from. */
  leftOut: Float64Array;
}

/** One tag, learned from whole records and, again, from the sentences that speak most for it. */
export interface TagRegressions {
  records: Regression;
  /** Of a record's best sentence: what the first regression says of it, and what the second does. */
  sentences: readonly [Regression, Regression];
}

/**
 * Two ridge regressions a tag. The first is on the similarities of whole records, all tags from one decomposition. It
 * picks the sentence of each record that speaks most for the tag, and the second is on those sentences alone: where a
 * tag is said in one sentence of ten, the others are left out of what is learned and of what is judged. A member's
 * sentence is picked, and its score given, by models fitted without it.
 *
 * @param carries by tag and member, whether people gave it the tag
 */
export function regressTags(
  similarities: TagSimilarities,
  members: readonly number[],
  carries: readonly (readonly boolean[])[],
  ridge: number,
): TagRegressions[] {
  const rows = members.map((record) => similarities.row(record));
  const among = rows.map((row) => Float64Array.from(members, (record) => row[record] as number));
  const system = ridgeSystem(among, ridge);
  const targets = carries.map((positive) => Float64Array.from(positive, (carried) => (carried ? 1 : -1)));
  const fits = targets.map((target) => system.fit(target));
  const best = bestSentences(similarities.sentences, members, system, fits);
  return fits.map((fit, tag) => {
    const { score, sentence } = best[tag] as BestSentences;
    const first = { everywhere: score, leftOut: Float64Array.from(members, (record) => score[record] as number) };
    return {
      records: { everywhere: predicted(rows, fit, similarities.records), leftOut: fit.leftOut },
      sentences: [
        first,
        regressSentences(similarities.sentences, members, sentence, targets[tag] as Float64Array, ridge),
      ],
    };
  });
}

function regressSentences(
  { sentences }: TagSentences,
  members: readonly number[],
  chosen: Uint32Array,
  target: Float64Array,
  ridge: number,
): Regression {
  // Labels that are all alike teach nothing that a constant does not say.
  if (target.every((value) => value === target[0]))
    return { everywhere: new Float64Array(chosen.length), leftOut: new Float64Array(members.length) };
  const own = members.map((record) => chosen[record] as number);
  const fit = ridgeSystem(similaritiesAmong(sentences, own), ridge).fit(target);
  const model = modelOf(sentences, own, fit.influences);
  return {
    everywhere: Float64Array.from(chosen, (at) => scoreOf(model, sentences, at)),
    leftOut: fit.leftOut,
  };
}

/** The prediction for every record from what each member adds per similarity. */
export function predicted(rows: readonly Float32Array[], { influences }: RidgeFit, records: number): Float64Array {
  const scores = new Float64Array(records);
  rows.forEach((row, at) => {
    const influence = influences[at] as number;
    for (let record = 0; record < records; record++)
      scores[record] = (scores[record] as number) + influence * (row[record] as number);
  });
  return scores;
}
