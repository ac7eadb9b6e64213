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
  let best: { sample: Sample; rank: number; sentence: ReadSentence } | undefined;
  for (const sentence of reading.sentences) {
    if (!rules.units.some(({ list }) => sentence.byList.has(list))) continue;
    const counts = readNumbers(sentence).filter(
      (number) => !number.isPercent && Number.isInteger(number.value) && number.value > 0,
    );
    for (const { unit, list, rank, designs } of rules.units) {
      if (designs && !designs.includes(design)) continue;
      for (const hit of sentence.byList.get(list) ?? []) {
        const count =
          counts.find((number) => isInBrackets(sentence, number, hit)) ??
          counts.find(
            (number) =>
              number.to <= hit.from && hit.from - number.to <= reach && isPlain(sentence, number, hit.from, rules),
          );
        if (!count) continue;
        const value = count.of ?? count.value;
        const evidence = wordsEvidence(sentence, Math.min(count.from, hit.from), Math.max(count.to, hit.to));
        const isEarlier = best?.sentence === sentence && evidence.start < best.sample.evidence.start;
        if (!best || rank > best.rank || (rank === best.rank && isEarlier)) {
          best = { sample: { n: value, unit, evidence }, rank, sentence };
        }
      }
    }
  }
  if (best) return best.sample;
  const single = rules.singleCase.designs.includes(design)
    ? reading.sentences.find((sentence) => sentence.byList.has(rules.singleCase.list))
    : undefined;
  const hit = single?.byList.get(rules.singleCase.list)?.[0];
  return single && hit
    ? { n: 1, unit: rules.singleCase.unit, evidence: wordsEvidence(single, hit.from, hit.to) }
    : null;
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

/** The longest stretch of time that the record ties to following up. */
export function readFollowUp(reading: Reading, rules: FigureRules): FollowUp | null {
  let best: FollowUp | null = null;
  let bestRank = 0;
  for (const sentence of reading.sentences) {
    if (!sentence.byList.has(rules.followUp) || !rules.months.some(({ list }) => sentence.byList.has(list))) continue;
    const numbers = readNumbers(sentence);
    for (const { list, months } of rules.months) {
      for (const unit of sentence.byList.get(list) ?? []) {
        const number = numbers.find((candidate) => candidate.to <= unit.from && unit.from - candidate.to <= 1);
        if (!number || number.isPercent) continue;
        if (
          (sentence.byList.get(rules.notFollowUp) ?? []).some(
            (hit) => hit.from - unit.to < 3 && number.from - hit.to < 5,
          )
        )
          continue;
        const isMean = (sentence.byList.get(rules.mean) ?? []).some(
          (hit) => hit.to <= number.from && number.from - hit.to <= 5,
        );
        const value = Math.round(number.value * months * 10) / 10;
        const rank = (isMean ? 10_000 : 0) + value;
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
  const near = (list: string, before: number, after: number): boolean =>
    (sentence.byList.get(list) ?? []).some((hit) => hit.to >= number.from - before && hit.from <= number.to + after);
  return near(rules.notShare, 2, 2) || (number.isPercent && near(rules.changeOfSize, 1, 0));
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
