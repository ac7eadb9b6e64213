import { stem } from './stem.ts';

/**
 * From text to terms. Words are runs of two or more letters, digits or underscores, as in the classical
 * bag-of-words tools, so that their results can be reproduced here.
 */
const word = /[\p{L}\p{N}_]{2,}/gu;

export function words(text: string): string[] {
  return text.toLowerCase().match(word) ?? [];
}

/** Runs of `shortest` to `longest` neighbouring words, each as often as it occurs. */
export function wordGrams(text: string, stemmed: boolean, shortest: number, longest: number): string[] {
  const tokens = stemmed ? words(text).map(stem) : words(text);
  const grams: string[] = [];
  for (let length = shortest; length <= longest; length++) {
    for (let at = 0; at + length <= tokens.length; at++) grams.push(tokens.slice(at, at + length).join(' '));
  }
  return grams;
}

/**
 * Character n-grams inside words, each word between two blanks; a word shorter than that is taken whole.
 * Words here are what blanks part, punctuation included.
 */
export function characterGrams(text: string, shortest: number, longest = shortest): string[] {
  const grams: string[] = [];
  for (const part of text.toLowerCase().split(/\s+/u)) {
    if (part === '') continue;
    const padded = ` ${part} `;
    for (let length = shortest; length <= longest; length++) {
      if (padded.length <= length) {
        grams.push(padded);
        break;
      }
      for (let at = 0; at + length <= padded.length; at++) grams.push(padded.slice(at, at + length));
    }
  }
  return grams;
}
