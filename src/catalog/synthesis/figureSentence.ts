import type { RecordText } from '../../domain/recordText.ts';
import { splitSentences } from '../../text/sentences.ts';

/** A sentence that states a result's figures, and in which text of the record it stands. */
export interface FigureSentence {
  text: string;
  field: string;
  language: string;
}

export interface Figures {
  events: number | null;
  total: number | null;
  percent: number | null;
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/**
 * The sentence in which a text states the figures of a result: two of events, total and percentage, or the
 * percentage, or at the least the events where no other sentence of the text has that number. Numbers count in
 * figures and in English words. Failing that, the sentence that states them in parts, where parts add up to the events
 * and to the total. Null where no text does.
 *
 * @param texts in the order in which they are preferred; among equals the earliest sentence is taken.
 */
export function figureSentence(figures: Figures, texts: readonly RecordText[]): FigureSentence | null {
  let best: { score: number; sentence: FigureSentence } | null = null;
  for (const { field, language, text } of texts) {
    const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
    const alone = sentences.filter((sentence) => statesEvents(figures, sentence));
    for (const sentence of sentences) {
      const score =
        agreement(figures, sentence) ||
        (alone.length === 1 && alone[0] === sentence ? 0.5 : addsUp(figures, sentence) ? 0.25 : 0);
      if (score > (best?.score ?? 0)) best = { score, sentence: { text: sentence, field, language } };
    }
  }
  return best?.sentence ?? null;
}

function statesEvents({ events }: Figures, sentence: string): boolean {
  return events !== null && events > 1 && numbersOf(sentence).counts.has(events);
}

/** How many of the figures the sentence states; 0 where too few to say that it speaks of this result. */
function agreement({ events, total, percent }: Figures, sentence: string): number {
  const { counts, percents } = numbersOf(sentence);
  const hasPercent = percent !== null && percents.some((stated) => isRounding(stated, percent));
  const hasEvents = events !== null && counts.has(events);
  const hasTotal = total !== null && total !== events && counts.has(total);
  const stated = Number(hasPercent) + Number(hasEvents) + Number(hasTotal);
  return stated >= 2 || hasPercent ? stated : 0;
}

/**
 * Whether two counts come to the events, and a third with them, or two others, to the total: "64 of 84 and 7 of 27" for
 * 71 of 111. One sum alone is met by chance too often.
 */
function addsUp({ events, total }: Figures, sentence: string): boolean {
  if (events === null || total === null) return false;
  const counts = [...numbersOf(sentence).counts].filter((count) => count > 0);
  const pairsOf = (sum: number) =>
    counts.flatMap((one, index) =>
      counts.slice(index + 1).flatMap((other) => (one + other === sum ? [[one, other]] : [])),
    );
  return pairsOf(events).some((parts) => {
    const others = counts.filter((count) => !parts.includes(count));
    const hasThird = others.includes(total - events);
    return hasThird || pairsOf(total).some((pair) => pair.every((count) => others.includes(count)));
  });
}

/** A stated percentage may be rounded or cut to fewer places. */
function isRounding(stated: { value: number; places: number }, percent: number): boolean {
  const unit = 10 ** -stated.places;
  return Math.abs(stated.value - percent) < unit * 0.5 + 1e-9;
}

function numbersOf(sentence: string): { counts: Set<number>; percents: { value: number; places: number }[] } {
  const counts = new Set<number>();
  const percents: { value: number; places: number }[] = [];
  for (const [, digits = '', percentSign] of sentence.matchAll(/(\d+(?:\.\d+)?)(\s*%)?/g)) {
    const value = Number(digits);
    if (percentSign !== undefined) percents.push({ value, places: digits.split('.')[1]?.length ?? 0 });
    else counts.add(value);
  }
  for (const word of sentence.toLowerCase().match(/[a-z]+(?:-[a-z]+)?/g) ?? []) {
    const value = wordValue(word);
    if (value !== null) counts.add(value);
  }
  return { counts, percents };
}

function wordValue(word: string): number | null {
  const [first = '', second] = word.split('-');
  const ten = tens.indexOf(first);
  if (ten >= 2) {
    const unit = second === undefined ? 0 : small.indexOf(second);
    return unit >= 0 && unit < 10 ? 10 * ten + unit : null;
  }
  const value = second === undefined ? small.indexOf(first) : -1;
  return value < 0 ? null : value;
}
