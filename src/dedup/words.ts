import { fold } from '../text/fold.ts';
import { greekNames } from '../text/greekNames.ts';

/** Letters that NFKD leaves alone although catalogues write them in more than one way. */
const letters: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', þ: 'th', ß: 'ss', æ: 'e', œ: 'e' };

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Tags dropped, entities decoded: sources differ in how far they cleaned a text. */
export function plainText(text: string): string {
  let plain = text;
  if (plain.includes('<'))
    plain = plain.replace(/<\/?(?:[biu]|em|strong|su[bp]|italic|bold|jats:[a-z]+)\b[^<>]*>/gi, '');
  if (plain.includes('&')) {
    plain = plain.replace(/&(#x?[0-9a-f]{2,6}|[a-z]{2,6});/gi, (whole, name: string) => decodeEntity(name) ?? whole);
  }
  return plain;
}

function decodeEntity(name: string): string | undefined {
  if (!name.startsWith('#')) return named[name.toLowerCase()];
  const hexadecimal = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** The folded form of a text (see `text/fold.ts`), with Greek letters named and stray letters made plain. */
export function foldNames(text: string): string {
  const folded = fold(text);
  if (isAscii(folded)) return folded;
  return folded
    .replace(/[øłđðıþßæœ]/g, (letter) => letters[letter] ?? letter)
    .replace(/[α-ω]/g, (l) => greekNames[l] ?? l);
}

/** The words of a folded text; each Chinese character is one. `?` may stand for a lost letter and belongs to its word. */
export function wordsIn(folded: string): string[] {
  const words = isAscii(folded)
    ? folded.match(/[a-z0-9?]+(?:'[a-z]+)*/g)
    : folded.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}?\ufffd])+(?:'\p{L}+)*/gu);
  return words ?? [];
}

/** Plain English needs no Unicode-aware expression, which costs several times as much. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Whether a text is written in Chinese characters (rather than merely quoting one). */
export function isHan(text: string): boolean {
  if (isAscii(text)) return false;
  const characters = text.match(/\p{Script=Han}/gu);
  return characters !== null && characters.length * 3 >= text.replace(/\s/g, '').length;
}

/**
 * Whether two words are one word misspelt: at most one edit for words of five letters or more, two from nine,
 * `?` and the replacement character standing for any letter (the trace of a lost accent).
 */
export function isTypo(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  const allowed = longest >= 9 ? 2 : longest >= 5 ? 1 : 0;
  if (Math.abs(a.length - b.length) > allowed) return false;
  // Nearly all words differ in their first two letters and their last two; only one pair may be misspelt at once.
  if (a.slice(0, 2) !== b.slice(0, 2) && a.slice(-2) !== b.slice(-2) && !a.includes('?') && !b.includes('?'))
    return false;
  if (/\d/.test(a) || /\d/.test(b) || areOpposites(a, b)) return false;
  return editDistance(a, b, allowed) <= allowed;
}

const opposites = [
  ['hypo', 'hyper'],
  ['inter', 'intra'],
  ['micro', 'macro'],
  ['endo', 'exo'],
  ['anti', 'ante'],
] as const;

/** "hypothyroidism" is no misspelling of "hyperthyroidism". */
function areOpposites(a: string, b: string): boolean {
  return opposites.some(
    ([one, other]) => (a.startsWith(one) && b.startsWith(other)) || (a.startsWith(other) && b.startsWith(one)),
  );
}

/** Edits (one letter changed, dropped, added, or two swapped) between two texts; `limit + 1` if more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  while (start < a.length && start < b.length && sameLetter(a.charCodeAt(start), b.charCodeAt(start))) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && sameLetter(a.charCodeAt(endA - 1), b.charCodeAt(endB - 1))) {
    endA--;
    endB--;
  }
  const [restA, restB] = [endA - start, endB - start];
  if (restA === 0 || restB === 0) return Math.max(restA, restB);
  // Each edit leaves at most two letters on its side and whatever stands between two edits.
  if (limit === 1 && Math.max(restA, restB) > 2) return limit + 1;
  return fullDistance(a.slice(start, endA), b.slice(start, endB), limit);
}

/** Levenshtein's table, row by row, with adjacent swaps. */
function fullDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const equal = sameLetter(a.charCodeAt(row - 1), b.charCodeAt(column - 1));
      let distance = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (equal ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) distance = Math.min(distance, (before[column - 2] ?? 0) + 1);
      next.push(distance);
      if (distance < best) best = distance;
    }
    if (best > limit) return limit + 1;
    before = last;
    last = next;
  }
  return last[b.length] ?? limit + 1;
}

const questionMark = 63;

function sameLetter(a: number, b: number): boolean {
  return a === b || a === questionMark || b === questionMark;
}
