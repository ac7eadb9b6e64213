import { foldWithOffsets } from '../text/fold.ts';

/**
 * A text as the words that cues are matched against. A run of letters of one script is a word, so is a run of
 * digits ("85.18" is one, and ".18" reads "0.18"), so is each Chinese character and each mark that is neither space,
 * hyphen, slash nor apostrophe. So "TNF-α", "TNFα", "TNF alpha" and "ＴＮＦ－α" read alike.
 */
export interface Tokens {
  words: string[];
  /** Offset of each word in the original text. */
  starts: number[];
  /** Offset past the end of each word in the original text. */
  ends: number[];
}

const greek: Record<string, string> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  θ: 'theta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  χ: 'chi',
  ω: 'omega',
};

const isAscii = /^[\n\r\t -~]*$/;

type Kind = 'space' | 'latin' | 'digit' | 'greek' | 'letter' | 'wide' | 'mark';

const kinds = new Map<number, Kind>();

function kindOf(text: string, at: number): Kind {
  const code = text.charCodeAt(at);
  if (code >= 97 && code <= 122) return 'latin';
  if (code >= 48 && code <= 57) return 'digit';
  if (code === 32) return 'space';
  let kind = kinds.get(code);
  if (kind === undefined) {
    kind = classify(text.charAt(at));
    kinds.set(code, kind);
  }
  return kind;
}

function classify(character: string): Kind {
  if (/[\s\-/'’_·‐®™]/.test(character)) return 'space';
  if (/[α-ω]/.test(character)) return 'greek';
  if (/[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff]/.test(character)) return 'wide';
  if (/[\p{L}\p{M}\ud800-\udfff]/u.test(character)) return 'letter';
  return 'mark';
}

/** The words of a text with their places in it. Linear in its length. */
export function tokenize(text: string): Tokens {
  // Folding keeps every place of a plain text, so there is no way back to remember.
  const folded = isAscii.test(text) ? { text: text.toLowerCase(), offsets: undefined } : foldWithOffsets(text);
  const source = folded.text;
  const tokens: Tokens = { words: [], starts: [], ends: [] };
  let at = 0;
  while (at < source.length) {
    const kind = kindOf(source, at);
    if (kind === 'space') {
      at++;
      continue;
    }
    let end = at + 1;
    const isDecimal = opensDecimal(source, at);
    if (isDecimal) end = digitsEnd(source, at + 1);
    else if (kind === 'digit') end = numberEnd(source, at);
    else if (kind !== 'wide' && kind !== 'mark' && kind !== 'greek') {
      while (end < source.length && kindOf(source, end) === kind) end++;
    }
    // A zero left out is put before it: cues and figures know numbers by their first figure.
    const word = isDecimal ? `0${source.slice(at, end)}` : source.slice(at, end);
    tokens.words.push(kind === 'greek' ? (greek[word] ?? word) : word);
    tokens.starts.push(folded.offsets ? (folded.offsets[at] ?? 0) : at);
    tokens.ends.push(folded.offsets ? originalEnd(folded.offsets, end) : end);
    at = end;
  }
  return tokens;
}

/** A folded character may come from one that folds to several; a word ends where its last original ends. */
function originalEnd(offsets: Uint32Array, end: number): number {
  const last = offsets[end - 1] ?? 0;
  let next = end;
  while (next < offsets.length - 1 && offsets[next] === last) next++;
  return offsets[next] ?? last;
}

/** "85.18" and "13,672" are one number; "1,3" and "0.52." are not. */
function numberEnd(text: string, from: number): number {
  let end = digitsEnd(text, from);
  while (text.charAt(end) === ',' && digitsEnd(text, end + 1) === end + 4) end += 4;
  if (text.charAt(end) === '.' && digitsEnd(text, end + 1) > end + 1) end = digitsEnd(text, end + 1);
  return end;
}

/** "P = .64": a number may leave its zero out. */
function opensDecimal(text: string, at: number): boolean {
  return text.charCodeAt(at) === 46 && isDigit(text, at + 1) && at > 0 && ' =<>(≤≥[-'.includes(text.charAt(at - 1));
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && kindOf(text, end) === 'digit') end++;
  return end;
}
