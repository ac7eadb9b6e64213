import type { Sigmoid } from './calibration.ts';
import { type Evidence, fitDecision } from './jointDecision.ts';
import { type TagPrior, thinned } from './priors.ts';
import { type Regression, regressTags, type TagRegressions } from './regressions.ts';
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
 * Each tag has a ridge regression on the records' similarities, and one on the sentences that speak most for it
 * (`regressTags`). z(prior) and z(regression) are joined with a = positives / (positives + labelsToMatchPrior). One
 * logistic regression over all tags turns that, the sentences' scores, the prior and what the other tags say of the
 * record into odds, every tag with an offset and a slope of its own that few labels hardly move. It learns from
 * exact leave-one-out predictions, and so does the cut, the one of best micro F1.
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
  const regressions = regressTags(similarities, members, carries, settings.ridge);
  const labelled = new Set(members);
  const rest = Array.from({ length: similarities.records }, (_, record) => record).filter((at) => !labelled.has(at));
  const scaled = rest.length > 0 ? rest : members;

  const evidence = names.map((tag, at): Evidence => {
    const prior = priors.get(tag) as TagPrior;
    const positive = carries[at] as boolean[];
    const { records, sentences } = regressions[at] as TagRegressions;
    const positives = positive.filter(Boolean).length;
    const trust = positives < positive.length ? positives / (positives + settings.labelsToMatchPrior) : 0;
    const share = (positives + prior.share * settings.shareWeight) / (positive.length + settings.shareWeight);
    /** In standard deviations of the records that nobody has labelled, as loud as the labels are many. */
    const heard = ({ everywhere, leftOut }: Regression): Regression => {
      const scale = scaleOf(Float64Array.from(scaled, (record) => everywhere[record] as number));
      const loud = (score: number) => trust * scale(score);
      return { everywhere: everywhere.map(loud), leftOut: leftOut.map(loud) };
    };
    const cutOf = (score: (record: number) => number) => shareCut(Float64Array.from(scaled, score), share);
    const known = standardized(prior.scores);
    const fromPrior = known.map((score) => (1 - trust) * score);
    const fromRecords = heard(records);
    return {
      members,
      positive,
      fromPrior,
      fromRecords,
      cut: cutOf((record) => (fromPrior[record] as number) + (fromRecords.everywhere[record] as number)),
      fromSentences: sentences.map(heard).map((learned) => ({
        learned,
        cut: cutOf((record) => learned.everywhere[record] as number),
      })),
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
