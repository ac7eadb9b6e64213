import { Converter } from 'opencc-js/t2cn';

/**
 * Folding: the one form in which texts are compared, searched and matched.
 * Lower case, NFKC (full-width to half-width, ligatures apart), diacritics dropped, traditional Chinese to
 * simplified, typographic dashes and quotes to ASCII.
 *
 * Folding is per code point, so that every folded position can be traced back to where it stood.
 */
export interface Folded {
  text: string;
  /** For each UTF-16 unit of `text`, and one past its end: the offset in the original it came from. */
  offsets: Uint32Array;
}

const beyondAscii = /\P{ASCII}/gu;

/** The folded form of a text. */
export function fold(text: string): string {
  return text.replace(beyondAscii, foldCharacter).toLowerCase();
}

/** The folded form of a text together with the way back to the original's offsets. */
export function foldWithOffsets(text: string): Folded {
  if (/^\p{ASCII}*$/u.test(text)) {
    const places = new Uint32Array(text.length + 1);
    for (let place = 0; place < places.length; place++) places[place] = place;
    return { text: text.toLowerCase(), offsets: places };
  }
  const pieces: string[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = foldCharacter(character);
    pieces.push(piece);
    for (let unit = 0; unit < piece.length; unit++) offsets.push(at);
    at += character.length;
  }
  offsets.push(at);
  return { text: pieces.join(''), offsets: Uint32Array.from(offsets) };
}

const simplify = Converter({ from: 't', to: 'cn' });
const han = /\p{Script=Han}/u;
const folds = new Map<string, string>();

function foldCharacter(character: string): string {
  if (character.length === 1 && character.charCodeAt(0) < 128) return character.toLowerCase();
  const known = folds.get(character);
  if (known !== undefined) return known;
  const folded = foldUnknown(character);
  folds.set(character, folded);
  return folded;
}

function foldUnknown(character: string): string {
  if (/\p{Pd}|\u2212/u.test(character)) return '-';
  if (/[\u2018\u2019\u02bc\u2032]/u.test(character)) return "'";
  if (/[\u201c\u201d\u2033]/u.test(character)) return '"';
  if (/\s|\u200b|\ufeff/u.test(character)) return ' ';
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase();
  return han.test(plain) ? simplify(plain) : plain;
}
