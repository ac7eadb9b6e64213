import type { ReadSentence } from './reading.ts';

/** Words that only join the parts of a list part nothing; a comma parts statements, and counts as so many words. */
const comma = 4;

/**
 * How far apart two word positions of a sentence stand for a reader: what is in brackets is passed over, a comma
 * parts, and a Chinese character is about half a word.
 */
export function distance(sentence: ReadSentence, from: number, to: number): number {
  sentence.memo.distances ??= measured(sentence);
  const steps = sentence.memo.distances;
  return Math.abs(stepsTo(steps, to - sentence.from) - stepsTo(steps, from - sentence.from));
}

function stepsTo(steps: Float64Array, place: number): number {
  return steps[Math.max(0, place)] ?? 0;
}

/** For each word of a sentence how far it stands from the first, as a reader takes it. */
function measured(sentence: ReadSentence): Float64Array {
  const { from, to, tokens } = sentence;
  const hidden = bracketed(tokens.words, from, to);
  const steps = new Float64Array(to - from + 1);
  let sum = 0;
  for (let at = from; at < to; at++) {
    steps[at - from] = sum;
    if (hidden[at - from] !== 1) sum += widthOf(tokens.words[at] ?? '');
  }
  steps[to - from] = sum;
  return steps;
}

function widthOf(word: string): number {
  if (word === ',') return comma;
  return word >= '\u2e80' ? 0.5 : 1;
}

/** For each word from `from` on: 1 where it stands in brackets, the brackets themselves included. */
export function bracketed(words: readonly string[], from: number, to: number): Uint8Array {
  const inside = new Uint8Array(to - from);
  const open: number[] = [];
  for (let at = from; at < to; at++) {
    const word = words[at];
    if (word === '(' || word === '[') open.push(at);
    else if (word === ')' || word === ']') {
      const start = open.pop();
      if (start !== undefined && open.length === 0) inside.fill(1, start - from, at + 1 - from);
    }
  }
  return inside;
}
