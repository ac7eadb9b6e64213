import { fold, foldWithOffsets } from './fold.ts';
import { greekNames } from './greekNames.ts';
import { normaliseSpelling } from './spellings.ts';

/**
 * Tokens: the units in which texts are indexed and searched.
 *
 * A text is folded and cut where its script changes, so that "TNFα", "TNF-α" and "TNF-alpha", or "IL6", "IL-6"
 * and "IL 6", are the same tokens. Latin words take their American spelling; Greek letters take their names;
 * a run of Chinese becomes its overlapping two-character pieces and, as its end mark, its last character.
 */

/** One word, number or Chinese character of a text. */
export interface Unit {
  /** Folded and normalised, not stemmed. */
  text: string;
  /** UTF-16 offsets in the original text, end exclusive. */
  start: number;
  end: number;
  han: boolean;
}

/**
 * One run of letters or digits of one script, wherever in a text it is asked for. A script has signs too (the Greek
 * ϶ is one of mathematics): they are no tokens.
 */
const runHere =
  /((?:(?=[\p{L}\p{N}])\p{sc=Han})+)|([0-9]+)|((?:(?=[\p{L}\p{N}])\p{sc=Latin})+)|((?:(?=\p{L})\p{sc=Greek})+)|((?:(?![\p{sc=Han}\p{sc=Latin}\p{sc=Greek}0-9])[\p{L}\p{N}])+)/uy;
/** A Greek name written on to what it belongs to, as PubMed's older records do: TNFalpha, NF-kappaB. */
const fusedGreek = /^(.{2,}?)(alpha|beta|gamma|kappa)$|^(.*)(kappa)(b)$/;

type Emit = (token: string, start: number, end: number, han: boolean) => void;

/**
 * Calls `emit` for every unit of a folded text, Chinese as whole runs; offsets are those of the folded text.
 * Runs of ASCII, nearly all of PubMed, are found letter by letter; a pattern would take three times as long.
 */
function scan(folded: string, emit: Emit): void {
  let at = 0;
  while (at < folded.length) {
    const code = folded.charCodeAt(at);
    if (isAsciiLetter(code)) {
      const start = at++;
      while (isAsciiLetter(folded.charCodeAt(at))) at++;
      // A letter beyond ASCII may go on with the word.
      if (folded.charCodeAt(at) >= 128) at = scanRun(folded, start, emit);
      else emitLatin(folded.slice(start, at), start, at, emit);
    } else if (isAsciiDigit(code)) {
      const start = at++;
      while (isAsciiDigit(folded.charCodeAt(at))) at++;
      emit(folded.slice(start, at), start, at, false);
    } else at = code < 128 ? at + 1 : scanRun(folded, at, emit);
  }
}

function isAsciiLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isAsciiDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Emits the run that begins here, if one does, and says where to go on. */
function scanRun(folded: string, start: number, emit: Emit): number {
  runHere.lastIndex = start;
  const match = runHere.exec(folded);
  if (!match) return start + ((folded.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  const [run, han, , latin, greek] = match;
  const end = start + run.length;
  if (han !== undefined) emit(han, start, end, true);
  else if (latin !== undefined) emitLatin(latin, start, end, emit);
  else if (greek !== undefined && greek.length <= 2) emitGreek(greek, start, emit);
  else emit(run, start, end, false);
  return end;
}

function emitLatin(word: string, start: number, end: number, emit: Emit): void {
  const fused = mayEndInGreek(word) ? fusedGreek.exec(word) : null;
  if (!fused) {
    emit(normaliseSpelling(word), start, end, false);
    return;
  }
  let at = start;
  for (const part of fused.slice(1)) {
    if (!part) continue;
    emit(normaliseSpelling(part), at, at + part.length, false);
    at += part.length;
  }
}

/** The names end in "a", or in the "b" of kappaB: a look at the last letter saves most words the pattern. */
function mayEndInGreek(word: string): boolean {
  const last = word.charCodeAt(word.length - 1);
  return word.length > 5 && (last === 97 || last === 98);
}

/** One or two Greek letters are symbols and take their names; more are a Greek word. */
function emitGreek(letters: string, start: number, emit: Emit): void {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at);
    emit(greekNames[letter] ?? letter, start + at, start + at + 1, false);
  }
}

/**
 * What the search index holds for a text: its tokens, one space between them. It is what an FTS5 table with
 * `tokenize='porter unicode61 remove_diacritics 2'` is given, and, being unstemmed, what exact phrases are
 * checked against (`phraseKey`).
 */
export function indexText(text: string): string {
  const tokens: string[] = [];
  scan(fold(text), (token, _start, _end, han) => {
    if (han) pushPairs(tokens, [...token], true);
    else tokens.push(token);
  });
  return tokens.join(' ');
}

function pushPairs(tokens: string[], characters: readonly string[], closed: boolean): void {
  for (let at = 0; at + 1 < characters.length; at++) tokens.push(`${characters[at]}${characters[at + 1]}`);
  if (closed || characters.length === 1) tokens.push(characters.at(-1) ?? '');
}

/** The tokens to look for. */
export interface SoughtTokens {
  tokens: string[];
  /** The last token is only the beginning of what is indexed: a Chinese character, which begins a pair. */
  open: boolean;
  /** The last token is Chinese. */
  endsInHan: boolean;
}

/** The tokens a word or phrase of a search is looked for by: as indexed, but a last Chinese run may go on. */
export function soughtTokens(text: string): SoughtTokens {
  const units: { token: string; han: boolean }[] = [];
  scan(fold(text), (token, _start, _end, han) => units.push({ token, han }));
  const tokens: string[] = [];
  let open = false;
  units.forEach(({ token, han }, index) => {
    const last = index === units.length - 1;
    if (!han) tokens.push(token);
    else {
      const characters = [...token];
      open = last && characters.length === 1;
      pushPairs(tokens, characters, !last);
    }
  });
  return { tokens, open, endsInHan: units.at(-1)?.han ?? false };
}

/**
 * The string whose presence in ` ${indexText(text)} ` says that a text holds these very words in this order,
 * unstemmed. With `prefix` the last word may go on.
 */
export function phraseKey(phrase: string, prefix = false): string {
  const { tokens, open } = soughtTokens(phrase);
  return tokensKey(tokens, prefix || open);
}

/** `phraseKey` for tokens already at hand. */
export function tokensKey(tokens: readonly string[], open: boolean): string {
  return ` ${tokens.join(' ')}${open ? '' : ' '}`;
}

/** Whether a text holds a phrase exactly: same words, same order, no stemming; spelling and hyphens are free. */
export function phraseMatches(text: string, phrase: string, prefix = false): boolean {
  const key = phraseKey(phrase, prefix);
  return key.trim() !== '' && ` ${indexText(text)} `.includes(key);
}

/** The units of a text with their places in it: words and numbers, and every Chinese character by itself. */
export function textUnits(text: string): Unit[] {
  const folded = foldWithOffsets(text);
  const units: Unit[] = [];
  const push = (token: string, start: number, end: number, han: boolean): void => {
    const from = folded.offsets[start] ?? 0;
    let to = folded.offsets[end] ?? text.length;
    // One character may fold to several units ("½"): each of them stands where that character stands.
    for (let next = end + 1; to <= from && next < folded.offsets.length; next++) to = folded.offsets[next] ?? to;
    units.push({ text: token, start: from, end: to, han });
  };
  scan(folded.text, (token, start, end, han) => {
    if (!han) push(token, start, end, false);
    else {
      let at = start;
      for (const character of token) {
        push(character, at, at + character.length, true);
        at += character.length;
      }
    }
  });
  return units;
}
