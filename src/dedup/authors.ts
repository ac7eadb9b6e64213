import { intern } from './intern.ts';
import { surnameReadings } from './pinyin.ts';
import { foldNames, isTypo, plainText, wordsIn } from './words.ts';

// Lists are copied once read: an array that grew keeps room for sixteen more, and an index holds a million of them.

/** One author as comparable pieces. Sources swap and cut names, so no piece is trusted to be "the surname". */
export interface AuthorName {
  /** Folded words of two letters or more, the likely surname first; a Chinese name is one word. */
  words: readonly string[];
  /** First letters of every word and all lone initials. */
  initials: string;
  /** Readings of the surname, where the name is in Chinese characters. */
  readings: readonly string[];
}

export interface AuthorsAgreement {
  /** Whether the first authors are one person, as far as names can tell. */
  first: 'same' | 'differs' | 'unknown';
  /** Authors in common as a share of the shorter list, 0..1; 1 where both lists have one author in common. */
  shared: number;
}

const particles = new Set(
  'de da di del della der den van von vom zu la le du dos el al bin ibn ter ten st jr sr ii iii'.split(' '),
);
const nobody = /^(?:[^\p{L}]*|anon(?:ymous)?|no authors? listed|not available|n\/?a|unknown|佚名|(?:本刊)?编辑部)$/u;
const noReadings: readonly string[] = [];
/** Only as many authors are compared as tell two lists apart; consortia list hundreds. */
const enough = 30;

export function readAuthors(authors: string | readonly string[]): AuthorName[] {
  const names = typeof authors === 'string' ? splitNames(plainText(authors)) : authors;
  const read: AuthorName[] = [];
  for (const name of names) {
    const folded = foldNames(name).trim();
    if (nobody.test(folded) || /^et al\b|^等$/.test(folded)) continue;
    const author = readName(folded);
    if (author) read.push(author);
    if (read.length === enough) break;
  }
  return read.slice();
}

/** Splits a list of names as the sources print it: by `;`, by line, by `and`, or by commas. */
function splitNames(text: string): string[] {
  if (/[;；|\n]/.test(text)) return text.split(/[;；|\n]/);
  if (/\p{Script=Han}/u.test(text)) return text.split(/[,，、\s]+/);
  const byAnd = text.split(/\s(?:and|&)\s/i);
  // BibTeX: "Smith, John A. and Doe, Jane". Or two names without any comma.
  const commas = byAnd.map((name) => name.split(',').length - 1);
  if (byAnd.length > 1 && (commas.every((count) => count === 1) || commas.every((count) => count === 0))) return byAnd;
  const pieces = text.split(/,\s*|\s(?:and|&)\s/i).filter((piece) => piece.trim() !== '');
  // "Smith JA, Jones B": every piece is a whole name. "Smith, John A.": the comma stands within one.
  const whole = pieces.filter((piece) => /\S\s+\S/.test(piece.trim()));
  return pieces.length > 1 && whole.length >= pieces.length - 1 ? pieces : pairNames(pieces);
}

/** "Smith, J., Jones, B.": surnames and initials alternate. */
function pairNames(pieces: readonly string[]): string[] {
  const names: string[] = [];
  for (let at = 0; at < pieces.length; at += 2) names.push(pieces.slice(at, at + 2).join(', '));
  return names;
}

function readName(folded: string): AuthorName | null {
  if (/^\p{Script=Han}/u.test(folded)) {
    const name = folded.replace(/[^\p{Script=Han}]/gu, '');
    return { words: [name], initials: '', readings: surnameReadings(name) };
  }
  const pieces = wordsIn(folded.replaceAll("'", ''));
  const words: string[] = [];
  let initials = '';
  for (const piece of pieces) {
    if (/^(?:jr|sr|ii|iii|2nd|3rd|\d+)$/.test(piece)) continue;
    const first = words.length === 0 && initials === '';
    const isInitials =
      piece.length === 1 || (!first && (piece.length === 2 || (piece.length === 3 && !/[aeiouy]/.test(piece))));
    if (particles.has(piece)) initials += piece.charAt(0);
    else if (isInitials) initials += piece;
    else {
      words.push(intern(spellOnce(piece)));
      initials += piece.charAt(0);
    }
  }
  return words.length > 0 || initials !== ''
    ? { words: words.slice(), initials: intern(initials), readings: noReadings }
    : null;
}

/** Müller, Mueller and Muller as one. */
function spellOnce(word: string): string {
  return word.length > 4 ? word.replace(/([aou])e/g, '$1').replaceAll('\ufffd', '?') : word;
}

export function compareAuthors(a: readonly AuthorName[], b: readonly AuthorName[]): AuthorsAgreement {
  const firstA = a[0];
  const firstB = b[0];
  if (!firstA || !firstB) return { first: 'unknown', shared: 0 };
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  let found = 0;
  for (const [at, name] of shorter.entries()) {
    const twin = longer[at];
    if ((twin && isSamePerson(name, twin)) || longer.some((other) => isSamePerson(name, other))) found++;
  }
  return { first: isSamePerson(firstA, firstB) ? 'same' : 'differs', shared: found / shorter.length };
}

/** Two lists of authors that are not one: other first authors, and hardly anybody in both. */
export function authorsApart({ first, shared }: AuthorsAgreement): boolean {
  return first === 'differs' && shared < 0.34;
}

/** Two names that may be one person's: the surname of one stands in the other, and no given name or initial speaks against it. */
export function isSamePerson(a: AuthorName, b: AuthorName): boolean {
  if (a.readings.length > 0 !== b.readings.length > 0) {
    const [chinese, latin] = a.readings.length > 0 ? [a, b] : [b, a];
    return chinese.readings.some((reading) => latin.words.includes(reading));
  }
  const [surnameA = '', surnameB = ''] = [a.words[0], b.words[0]];
  if (surnameA === '' || surnameB === '') return a.initials !== '' && a.initials === b.initials;
  if (surnameA === surnameB || isTypo(surnameA, surnameB) || isLossy(surnameA, surnameB)) {
    return agreeInGivenNames(a, b);
  }
  if (b.words.includes(surnameA)) return agreeInInitials(a, b, surnameA);
  return a.words.includes(surnameB) && agreeInInitials(a, b, surnameB);
}

function agreeInGivenNames(a: AuthorName, b: AuthorName): boolean {
  const givenA = a.words.slice(1).join('');
  const givenB = b.words.slice(1).join('');
  if (givenA === '' || givenB === '') return agreeInInitials(a, b, a.words[0] ?? '', b.words[0] ?? '');
  return givenA.startsWith(givenB) || givenB.startsWith(givenA) || isTypo(givenA, givenB) || isLossy(givenA, givenB);
}

function agreeInInitials(a: AuthorName, b: AuthorName, surnameA: string, surnameB = surnameA): boolean {
  const restA = a.initials.replace(surnameA.charAt(0), '');
  const restB = b.initials.replace(surnameB.charAt(0), '');
  return restA === '' || restB === '' || [...restA].some((letter) => restB.includes(letter));
}

function isLossy(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 3 || !(a.includes('?') || b.includes('?'))) return false;
  return [...a].every((letter, at) => letter === b[at] || letter === '?' || b[at] === '?');
}
