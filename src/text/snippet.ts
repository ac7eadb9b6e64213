import { type HighlightTerm, highlight, type Mark, piecesOf, type TextPiece } from './highlight.ts';

export interface SnippetOptions {
  /** Most UTF-16 units of the text that are shown; marks of omission come on top. */
  maxLength: number;
}

const omission = '…';
const boundary = /[\s，。；、！？.;,!?]/;

/**
 * The stretch of a text that holds the most different words of a search, cut at words and marked. Without any
 * hit it is the text's beginning.
 */
export function snippet(text: string, terms: readonly HighlightTerm[], { maxLength }: SnippetOptions): TextPiece[] {
  const marks = highlight(text, terms);
  if (text.length <= maxLength) return piecesOf(text, marks);
  const { first, last } = densest(text, marks, maxLength);
  const [start, end] = stretch(text, first, last, maxLength);
  const inside = marks
    .filter((mark) => mark.end > start && mark.start < end)
    .map((mark) => ({ start: Math.max(mark.start, start) - start, end: Math.min(mark.end, end) - start }));
  const pieces = piecesOf(text.slice(start, end), inside);
  if (start > 0) pieces.unshift({ text: omission, hit: false });
  if (end < text.length) pieces.push({ text: omission, hit: false });
  return pieces;
}

/** The window of marks within `maxLength` that shows the most different words, then the most marks, then the first. */
function densest(text: string, marks: readonly Mark[], maxLength: number): { first: number; last: number } {
  const words = marks.map((mark) => text.slice(mark.start, mark.end).toLowerCase());
  const inWindow = new Map<string, number>();
  let best = { first: 0, last: 0, kinds: 0, count: 0 };
  let from = 0;
  marks.forEach((mark, to) => {
    const word = words[to] ?? '';
    inWindow.set(word, (inWindow.get(word) ?? 0) + 1);
    while (from < to && mark.end - (marks[from]?.start ?? 0) > maxLength) {
      const gone = words[from++] ?? '';
      const left = (inWindow.get(gone) ?? 1) - 1;
      if (left > 0) inWindow.set(gone, left);
      else inWindow.delete(gone);
    }
    const kinds = inWindow.size;
    const count = to - from + 1;
    if (kinds > best.kinds || (kinds === best.kinds && count > best.count)) {
      best = { first: marks[from]?.start ?? 0, last: mark.end, kinds, count };
    }
  });
  return best;
}

/** Widens a place to `maxLength` on both sides, then draws its ends in to the nearest words. */
function stretch(text: string, first: number, last: number, maxLength: number): [start: number, end: number] {
  const spare = Math.max(0, maxLength - (last - first));
  let start = Math.max(0, Math.min(first - Math.floor(spare / 3), text.length - maxLength));
  let end = Math.min(text.length, start + maxLength);
  if (start > 0) start = forward(text, start, first);
  if (end < text.length) end = backward(text, end, Math.min(last, end));
  return [start, end];
}

/** The first place after a boundary; where there is none before `limit`, a place that splits no character. */
function forward(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) if (boundary.test(text.charAt(at - 1))) return at;
  return isLowSurrogate(text, from) ? from + 1 : from;
}

function backward(text: string, from: number, limit: number): number {
  for (let at = from; at > limit; at--) if (boundary.test(text.charAt(at))) return at;
  return isLowSurrogate(text, from) ? from - 1 : from;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
