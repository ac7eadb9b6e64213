import type { Direction } from '../domain/codebook.ts';
import { claimOf } from './alignment.ts';
import type { Claim } from './claims.ts';
import { type FactorHit, type Reasoned, readComparison, readGradient } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { readEllipsis } from './ellipsis.ts';
import { readFate } from './fates.ts';
import { type GroupContext, readOutcomeGroups } from './outcomeGroups.ts';
import { hasAny, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';
import { readContrast, readRates } from './shares.ts';
import { distance } from './spacing.ts';
import { chancePlaces, isByChance, readCoefficient, readStatistic } from './statistics.ts';

/** What a sentence says beside the factor. */
export interface DirectionContext extends GroupContext {
  voice: Voice;
  /** The sentence speaks of the outcome, or of what stands for it. */
  isTied: boolean;
  /** It speaks of prediction. */
  isCandidate: boolean;
  /** A study of the outcome goes on about it without naming it. */
  goesOn: boolean;
  /** -1 where it speaks of the reverse of the outcome. */
  course: 1 | -1;
}

/**
 * Which way a factor points by one sentence: a denial of association first, then figures in brackets, comparisons
 * of groups, what the sentence claims of the factor, what it says it foretells; else it is only discussed.
 */
export function readDirection(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  claims: readonly Claim[],
  context: DirectionContext,
  hasValues = true,
): Reasoned {
  const { rules, voice, isTied, isCandidate, goesOn, course } = context;
  if (!isTied && hasAny(sentence, rules.otherOutcomes)) return discussed('of another outcome');
  if (hasAny(sentence, [rules.clinicalGroups])) return discussed('of groups by another outcome');
  const aligned = claimOf(sentence, hits, claims, rules);
  if (aligned?.claim.direction === 'no association') return unrelated(aligned.claim.words);
  if (!isTied && !goesOn && isCandidate) {
    const inModel = readMeasured(sentence, hits, context);
    if (inModel) return inModel;
    if (!aligned || !hasValues || !isSign(sentence, aligned.claim, rules)) return discussed('named as a candidate');
    return pointing(aligned.claim.direction, aligned.value, aligned.claim.words);
  }
  if (hasAny(sentence, rules.questions) || isQuestion(sentence)) return discussed('asked, not answered');
  const ellipsis = readEllipsis(sentence, hits, claims, rules);
  if (ellipsis?.direction === 'no association') return ellipsis;
  const measured = readMeasured(sentence, hits, context);
  if (measured) return measured;
  const open = leftOpen(sentence, hits, claims);
  if (open) return discussed(`left open: ${open.words}`);
  const compared =
    readOutcomeGroups(sentence, hits, context) ??
    readComparison(sentence, hits, rules, course) ??
    readGradient(sentence, hits, rules, course) ??
    readRates(sentence, hits, rules, course) ??
    readContrast(sentence, hits, rules, course);
  if (compared) return isByChance(sentence, rules) ? unrelated(compared.reason) : compared;
  if (ellipsis) return ellipsis;
  if (aligned?.claim.direction === 'discusses') return discussed(`left open: ${aligned.claim.words}`);
  const isModelled = sentence.byList.has(rules.modelled);
  const isUnsigned = aligned?.claim.isUnsigned && hits.every(({ isValue }) => !isValue);
  if (aligned && !isUnsigned && !(isModelled && foretellsIt(sentence, aligned.claim, rules))) {
    // "Did not shrink" is a claim of its own; its reverse must not turn it once more.
    const isReverse =
      aligned.claim.isTurned ||
      (aligned.claim.direction === 'against' &&
        rules.reversed.some((list) =>
          sentence.byList.get(list)?.some((hit) => hit.from < aligned.claim.cue.to && hit.to > aligned.claim.cue.from),
        ));
    return pointing(aligned.claim.direction, aligned.value * (isReverse ? 1 : course), aligned.claim.words);
  }
  const correlated = readCoefficient(sentence, hits, rules);
  if (correlated) return pointing('favours', correlated.sense * correlated.value * course, correlated.words);
  if (isModelled) return discussed('put into a model');
  const foretold = sentence.byList.get(rules.foretells)?.[0];
  const [first] = hits;
  if (!foretold && chancePlaces(sentence, rules).length > 0 && isByChance(sentence, rules)) return unrelated('p');
  if (foretold && first && (voice !== 'review' || first.isValue))
    return pointing('favours', first.value, quote(sentence, foretold));
  const isTold = hasValues && !isCandidate && !aligned && !hasAny(sentence, [rules.related]);
  return (isTold && readFate(sentence, hits, rules)) || discussed('no direction is stated');
}

/** "Large ones (OR 3.9)": what the figures in a bracket of its own say of a factor. */
function readMeasured(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  { rules, course }: DirectionContext,
): Reasoned | undefined {
  for (const { hit, value } of hits) {
    if (isComparator(sentence, hit, rules)) continue;
    const statistic = readStatistic(sentence, hit, rules);
    if (statistic?.sense === 0) return { ...unrelated(statistic.words), isMeasured: true };
    if (!statistic) continue;
    const towards = statistic.sense * (statistic.isPerUnit ? 1 : value) * course;
    return { ...pointing('favours', towards, statistic.words), isMeasured: true };
  }
  return undefined;
}

/** "Conflicting evidence for A, four studies finding ...": what is called open right before a factor stays so. */
function leftOpen(sentence: ReadSentence, hits: readonly FactorHit[], claims: readonly Claim[]): Claim | undefined {
  return claims.find(
    ({ cue, direction }) =>
      direction === 'discusses' &&
      hits.some(({ hit }) => hit.from >= cue.to && distance(sentence, cue.to, hit.from) <= openReach),
  );
}

/** "Conflicting evidence for": so many words may stand between what is left open and the factor. */
const openReach = 3;

/** "To predict resorption", "as predictors of resorption": what a model is for. */
function foretellsIt({ byList }: ReadSentence, { cue }: Claim, { foretells }: PredictorRules): boolean {
  return byList.get(foretells)?.some((hit) => hit.from < cue.to && hit.to > cue.from) ?? false;
}

/** "Are favourable signs": what names a candidate is what is claimed of it. */
function isSign({ byList, section }: ReadSentence, { cue, direction }: Claim, { candidates }: PredictorRules): boolean {
  if (direction !== 'favours' || section === 'methods' || section === 'objective') return false;
  return candidates.some((list) => byList.get(list)?.some((hit) => hit.from >= cue.from && hit.to <= cue.to));
}

/** "Higher than in controls (RR 1.5)": the ratio is that of what is compared, not of what it is compared with. */
function isComparator(sentence: ReadSentence, hit: Hit, rules: PredictorRules): boolean {
  return sentence.byList.get(rules.than)?.some((than) => than.to <= hit.from && hit.from - than.to <= 3) ?? false;
}

function discussed(reason: string): Reasoned {
  return { direction: 'discusses', reason, isCompared: false };
}

function unrelated(words: string): Reasoned {
  return { direction: 'no association', reason: `no difference: ${words}`, isCompared: true };
}

/** Less of the factor turns the way it points, and so does an outcome that is the reverse of the one asked for. */
function pointing(direction: Direction, value: number, words: string): Reasoned {
  const turned = direction === 'favours' ? 'against' : 'favours';
  return { direction: value > 0 ? direction : turned, reason: `"${words}"`, isCompared: false };
}

function isQuestion({ source, end }: ReadSentence): boolean {
  return '?？'.includes(source.charAt(end - 1));
}
