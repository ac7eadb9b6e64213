import type { EvidenceSpan } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import { type NumberWord, readNumbers } from './numbers.ts';
import { hasAny, opensWith, type Reading, type ReadSentence, sentenceEvidence, wordsEvidence } from './reading.ts';
import type { FigureRules } from './ruleSchema.ts';

/** How many of what a record studied. */
export interface Sample {
  n: number;
  unit: string;
  evidence: EvidenceSpan;
}

/** How long a record followed its subjects. */
export interface FollowUp {
  months: number;
  /** As the text says it. */
  text: string;
  evidence: EvidenceSpan;
}

/** One resorption figure as a text states it. A share is of patients or herniations, never a change of size. */
export interface ResorptionFigure {
  group: string;
  events: number | null;
  total: number | null;
  /** 0..100. */
  percent: number | null;
  /** What counted as resorption, in the text's words. */
  definition: string | null;
  evidence: EvidenceSpan;
}

/** Words that may stand between a number and what it counts: "21 of the consecutive patients". */
const reach = 4;

/** The sample size: of the ranked units the first count that the record states; a single case where it is one. */
export function readSample(reading: Reading, design: string, rules: FigureRules): Sample | null {
  const isCase = rules.singleCase.designs.includes(design);
  let best: { sample: Sample; rank: number; sentence: ReadSentence } | undefined;
  for (const sentence of reading.sentences) {
    if (!rules.units.some(({ list }) => sentence.byList.has(list))) continue;
    const counts = readNumbers(sentence).filter(
      (number) => !number.isPercent && Number.isInteger(number.value) && number.value > 0,
    );
    for (const { unit, list, rank, designs } of rules.units) {
      if (designs && !designs.includes(design)) continue;
      if (isCase && unit !== rules.singleCase.unit) continue;
      for (const hit of sentence.byList.get(list) ?? []) {
        const count =
          counts.find((number) => isInBrackets(sentence, number, hit)) ??
          counts.find(
            (number) =>
              number.to <= hit.from && hit.from - number.to <= reach && isPlain(sentence, number, hit.from, rules),
          );
        if (!count || (isCase && count.value > rules.singleCase.most)) continue;
        const other = isCase ? undefined : otherGroup(sentence, hit, count, counts, list, rules);
        const value = (studied(sentence, count, hit, counts, rules) ?? count.of ?? count.value) + (other?.value ?? 0);
        const evidence = wordsEvidence(
          sentence,
          Math.min(count.from, hit.from),
          Math.max(count.to, hit.to, other?.to ?? 0),
        );
        const isEarlier = best?.sentence === sentence && evidence.start < best.sample.evidence.start;
        if (!best || rank > best.rank || (rank === best.rank && isEarlier)) {
          best = { sample: { n: value, unit, evidence }, rank, sentence };
        }
      }
    }
  }
  if (best) return best.sample;
  return isCase ? singleCase(reading, rules) : null;
}

function singleCase(reading: Reading, { singleCase: { list, unit } }: FigureRules): Sample | null {
  const sentence = reading.sentences.find(({ byList }) => byList.has(list));
  const hit = sentence?.byList.get(list)?.[0];
  if (sentence && hit) return { n: 1, unit, evidence: wordsEvidence(sentence, hit.from, hit.to) };
  const [first] = reading.sentences;
  return first ? { n: 1, unit, evidence: sentenceEvidence(first) } : null;
}

/** "40 patients, with 20 healthy controls": the count of a group beside the first, unless it is small beside it. */
function otherGroup(
  sentence: ReadSentence,
  hit: Hit,
  count: NumberWord,
  counts: readonly NumberWord[],
  list: string,
  rules: FigureRules,
): NumberWord | undefined {
  const next = counts.find(
    (number) =>
      number.from - hit.to <= groupReach &&
      number.of === null &&
      (sentence.byList.get(rules.joins) ?? []).some(
        ({ to }) => to > hit.to && number.from - to >= 0 && number.from - to <= 1,
      ),
  );
  if (!next || next.value < rules.leastGroup * count.value || hasWithin(sentence, rules.parts, next.to, next.to + 3))
    return undefined;
  // "160 patients, 80 to traction and 80 to rest": the groups are the parts of the count.
  if (counts.some((part) => part.from >= hit.to && part.to <= next.from && part.value + next.value === count.value))
    return undefined;
  const isOfKind =
    hasWithin(sentence, list, next.to, next.to + reach + 1) ||
    hasWithin(sentence, rules.comparators, next.to, next.to + reach);
  return isOfKind && isPlain(sentence, next, next.to, rules) ? next : undefined;
}

