import { fitRidge } from '../ridge.ts';
import type { Sigmoid } from './calibration.ts';
import { type Evidence, fitDecision } from './jointDecision.ts';
import { type TagPrior, thinned } from './priors.ts';
import { defaultTagSettings, type TagSettings } from './settings.ts';
import type { TagSimilarities } from './similarities.ts';
import { scaleOf, standardized } from './standardize.ts';
import { shareCut } from './thresholds.ts';

/** Records whose tags were decided by people: those given, and all others decided against. */
export interface TagLabels {
  records: readonly number[];
  /** By place in `records`. */
  tags: readonly ReadonlySet<string>[];
}

/** One tag over all records. A record is suggested when its score reaches the cut. */
export interface LearnedTag {
  scores: Float64Array;
  cut: number;
  /** The parts of the score, by record: they add up to it. */
  fromPrior: Float64Array;
  fromLabels: Float64Array;
  fromOtherTags: Float64Array;
  /** Probability of the tag given the score; null while fewer than five labels of either kind tell. */
  probability: Sigmoid | null;
}

export function isSuggested(tag: LearnedTag | undefined, record: number): boolean {
  return tag !== undefined && (tag.scores[record] as number) >= tag.cut;
}

/** Fewer labels of either kind than this say nothing about probabilities. */
const fewestForProbability = 5;

/**
 * Learns all tags together from confirmed labels, leaning on what was known before while they are few.
 *
 * Each tag has a ridge regression on the records' similarities; z(prior) and z(regression) are joined with
 * a = positives / (positives + labelsToMatchPrior). One logistic regression over all tags turns that, the prior and
 * what the other tags say of the record into odds, every tag with an offset and a slope of its own that few labels
 * hardly move. It learns from exact leave-one-out predictions, and so does the cut, the one of best micro F1.
 * With no label the suggestions are those of the priors at their expected shares.
 *
 * @param priors by tag; each tag to be learned must have one
 */
export function learnTags(
  similarities: TagSimilarities,
  priors: ReadonlyMap<string, TagPrior>,
  labels: TagLabels,
  settings: TagSettings = defaultTagSettings,
): Map<string, LearnedTag> {
  const names = [...priors.keys()];
  const kept = thinned([...labels.records.keys()], settings.mostRecords);
  const members = kept.map((at) => labels.records[at] as number);
  const carries = names.map((tag) => kept.map((at) => labels.tags[at]?.has(tag) === true));
  const regressions = regress(similarities, members, carries, settings.ridge);
  const labelled = new Set(members);
  const rest = Array.from({ length: similarities.records }, (_, record) => record).filter((at) => !labelled.has(at));
  const scaled = rest.length > 0 ? rest : members;

  const evidence = names.map((tag, at): Evidence => {
    const prior = priors.get(tag) as TagPrior;
    const positive = carries[at] as boolean[];
    const { everywhere, leftOut } = regressions[at] as Regression;
    const positives = positive.filter(Boolean).length;
    const trust = positives < positive.length ? positives / (positives + settings.labelsToMatchPrior) : 0;
    const scale = scaleOf(Float64Array.from(scaled, (record) => everywhere[record] as number));
    const known = standardized(prior.scores);
    const fromPrior = known.map((score) => (1 - trust) * score);
    const fromLabels = everywhere.map((score) => trust * scale(score));
    const share = (positives + prior.share * settings.shareWeight) / (positive.length + settings.shareWeight);
    const joined = Float64Array.from(
      scaled,
      (record) => (fromPrior[record] as number) + (fromLabels[record] as number),
    );
    return {
      members,
      positive,
      fromPrior,
      fromLabels,
      leftOut: Float64Array.from(leftOut, (score) => trust * scale(score)),
      cut: shareCut(joined, share),
      known,
      knownCut: shareCut(known, prior.share),
    };
  });

  const decisions = fitDecision(evidence, settings);
  return new Map(
    names.map((tag, at): [string, LearnedTag] => {
      const { constant, cut, ...parts } = decisions[at] as (typeof decisions)[number];
      const { positive } = evidence[at] as Evidence;
      const positives = positive.filter(Boolean).length;
      const fewest = Math.min(positives, positive.length - positives);
      const scores = parts.fromPrior.map(
        (part, record) => part + (parts.fromLabels[record] as number) + (parts.fromOtherTags[record] as number),
      );
      const probability = fewest >= fewestForProbability ? { slope: 1, offset: constant } : null;
      return [tag, { ...parts, scores, cut: cut - constant, probability }];
    }),
  );
}

interface Regression {
  everywhere: Float64Array;
  leftOut: Float64Array;
}

/** One regression a tag, all from the same decomposition of the labelled records' similarities. */
function regress(
  similarities: TagSimilarities,
  members: readonly number[],
  carries: readonly (readonly boolean[])[],
  ridge: number,
): Regression[] {
  const rows = members.map((record) => similarities.row(record));
  const among = rows.map((row) => Float64Array.from(members, (record) => row[record] as number));
  const targets = carries.map((positive) => Float64Array.from(positive, (carried) => (carried ? 1 : -1)));
  return fitRidge(among, ridge, targets).map(({ influences, leftOut }) => {
    const everywhere = new Float64Array(similarities.records);
    rows.forEach((row, at) => {
      const influence = influences[at] as number;
      for (let record = 0; record < row.length; record++)
        everywhere[record] = (everywhere[record] as number) + influence * (row[record] as number);
    });
    return { everywhere, leftOut };
  });
}
