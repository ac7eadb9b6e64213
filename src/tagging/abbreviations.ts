import type { Hit } from './cueIndex.ts';
import type { Tokens } from './tokens.ts';

/** Where a sentence defines an abbreviation: "Macrophage-rich granulation (MRG)". */
export interface Definition {
  /** The abbreviation, as words. */
  words: readonly string[];
  /** Word positions of its long form, `to` exclusive. */
  from: number;
  to: number;
}

/** What an abbreviation defined in the record stands for: the lists its long form has cues of. */
export interface Alias {
  words: readonly string[];
  lists: readonly string[];
}

/** "(MCP-1)", "（VEGF）": a short name in brackets, right after what it abbreviates. */
const definition = /[(（]([A-Za-z][A-Za-z0-9α-ω-]{1,9}s?)[)）]/g;

/**
 * Adds to the cues of a sentence those that abbreviations defined so far in the record stand for, takes out cues
 * that an abbreviation only seems to be, and learns the definitions that the sentence makes.
 *
 * "Macrophage-rich granulation (MRG) ... MRG was seen": MRG speaks of macrophages. "Manual muscle power (MMP)":
 * this MMP is no enzyme.
 */
export function applyAbbreviations(
  tokens: Tokens,
  from: number,
  to: number,
  definitions: readonly Definition[],
  byList: Map<string, Hit[]>,
  aliases: Map<string, Alias>,
): void {
  for (const { words, from: first, to: last } of definitions) {
    const lists = [...byList].flatMap(([list, hits]) =>
      hits.some((hit) => hit.from >= first && hit.to <= last) ? [list] : [],
    );
    aliases.set(words[0] ?? '', { words, lists });
  }
  if (aliases.size === 0) return;
  const places = placesOf(tokens, from, to, aliases);
  for (const { at, alias } of places) takeOut(byList, at, alias);
  for (const { at, alias } of places) {
    const end = at + alias.words.length;
    for (const list of alias.lists) addHit(byList, { list, from: at, to: end });
  }
}

interface Place {
  at: number;
  alias: Alias;
}

/** Where abbreviations stand in words `from` to `to`; aliases are kept by their first word. */
function placesOf(tokens: Tokens, from: number, to: number, aliases: ReadonlyMap<string, Alias>): Place[] {
  const places: Place[] = [];
  for (let at = from; at < to; at++) {
    const alias = aliases.get(tokens.words[at] ?? '');
    if (alias?.words.every((word, index) => tokens.words[at + index] === word)) places.push({ at, alias });
  }
  return places;
}

/** A cue that is just the abbreviation, of a list that its long form says nothing of, is none. */
function takeOut(byList: Map<string, Hit[]>, at: number, { words, lists }: Alias): void {
  for (const [list, hits] of byList) {
    if (lists.includes(list)) continue;
    const left = hits.filter((hit) => hit.from !== at || hit.to - hit.from !== words.length);
    if (left.length === hits.length) continue;
    if (left.length > 0) byList.set(list, left);
    else byList.delete(list);
  }
}

function addHit(byList: Map<string, Hit[]>, hit: Hit): void {
  const hits = byList.get(hit.list);
  if (!hits) byList.set(hit.list, [hit]);
  else if (!hits.some((other) => other.from <= hit.from && other.to >= hit.to)) {
    hits.push(hit);
    hits.sort((one, other) => one.from - other.from);
  }
}

/** The abbreviations that words `from` to `to` of a text define. */
export function findDefinitions(text: string, tokens: Tokens, from: number, to: number): readonly Definition[] {
  if (!hasBracket(tokens.words, from, to)) return none;
  const found: Definition[] = [];
  const start = tokens.starts[from] ?? 0;
  const sentence = text.slice(start, tokens.ends[to - 1] ?? start);
  for (const match of sentence.matchAll(definition)) {
    const short = match[1] ?? '';
    if (!/[A-Z].*[A-Z]/.test(short)) continue;
    const open = wordAt(tokens, from, to, start + match.index);
    const close = wordAt(tokens, from, to, start + match.index + match[0].length - 1);
    const words = tokens.words.slice(open + 1, close);
    const longFrom = longForm(tokens, from, open, short);
    if (words.length > 0 && longFrom !== undefined) found.push({ words, from: longFrom, to: open });
  }
  return found;
}

const none: readonly Definition[] = [];

function hasBracket(words: readonly string[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (words[at] === '(') return true;
  return false;
}

function wordAt(tokens: Tokens, from: number, to: number, offset: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the long form begins: so many words back that their initials, in order, spell the capitals of the short. */
function longForm(tokens: Tokens, from: number, open: number, short: string): number | undefined {
  const letters = short.replace(/[^A-Z]/g, '').toLowerCase();
  let wanted = letters.length - 1;
  for (let at = open - 1; at >= Math.max(from, open - 3 * letters.length); at--) {
    if (tokens.words[at]?.charAt(0) === letters.charAt(wanted)) wanted--;
    if (wanted < 0) return at;
  }
  return undefined;
}