/** Whether a cue of the list stands within words `from` to `to`. */
function hasWithin(sentence: ReadSentence, list: string, from: number, to: number): boolean {
  return sentence.byList.get(list)?.some((hit) => hit.from >= from && hit.to <= to) ?? false;
}

/** Words that may stand between a count and that of the group beside it. */
const groupReach = 30;

/** Of those asked at least this share takes part; a smaller number is of something else. */
const leastStudied = 0.2;

/** "Of 402 patients 38 were included", "69 of 81 invited patients": how many of a count were studied. */
function studied(
  sentence: ReadSentence,
  count: NumberWord,
  hit: Hit,
  counts: readonly NumberWord[],
  rules: FigureRules,
): number | undefined {
  const isAsked = (sentence.byList.get(rules.asked) ?? []).some(
    ({ from, to }) => from >= count.from && to <= hit.to + 2,
  );
  if (count.of !== null && isAsked) return count.value;
  const part = counts.find((number) => number.from >= hit.to && number.of === null && number.value < count.value);
  const isStudied =
    part !== undefined &&
    part.value >= leastStudied * count.value &&
    (sentence.byList.get(rules.studied) ?? []).some(({ from }) => from >= part.to && from - part.to <= reach);
  return isStudied ? part.value : undefined;
}

/** "Consecutive adults (n = 134)": the count follows what it counts. */
function isInBrackets({ tokens }: ReadSentence, number: NumberWord, unit: Hit): boolean {
  const { words } = tokens;
  if (words[number.from - 1] !== '=' || words[number.from - 2] !== 'n') return false;
  return number.from - 3 >= unit.to && number.from - 3 - unit.to <= 3 && words[number.from - 3] === '(';
}

/** No other number and no mark but a comma between a number and its unit, and the number is not of something else. */
function isPlain(sentence: ReadSentence, number: NumberWord, until: number, rules: FigureRules): boolean {
  for (let at = number.to; at < until; at++) {
    if (/^[\d.;:()<>=%±]/.test(sentence.tokens.words[at] ?? '')) return false;
  }
  const isParted = (sentence.byList.get(rules.notBetween) ?? []).some(
    (hit) => hit.from >= number.to && hit.to <= until,
  );
  const isOther = (sentence.byList.get(rules.notSample) ?? []).some(
    (hit) => hit.from <= number.to && hit.to >= number.from,
  );
  return !isParted && !isOther;
}

/** The longest stretch of time that the record ties to following up; one that it calls its follow-up before all others. */
export function readFollowUp(reading: Reading, rules: FigureRules): FollowUp | null {
  let best: FollowUp | null = null;
  let bestRank = 0;
  for (const sentence of reading.sentences) {
    if (!sentence.byList.has(rules.followUp) || !rules.months.some(({ list }) => sentence.byList.has(list))) continue;
    const numbers = readNumbers(sentence);
    for (const { list, months } of rules.months) {
      for (const unit of sentence.byList.get(list) ?? []) {
        const number = ofTime(sentence, numbers, unit);
        if (!number) continue;
        if (
          (sentence.byList.get(rules.notFollowUp) ?? []).some(
            (hit) => hit.from - unit.to < 3 && number.from - hit.to < 5,
          )
        )
          continue;
        const isMean = follows(sentence, number, rules.mean, 5);
        const value = Math.round(number.value * months * 10) / 10;
        const rank =
          (!sentence.isTitle && follows(sentence, number, rules.followed, 6) ? 20_000 : 0) +
          (isMean ? 10_000 : 0) +
          value;
        if (value > 0 && value < 600 && rank > bestRank) {
          bestRank = rank;
          best = {
            months: value,
            text: wordsEvidence(sentence, number.from, unit.to).text,
            evidence: sentenceEvidence(sentence),
          };
        }
      }
    }
  }
  return best;
}

/** Whether a number stands within so many words behind a cue of the list. */
function follows(sentence: ReadSentence, number: NumberWord, list: string, within: number): boolean {
  return sentence.byList.get(list)?.some((hit) => hit.to <= number.from && number.from - hit.to <= within) ?? false;
}

