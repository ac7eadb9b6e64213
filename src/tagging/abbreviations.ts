import type { Hit } from './cueIndex.ts';
import type { Tokens } from './tokens.ts';

/** What an abbreviation defined in the record stands for: the lists its long form has cues of. */
export interface Alias {
  words: readonly string[];
  lists: readonly string[];
}

/** "(MCP-1)", "（VEGF）": a short name in brackets, right after what it abbreviates. */
const definition = /[(（]([A-Za-z][A-Za-z0-9α-ω-]{1,9}s?)[)）]/g;

/**
 * Adds to the cues of a sentence those that abbreviations defined earlier in the record stand for, takes out cues
 * that an abbreviation only seems to be, and learns the definitions that the sentence makes.
 *
 * "Macrophage-rich granulation (MRG) ... MRG was seen": MRG speaks of macrophages. "Manual muscle power (MMP)":
 * this MMP is no enzyme.
 */
export function findAbbreviations(
  text: string,
  tokens: Tokens,
  from: number,
  to: number,
  found: readonly Hit[],
  aliases: Map<string, Alias>,
): Hit[] {
  learn(text, tokens, from, to, found, aliases);
  if (aliases.size === 0) return [...found];
  const hits = found.filter((hit) => !isAnotherThing(tokens, hit, aliases));
  for (let at = from; at < to; at++) {
    const alias = aliases.get(tokens.words[at] ?? '');
    if (!alias?.words.every((word, index) => tokens.words[at + index] === word)) continue;
    const end = at + alias.words.length;
    for (const list of alias.lists) {
      if (!hits.some((hit) => hit.list === list && hit.from <= at && hit.to >= end))
        hits.push({ list, from: at, to: end });
    }
  }
  return hits.sort((one, other) => one.from - other.from);
}

/** Aliases are kept by their first word. */
function isAnotherThing(tokens: Tokens, hit: Hit, aliases: ReadonlyMap<string, Alias>): boolean {
  const alias = aliases.get(tokens.words[hit.from] ?? '');
  if (!alias || hit.to - hit.from !== alias.words.length) return false;
  return alias.words.every((word, index) => tokens.words[hit.from + index] === word) && !alias.lists.includes(hit.list);
}

function learn(
  text: string,
  tokens: Tokens,
  from: number,
  to: number,
  found: readonly Hit[],
  aliases: Map<string, Alias>,
): void {
  if (from >= to || !hasBracket(tokens.words, from, to)) return;
  const start = tokens.starts[from] ?? 0;
  const sentence = text.slice(start, tokens.ends[to - 1] ?? start);
  for (const match of sentence.matchAll(definition)) {
    const short = match[1] ?? '';
    if (!/[A-Z].*[A-Z]/.test(short)) continue;
    const open = wordAt(tokens, from, to, start + match.index);
    const close = wordAt(tokens, from, to, start + match.index + match[0].length - 1);
    const words = tokens.words.slice(open + 1, close);
    const longFrom = longForm(tokens, from, open, short);
    const [first] = words;
    if (first === undefined || longFrom === undefined) continue;
    const lists = new Set<string>();
    for (const hit of found) if (hit.from >= longFrom && hit.to <= open) lists.add(hit.list);
    aliases.set(first, { words, lists: [...lists] });
  }
}

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
