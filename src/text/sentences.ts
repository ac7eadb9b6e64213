/**
 * Sentences of a scholarly abstract, in English and Chinese.
 *
 * One pass over the characters, so the cost is linear: `Intl.Segmenter` finds the same ends but takes minutes for
 * a text of a megabyte, and it parts sentences after "vs." and "Dr.".
 */
export interface Sentence {
  /** UTF-16 offsets into the text, end exclusive, without surrounding white space. */
  start: number;
  end: number;
}

/** Words whose full stop does not end a sentence, in lower case and without that stop. */
const abbreviations = new Set(
  (
    'fig figs vs v e.g i.e eg ie cf al approx ca dr prof mr mrs ms st no nos vol resp incl excl max min etc ' +
    'ref refs eq eqs tab suppl ser spp sp var inc ltd co dept univ jr sr viz n.b u.s u.k a.m p.m i.v i.m s.c ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec'
  ).split(' '),
);

/** A sentence longer than this is cut at the next white space: nobody writes one, and readers of it stay linear. */
const longest = 3000;

const asciiEnds = '.!?';
/** The Chinese semicolon parts whole statements, so it counts as an end. */
const wideEnds = '。！？；';
const closers = '"\'”’)]）】」』';

/** The sentences of a text, in order. Every character that is not white space lies in exactly one of them. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code < 128 && !mayEnd(code) && at - start <= longest) || !isEnd(text, start, at)) continue;
    if (wideEnds.includes(text.charAt(at)) || asciiEnds.includes(text.charAt(at))) {
      while (at + 1 < text.length && closers.includes(text.charAt(at + 1))) at++;
    }
    addTrimmed(sentences, text, start, at + 1);
    start = at + 1;
  }
  addTrimmed(sentences, text, start, text.length);
  return sentences;
}

/** Whether the character at `at` ends a sentence that began at `start`. */
function isEnd(text: string, start: number, at: number): boolean {
  const character = text.charAt(at);
  if (character === '\n' || character === '\r' || wideEnds.includes(character)) return true;
  if (character === ';' && isWide(text.charAt(at + 1))) return true;
  if (asciiEnds.includes(character) && endsSentence(text, start, at)) return true;
  if (at - start <= longest) return false;
  return /\s/.test(character) || (at - start > 2 * longest && !isLowSurrogate(text, at + 1));
}

/** Line ends, ".", "!", "?" and ";": the only ASCII characters that can end a sentence. */
function mayEnd(code: number): boolean {
  return code === 46 || code === 10 || code === 59 || code === 63 || code === 33 || code === 13;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

function addTrimmed(sentences: Sentence[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charAt(start))) start++;
  while (end > start && isSpace(text.charAt(end - 1))) end--;
  if (end > start) sentences.push({ start, end });
}

function isSpace(character: string): boolean {
  return character === ' ' || (character !== '' && /\s/.test(character));
}

/** Whether the stop at `at` ends a sentence that began at `start`. */
function endsSentence(text: string, start: number, at: number): boolean {
  let next = at + 1;
  while (next < text.length && (closers.includes(text.charAt(next)) || asciiEnds.includes(text.charAt(next)))) next++;
  const follows = text.charAt(next);
  if (follows === '') return true;
  if (isWide(follows)) return text.charAt(at) !== '.' || !/[a-z0-9]/i.test(text.charAt(at - 1));
  if (!isSpace(follows)) return false;
  if (text.charAt(at) !== '.') return true;
  while (next < text.length && isSpace(text.charAt(next))) next++;
  const opener = text.charAt(next);
  if (/[a-zα-ω,;:=<>%]/.test(opener)) return beginsLowerCaseName(text, next);
  const word = wordBefore(text, start, at);
  // "Fig. 3", "no. 4"; but "in no." at the end of a line of thought before a capital is rare enough to lose.
  if (abbreviations.has(word.toLowerCase())) return false;
  // An initial: "J. Smith", "S. aureus"; a lone capital that ends a sentence is a vitamin or a group.
  return !(
    /^[A-Z]$/.test(word) &&
    /\p{Lu}/u.test(opener) &&
    !/\b(group|type|vitamin|factor|grade|arm|stage)\s$/i.test(text.slice(Math.max(start, at - 10), at - 1))
  );
}

/** "mRNA", "p53", "pH": a name that begins a sentence without a capital. */
function beginsLowerCaseName(text: string, at: number): boolean {
  return /^[a-z]{1,2}[A-Z][A-Za-z]/.test(text.slice(at, at + 4));
}

function wordBefore(text: string, start: number, at: number): string {
  let from = at;
  while (from > start && at - from < 12 && /[A-Za-z.]/.test(text.charAt(from - 1))) from--;
  return text.slice(from, at);
}

function isWide(character: string): boolean {
  return character >= '\u3000';
}
