import type { FactorHit } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { type NumberWord, readNumbers } from './numbers.ts';
import { clauseEndsBetween, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';
import { distance } from './spacing.ts';

/** What the figures in brackets after a factor say of it. */
export interface Statistic {
  /** More of the outcome, less of it, or nothing that could not be chance. */
  sense: 1 | -1 | 0;
  /** Of each unit more of the factor, whichever value of it is named. */
  isPerUnit: boolean;
  words: string;
}

/** "Baseline volume per 100 mm3 (OR 1.4 ...)": so many words may stand between a factor and its bracket. */
const beforeBracket = 7;

/**
 * Reads "(OR 3.9, 95% CI 1.5-10.1)", "(r = -0.38)", "(p = 0.41)" behind a factor. Ratios above one and positive
 * coefficients point to more of the outcome; a confidence interval over one and p above 0.05 point nowhere. A p
 * below 0.05 alone says that there is a relation, not which.
 */
export function readStatistic(sentence: ReadSentence, factor: Hit, rules: PredictorRules): Statistic | undefined {
  const { words } = sentence.tokens;
  const spoken = spokenRatio(sentence, factor, rules);
  if (spoken) return spoken;
  let open = factor.to;
  while (open < sentence.to && words[open] !== '(' && distance(sentence, factor.to, open) <= beforeBracket) {
    if (words[open] === ',' || words[open] === ')') return undefined;
    open++;
  }
  if (words[open] !== '(') return undefined;
  let close = open;
  while (close < sentence.to && words[close] !== ')') close++;
  if (close === sentence.to) return undefined;
  const bracket: Hit = { list: '', from: open, to: close + 1 };
  const numbers = readNumbers(sentence).filter((number) => number.to <= close);
  const sense = senseOf(sentence, bracket, numbers, rules);
  if (sense === undefined) return undefined;
  return {
    sense,
    words: quote(sentence, bracket),
    isPerUnit: cueWithin(sentence, bracket, rules.perUnit) !== undefined,
  };
}

/** The first cue of a list inside a bracket. */
function cueWithin(sentence: ReadSentence, bracket: Hit, list: string): Hit | undefined {
  return sentence.byList.get(list)?.find((hit) => hit.from > bracket.from && hit.to < bracket.to);
}

/** Which way the figures in a bracket point; none where they say nothing that could be read. */
function senseOf(
  sentence: ReadSentence,
  bracket: Hit,
  numbers: readonly NumberWord[],
  rules: PredictorRules,
): Statistic['sense'] | undefined {
  const chance = cueWithin(sentence, bracket, rules.statistics.probability);
  const p = chance && valueAfter(chance, numbers);
  if (chance && p && p.value <= 1 && isChance(sentence, chance, p)) return 0;
  const ratio = cueWithin(sentence, bracket, rules.statistics.ratio);
  const size = ratio && valueAfter(ratio, numbers);
  if (ratio && size && isCapital(sentence, ratio)) {
    if (coversOne(numbers.filter((number) => number.from > size.to)) || size.value === 1) return 0;
    return size.value > 1 ? 1 : -1;
  }
  const coefficient = cueWithin(sentence, bracket, rules.statistics.coefficient);
  const slope = coefficient && valueAfter(coefficient, numbers);
  if (slope && slope.value !== 0) return isNegative(sentence, slope) ? -1 : 1;
  return undefined;
}

/**
 * "Gave a hazard ratio for resorption of 2.3": a ratio that stands outside brackets behind the only factor of its
 * clause.
 */
function spokenRatio(sentence: ReadSentence, factor: Hit, rules: PredictorRules): Statistic | undefined {
  const ratio = sentence.byList
    .get(rules.statistics.ratio)
    ?.find((hit) => hit.from >= factor.to && !clauseEndsBetween(sentence, factor.to, hit.from));
  if (!ratio || ratio.from - factor.to > beforeRatio || !isCapital(sentence, ratio)) return undefined;
  if (sentence.tokens.words.slice(factor.to, ratio.from).some((word) => word === '(' || word === ')')) return undefined;
  const size = readNumbers(sentence).find((number) => number.from >= ratio.to && number.from - ratio.to <= afterRatio);
  if (!size || size.isPercent || size.value === 1) return undefined;
  const { words } = sentence.tokens;
  const close = words[size.to] === '(' ? words.indexOf(')', size.to) : -1;
  const behind = readNumbers(sentence).filter((number) => number.from > size.to && number.to <= close);
  const chance = sentence.byList.get(rules.statistics.probability)?.find((name) => name.from > size.to);
  const p = chance && valueAfter(chance, behind);
  const isByChance = coversOne(behind) || (chance && p && isChance(sentence, chance, p));
  const sense = isByChance ? 0 : size.value > 1 ? 1 : -1;
  return { sense, isPerUnit: false, words: quote(sentence, { ...ratio, to: size.to }) };
}

/** "95% CI 0.7 to 3.0": an interval of ratios from less to more. */
function coversOne(numbers: readonly NumberWord[]): boolean {
  const [low, high] = numbers.filter((number) => !number.isPercent);
  return low !== undefined && high !== undefined && low.value < 1 && high.value > 1;
}

/** "Rupture of the ligament was associated with a ratio of 2.3": so many words may stand before and within it. */
const beforeRatio = 6;
const afterRatio = 6;

/** "A correlated with shrinkage (r = 0.46)": the only coefficient of a sentence speaks of what it says is related. */
export function readCoefficient(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): { sense: 1 | -1; value: 1 | -1; words: string } | undefined {
  const [coefficient, second] = sentence.byList.get(rules.statistics.coefficient) ?? [];
  const [factor] = hits;
  if (!coefficient || second || !factor || factor.hit.to > coefficient.from) return undefined;
  if (sentence.tokens.words.slice(factor.hit.to, coefficient.from).includes(',')) return undefined;
  const slope = valueAfter(coefficient, readNumbers(sentence));
  if (!slope || slope.value === 0 || slope.value > 1) return undefined;
  const words = quote(sentence, { ...coefficient, to: slope.to });
  return { sense: isNegative(sentence, slope) ? -1 : 1, value: factor.value, words };
}

/** Whether a sentence gives chance for all that it compares: "(p = 0.62)", "n.s.", and no smaller p beside it. */
export function isByChance(sentence: ReadSentence, rules: PredictorRules): boolean {
  if (spansZero(sentence)) return true;
  const probabilities = chances(sentence, rules);
  if (probabilities.some(({ isChance }) => !isChance)) return false;
  return probabilities.length > 0 || sentence.byList.has(rules.insignificance);
}

/** "95% CI -14 to 8": an interval of differences from less to more. */
function spansZero(sentence: ReadSentence): boolean {
  const { words } = sentence.tokens;
  const numbers = readNumbers(sentence);
  return numbers.some((low, index) => {
    const high = numbers[index + 1];
    const isBound = words[low.from - 1] === 'ci' || words[low.from - 2] === 'ci';
    return isBound && high !== undefined && isNegative(sentence, low) && !isNegative(sentence, high) && low.value > 0;
  });
}

/** Where in a sentence each p stands, and whether it is above 0.05. */
function chances(sentence: ReadSentence, rules: PredictorRules): { at: number; isChance: boolean }[] {
  return (sentence.byList.get(rules.statistics.probability) ?? []).flatMap((name) => {
    const p = valueAfter(name, readNumbers(sentence));
    return p && p.value <= 1 ? [{ at: name.from, isChance: isChance(sentence, name, p) }] : [];
  });
}

/** p above 0.05, or said to be above a bound; "p < 0.1" says nothing either way and is taken as below. */
function isChance(sentence: ReadSentence, name: Hit, p: NumberWord): boolean {
  if (isBound(sentence, name, p, '<')) return false;
  return p.value > 0.05 || isBound(sentence, name, p, '>');
}

/** Where in a sentence a p above 0.05 stands. */
export function chancePlaces(sentence: ReadSentence, rules: PredictorRules): number[] {
  return chances(sentence, rules).flatMap(({ at, isChance }) => (isChance ? [at] : []));
}

/** The number that a statistic's name is followed by: "OR 3.9", "OR = 3.9", "odds ratio of 3.9". */
function valueAfter(name: Hit, numbers: readonly NumberWord[]): NumberWord | undefined {
  return numbers.find((number) => number.from >= name.to && number.from - name.to <= 2);
}

function isBound(sentence: ReadSentence, name: Hit, number: NumberWord, sign: '<' | '>'): boolean {
  return sentence.tokens.words.slice(name.to, number.from).includes(sign);
}

/** The word "or" between brackets is no odds ratio. */
function isCapital(sentence: ReadSentence, hit: Hit): boolean {
  const text = quote(sentence, hit);
  return text.length > 2 || text === text.toUpperCase();
}

/** Cutting a text into words drops its hyphens; whether one made a number negative is seen in the text. */
function isNegative({ source, tokens }: ReadSentence, number: NumberWord): boolean {
  const start = tokens.starts[number.from] ?? 0;
  return /[-−–‐]$/.test(source.slice(Math.max(0, start - 4), start).trimEnd());
}
