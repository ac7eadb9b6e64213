import { SourceFault } from './sourceError.ts';

export const lessThan = 0x3c;

/** What a scan answers when the construct it stands on does not end in the bytes at hand. */
export const needsMore = Symbol('needs more bytes');
export type Scanned = number | typeof needsMore | null;

export function skipWhitespace(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at])) at++;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export function isNameEnd(byte: number | undefined): boolean {
  return byte === 0x3e || byte === 0x2f || isSpace(byte);
}

const specials: [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** The place after the comment, CDATA section or processing instruction that begins here; null if none does. */
export function endOfSpecial(bytes: Buffer, at: number): Scanned {
  for (const [start, terminator] of specials) {
    const here = bytes.toString('latin1', at, at + start.length);
    if (here === start) {
      const end = bytes.indexOf(terminator, at + start.length);
      return end === -1 ? needsMore : end + terminator.length;
    }
    if (bytes.length - at < start.length && start.startsWith(here)) return needsMore;
  }
  return null;
}

/** No real DOCTYPE of PubMed is longer than 200 bytes. */
const longestDoctype = 64 * 1024;

/**
 * The place after the DOCTYPE that begins here; null if none does. It is stepped over, never read: no DTD is
 * fetched. One that declares entities is refused, because nothing good needs them and "entity bombs" do.
 */
export function endOfDoctype(bytes: Buffer, at: number): Scanned {
  const word = '<!DOCTYPE';
  const here = bytes.toString('latin1', at, at + word.length);
  if (here !== word) return bytes.length - at < word.length && word.startsWith(here) ? needsMore : null;
  let quote = 0;
  let depth = 0;
  for (let place = at + word.length; place < bytes.length; place++) {
    const byte = bytes[place];
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x5b || byte === lessThan) depth++;
    else if (byte === 0x5d) depth--;
    else if (byte === 0x3e) {
      if (depth > 0) depth--;
      else return place + 1;
    }
    if (byte === lessThan && bytes.toString('latin1', place, place + 8).toUpperCase() === '<!ENTITY') {
      throw new SourceFault('it declares XML entities, which PubMed never does and which are not resolved here');
    }
  }
  if (bytes.length - at > longestDoctype) throw new SourceFault('its DOCTYPE never ends');
  return needsMore;
}

export interface StartTag {
  name: string;
  end: number;
  isEmpty: boolean;
}

/** The start tag that begins here; null if what is here is not one. A ">" inside an attribute value does not end it. */
export function startTagAt(bytes: Buffer, at: number): StartTag | typeof needsMore | null {
  let quote = 0;
  for (let place = at + 1; place < bytes.length; place++) {
    const byte = bytes[place];
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x3e) return readStartTag(bytes.toString('latin1', at, place + 1), place + 1);
    else if (byte === lessThan) return null;
  }
  return bytes.length - at > longestDoctype ? null : needsMore;
}

function readStartTag(tag: string, end: number): StartTag | null {
  const name = /^<([A-Za-z_][\w:.-]*)[\s/>]/.exec(tag)?.[1];
  return name === undefined ? null : { name, end, isEmpty: tag.endsWith('/>') };
}