/** The number of a unit of time: of "51.9 ± 19.1 months" and "8.7 (SD 3.2) months" the mean. */
function ofTime(sentence: ReadSentence, numbers: readonly NumberWord[], unit: Hit): NumberWord | undefined {
  const { words } = sentence.tokens;
  const at = numbers.findIndex(({ to }) => to <= unit.from && unit.from - to <= (words[unit.from - 1] === ')' ? 2 : 1));
  const number = numbers[at];
  const isSpread = number && spreads.has(words[number.from - 1] ?? '');
  const found = isSpread ? numbers[at - 1] : number;
  return found?.isPercent ? undefined : found;
}

const spreads = new Set(['±', '+', 'sd']);

/** Every count or share of resorption that a sentence about resorption states, with the group it is of. */
export function readResorption(reading: Reading, rules: FigureRules): ResorptionFigure[] {
  const figures: ResorptionFigure[] = [];
  for (let index = 0; index < reading.sentences.length; index++) {
    const sentence = reading.sentences[index];
    if (!sentence || sentence.isTitle || !speaksOfOutcome(sentence, reading.sentences[index - 1], rules)) continue;
    const numbers = readNumbers(sentence);
    const taken = new Set<NumberWord>();
    numbers.forEach((number, index) => {
      if (taken.has(number)) return;
      const isCount = number.of !== null && number.value <= number.of;
      if (!isCount && !number.isPercent) return;
      if (number.value > 100 && number.isPercent) return;
      if (isOtherShare(sentence, number, rules)) return;
      const next = numbers[index + 1];
      const share = isCount && next?.isPercent && next.from - number.to <= 4 ? next : undefined;
      if (share) taken.add(share);
      const percent = number.isPercent ? number.value : (share?.value ?? null);
      figures.push({
        group: groupOf(sentence, number, rules),
        events: isCount ? number.value : null,
        total: isCount ? number.of : null,
        percent: percent ?? (number.of ? Math.round((1000 * number.value) / number.of) / 10 : null),
        definition: definitionOf(sentence, rules),
        evidence: sentenceEvidence(sentence),
      });
    });
  }
  return figures;
}

/** A sentence about the outcome, or one that goes on about it: "It occurred in ...". */
function speaksOfOutcome(sentence: ReadSentence, before: ReadSentence | undefined, rules: FigureRules): boolean {
  if (sentence.byList.has(rules.outcome)) return true;
  return before?.field === sentence.field && before.byList.has(rules.outcome) && opensWith(sentence, rules.anaphora);
}

/** A confidence limit, a change of size or a share of something else. */
function isOtherShare(sentence: ReadSentence, number: NumberWord, rules: FigureRules): boolean {
  return (
    isBeside(sentence, number, rules.notShare, 2, 2) ||
    (number.isPercent && isBeside(sentence, number, rules.changeOfSize, 1, 0))
  );
}

/** Whether a cue of the list ends at most `before` words before a number, or begins at most `after` words behind it. */
function isBeside(sentence: ReadSentence, number: NumberWord, list: string, before: number, after: number): boolean {
  const cues = sentence.byList.get(list);
  return cues?.some((hit) => hit.to >= number.from - before && hit.from <= number.to + after) ?? false;
}

/** The group named nearest to a number; before it rather than after it. */
function groupOf(sentence: ReadSentence, number: NumberWord, rules: FigureRules): string {
  let group = 'all';
  let nearest = 8;
  for (const candidate of rules.groups) {
    for (const hit of sentence.byList.get(candidate.list) ?? []) {
      const distance = hit.from >= number.to ? hit.from - number.to : number.from - hit.to + 1;
      if (distance >= 0 && distance < nearest) {
        nearest = distance;
        group = candidate.group;
      }
    }
  }
  return group;
}

function definitionOf(sentence: ReadSentence, rules: FigureRules): string | null {
  const lists = hasAny(sentence, [rules.complete]) ? [rules.complete, rules.outcome] : [rules.outcome];
  const words = lists.flatMap((list) => {
    const hit = sentence.byList.get(list)?.[0];
    return hit ? [wordsEvidence(sentence, hit.from, hit.to).text] : [];
  });
  return words.length > 0 ? words.join(' ') : null;
}
