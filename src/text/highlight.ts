import { porterStem } from './porter.ts';
import { prefixSpellings } from './spellings.ts';
import { textUnits, type Unit } from './tokens.ts';

/** A word or phrase to mark. */
export interface HighlightTerm {
  text: string;
  /** The last word is only a beginning. */
  prefix: boolean;
  /** These very words; otherwise words of the same stem count too. */
  exact: boolean;
}

/** A marked place: UTF-16 offsets in the text, end exclusive. */
export interface Mark {
  start: number;
  end: number;
}

/** A piece of text, marked where it meets the search. */
export interface TextPiece {
  text: string;
  hit: boolean;
}

/** A term cut into what is compared unit by unit. */
interface Sought {
  keys: string[];
  prefix: boolean;
  exact: boolean;
}

/**
 * Where a text meets any of the terms: in order, not overlapping, in offsets of the text itself. Words meet by
 * the stem the index uses, Chinese by its characters in any of their forms.
 */
export function highlight(text: string, terms: readonly HighlightTerm[]): Mark[] {
  const { units, stems } = readText(text);
  return merged(findAll(units, stems, indexOf(terms)));
}

/** A text cut into its words. */
interface ReadText {
  units: readonly Unit[];
  stems: readonly string[];
}

/** Texts read last: a page marks the same text several times, and readers turn pages of the same records. */
const read = new Map<string, ReadText>();
const mostRead = 400;
/** Stems of words met so far. Emptied when it has grown too large. */
const stemsMet = new Map<string, string>();
const mostStems = 50_000;

function readText(text: string): ReadText {
  const known = read.get(text);
  if (known) return known;
  const units = textUnits(text);
  const now = { units, stems: units.map(stemOf) };
  for (const oldest of read.keys()) {
    if (read.size < mostRead) break;
    read.delete(oldest);
  }
  read.set(text, now);
  return now;
}

/** The same terms are looked for in all texts of a page. */
const indexes = new WeakMap<readonly HighlightTerm[], TermIndex>();

function indexOf(terms: readonly HighlightTerm[]): TermIndex {
  const known = indexes.get(terms) ?? indexTerms(terms);
  indexes.set(terms, known);
  return known;
}

/** Terms by the first unit they begin with, so that a text is walked once however many terms there are. */
interface TermIndex {
  byFirst: Map<string, Sought[]>;
  /** Terms of one unit that is only a beginning, by its length. */
  beginnings: Map<number, Map<string, Sought[]>>;
}

function indexTerms(terms: readonly HighlightTerm[]): TermIndex {
  const index: TermIndex = { byFirst: new Map(), beginnings: new Map() };
  for (const { text, prefix, exact } of terms) {
    const units = textUnits(text);
    const last = units.at(-1);
    if (!last) continue;
    const open = prefix && !last.han;
    const head = units.slice(0, -1).map((unit) => (exact ? unit.text : stemOf(unit)));
    const ends = open ? prefixSpellings(last.text) : [exact ? last.text : stemOf(last)];
    for (const end of ends) {
      const keys = [...head, end];
      const first = keys[0] ?? end;
      const map = open && keys.length === 1 ? ofLength(index.beginnings, first.length) : index.byFirst;
      map.set(first, [...(map.get(first) ?? []), { keys, prefix: open, exact }]);
    }
  }
  return index;
}

function ofLength(beginnings: TermIndex['beginnings'], length: number): Map<string, Sought[]> {
  const known = beginnings.get(length) ?? new Map<string, Sought[]>();
  beginnings.set(length, known);
  return known;
}

function stemOf({ text, han }: Unit): string {
  // Numbers are few letters of a long text, which would stay in memory with them.
  if (han || !/^[a-z]/.test(text)) return han ? text : porterStem(text);
  const known = stemsMet.get(text);
  if (known !== undefined) return known;
  const stem = porterStem(text);
  if (stemsMet.size >= mostStems) stemsMet.clear();
  stemsMet.set(text, stem);
  return stem;
}

function findAll(units: readonly Unit[], stems: readonly string[], index: TermIndex): Mark[] {
  const marks: Mark[] = [];
  const { byFirst, beginnings } = index;
  for (let at = 0; at < units.length; at++) {
    const { text, start } = units[at] as Unit;
    const stem = stems[at] ?? '';
    let longest = longestOf(byFirst.get(text), 0, units, stems, at);
    if (stem !== text) longest = longestOf(byFirst.get(stem), longest, units, stems, at);
    for (const [length, byText] of beginnings) {
      longest = longestOf(byText.get(text.slice(0, length)), longest, units, stems, at);
    }
    const last = longest > 0 ? units[at + longest - 1] : undefined;
    if (last) marks.push({ start, end: last.end });
  }
  return marks;
}

/** How many units the longest of the terms takes that the text meets here, where that is more than `longest`. */
function longestOf(
  terms: readonly Sought[] | undefined,
  longest: number,
  units: readonly Unit[],
  stems: readonly string[],
  at: number,
): number {
  if (terms === undefined) return longest;
  let most = longest;
  for (const term of terms) {
    if (term.keys.length > most && meets(units, stems, at, term)) most = term.keys.length;
  }
  return most;
}

function meets(units: readonly Unit[], stems: readonly string[], at: number, { keys, prefix, exact }: Sought): boolean {
  for (let offset = 0; offset < keys.length; offset++) {
    const unit = units[at + offset];
    const key = keys[offset] as string;
    if (!unit) return false;
    if (prefix && offset === keys.length - 1) return unit.text.startsWith(key);
    if ((exact ? unit.text : stems[at + offset]) !== key) return false;
  }
  return true;
}

/** Marks in order; those that overlap or touch become one. */
function merged(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks) {
    const last = result.at(-1);
    if (last && mark.start <= last.end) last.end = Math.max(last.end, mark.end);
    else result.push({ ...mark });
  }
  return result;
}

/** The text cut at its marks. */
export function piecesOf(text: string, marks: readonly Mark[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}
