export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

export interface DecodedText {
  text: string;
  encoding: TextEncoding;
}

/**
 * The text of a file whose encoding nobody declares: a byte order mark decides; else UTF-8 where it is valid;
 * else UTF-16 where every other byte is zero; else GB18030 where that is valid and gives Chinese words; else
 * Windows-1252 (Latin-1 with the quotes and dashes that files from Windows hold). Never throws.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = encodingOfMark(bytes);
  if (marked) return { text: decode(bytes, marked), encoding: marked };
  const wide = encodingOfZeros(bytes);
  if (wide) return { text: decode(bytes, wide), encoding: wide };
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  const chinese = decodeStrictly(bytes, 'gb18030');
  if (chinese !== null && readsAsChinese(chinese)) return { text: chinese, encoding: 'gb18030' };
  if (isNearlyUtf8(bytes)) return { text: decode(bytes, 'utf-8'), encoding: 'utf-8' };
  return { text: decodeWindows1252(bytes), encoding: 'windows-1252' };
}

/** Characters that are looked at to weigh one encoding against another. */
const sampleLength = 1_000_000;

function encodingOfMark(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: the tags of every format are ASCII, so one byte of two is zero. */
function encodingOfZeros(bytes: Uint8Array): TextEncoding | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) evenZeros++;
    if (bytes[at + 1] === 0) oddZeros++;
  }
  const units = length / 2;
  if (oddZeros > units * 0.3 && evenZeros < units * 0.02) return 'utf-16le';
  if (evenZeros > units * 0.3 && oddZeros < units * 0.02) return 'utf-16be';
  return null;
}

/** Latin-1 letters in pairs can be valid GB18030 too, but they give rare characters scattered one by one. */
function readsAsChinese(whole: string): boolean {
  const text = whole.slice(0, sampleLength);
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const common = text.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g)?.length ?? 0;
  const inWords = text.match(/[\u4e00-\u9fff]{2,}/g)?.join('').length ?? 0;
  return common >= foreign * 0.8 && inWords >= common * 0.5;
}

/** UTF-8 with a few broken bytes is better read with replacement marks than as Latin-1 throughout. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = decode(bytes, 'utf-8').slice(0, sampleLength);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return whole > broken * 4;
}

function decodeStrictly(bytes: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** What Windows-1252 has where Latin-1 has control characters, 0x80 to 0x9f; a gap is not assigned. */
const windowsSigns = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Node decodes the label "windows-1252" as plain Latin-1 in some versions, which loses its quotes and dashes. */
function decodeWindows1252(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes).replace(/[\u0080-\u009f]/g, (control) => {
    const sign = windowsSigns[control.charCodeAt(0) - 0x80];
    return sign === undefined || sign === ' ' ? control : sign;
  });
}
