import type { ReadSentence } from './reading.ts';

const units = new Map<string, number>(
  [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
      .split(' ')
      .map((word, index): [string, number] => [word, index + 1]),
    'twenty thirty forty fifty sixty seventy eighty ninety'
      .split(' ')
      .map((word, index): [string, number] => [word, 10 * (index + 2)]),
  ].flat(),
);

/** A number in a sentence, in figures or in English words. */
export interface NumberWord {
  value: number;
  /** Word positions, `to` exclusive. */
  from: number;
  to: number;
  isPercent: boolean;
  /** Where "14 of 21" or "14/21": the number it is a part of. */
  of: number | null;
}

/** The numbers of a sentence in order. "14 of 21" and "14/21" are one number with its whole. */
export function readNumbers(sentence: ReadSentence): readonly NumberWord[] {
  sentence.memo.numbers ??= findNumbers(sentence);
  return sentence.memo.numbers;
}

function findNumbers(sentence: ReadSentence): NumberWord[] {
  const { words } = sentence.tokens;
  const numbers: NumberWord[] = [];
  let at = sentence.from;
  while (at < sentence.to) {
    if (!mayBeNumber(words[at] ?? '')) {
      at++;
      continue;
    }
    const number = groupedAt(sentence, at) ?? numberAt(words, at, sentence.to);
    if (!number) {
      at++;
      continue;
    }
    at = number.to;
    const isPercent = isPercentSign(words[at]) || isSpreadPercent(words, at);
    const part = isPercent ? undefined : partAfter(sentence, at);
    if (part) {
      at = part.to;
      numbers.push({ value: part.value, from: number.from, to: at, isPercent: false, of: number.value });
      continue;
    }
    const whole = isPercent ? undefined : wholeAfter(sentence, at);
    if (whole) at = whole.to;
    numbers.push({ value: number.value, from: number.from, to: at, isPercent, of: whole ? whole.value : null });
  }
  return joined(numbers, words);
}

function isPercentSign(word: string | undefined): boolean {
  return word === '%' || word === 'percent';
}

/** "(68.2±19.5)%": the sign behind the bracket is of the mean. */
function isSpreadPercent(words: readonly string[], at: number): boolean {
  return words[at] === '±' && words[at + 2] === ')' && isPercentSign(words[at + 3]);
}

/** "Of the 40 that shrank, 33 had": the whole is named before its part. */
function joined(numbers: readonly NumberWord[], words: readonly string[]): NumberWord[] {
  return numbers.map((number, index) => {
    const whole = numbers[index - 1];
    if (!whole || number.of !== null || number.isPercent || whole.isPercent || whole.of !== null) return number;
    const opener = words[whole.from - 1] === 'the' ? words[whole.from - 2] : words[whole.from - 1];
    const comma = words[number.from - 1] === ',' ? number.from - 1 : number.from - 2;
    const isPart = words[comma] === ',' && number.from - whole.to <= wholeReach && number.value <= whole.value;
    return isPart && (opener === 'of' || opener === 'among') ? { ...number, of: whole.value } : number;
  });
}

/** So many words may stand between a whole and its part behind the comma. */
const wholeReach = 12;

/** "2 038": thousands parted by a space. */
function groupedAt({ tokens, source, to }: ReadSentence, at: number): Plain | undefined {
  const { words, starts, ends } = tokens;
  if (
    at + 1 >= to ||
    (words[at + 1]?.length ?? 0) !== 3 ||
    !/^[1-9]\d{0,2}$/.test(words[at] ?? '') ||
    !/^\d{3}$/.test(words[at + 1] ?? '')
  )
    return undefined;
  if (!/^[ \u00a0\u2009\u202f]$/.test(source.slice(ends[at] ?? 0, starts[at + 1] ?? 0))) return undefined;
  return { value: Number(`${words[at]}${words[at + 1]}`), from: at, to: at + 2 };
}

/** Chinese names the whole before its part: "18例中16例", "40个里有36个". */
function partAfter({ tokens, to }: ReadSentence, at: number): Plain | undefined {
  const { words } = tokens;
  let next = at;
  while (next < Math.min(to, at + 4) && counters.has(words[next] ?? '')) next++;
  if (words[next] !== '中' && words[next] !== '里') return undefined;
  next++;
  while (next < to && fillers.has(words[next] ?? '')) next++;
  return next < to ? figureAt(words, next) : undefined;
}

const counters = new Set('例个名人份处只块节者患');
const fillers = new Set('有仅只共');

/** Figures, and words that begin as number words do and are no longer than they: few others are looked up. */
function mayBeNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code >= 48 && code <= 57) return true;
  return word.length >= 3 && word.length <= 9 && numberInitials.has(code);
}

const numberInitials = new Set([...'efnost'].map((letter) => letter.charCodeAt(0)));

interface Plain {
  value: number;
  from: number;
  to: number;
}

function numberAt(words: readonly string[], at: number, end: number): Plain | undefined {
  const word = words[at] ?? '';
  const code = word.charCodeAt(0);
  if (code >= 48 && code <= 57) return { value: Number(word.replaceAll(',', '')), from: at, to: at + 1 };
  const first = units.get(word);
  if (first === undefined) return undefined;
  let value = first;
  let to = at + 1;
  const second = units.get(words[to] ?? '');
  if (value >= 20 && second !== undefined && second < 10 && to < end) {
    value += second;
    to++;
  }
  if (words[to] === 'hundred' && to < end) {
    value *= 100;
    to++;
    if (words[to] === 'and') {
      const rest = numberAt(words, to + 1, end);
      if (rest && rest.value < 100) return { value: value + rest.value, from: at, to: rest.to };
    }
  }
  return { value, from: at, to };
}

/** "of 21", "of the 21", "/21". */
function wholeAfter(sentence: ReadSentence, at: number): Plain | undefined {
  const { words, starts, ends } = sentence.tokens;
  if (at >= sentence.to) return undefined;
  const between = sentence.source.slice(ends[at - 1] ?? 0, starts[at] ?? 0);
  if (between === '/') return figureAt(words, at);
  if (words[at] === 'of') {
    return (
      numberAt(words, at + 1, sentence.to) ??
      (words[at + 1] === 'the' ? numberAt(words, at + 2, sentence.to) : undefined)
    );
  }
  return undefined;
}

function figureAt(words: readonly string[], at: number): Plain | undefined {
  return /^\d/.test(words[at] ?? '') ? numberAt(words, at, at + 1) : undefined;
}
