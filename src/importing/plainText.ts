/** Text with and without its inline markup; `html` only where there is markup to keep. */
export interface MarkedText {
  text: string;
  html?: string;
}

const markupTag = /<(\/?)(i|b|sup|sub|u|em|strong|italic|bold)\s*>/gi;
const anyReference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi;
const safeName: Record<string, string> = { em: 'i', italic: 'i', strong: 'b', bold: 'b' };

const namedCharacters: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  mu: 'μ',
  micro: 'µ',
  plusmn: '±',
  times: '×',
  deg: '°',
  le: '≤',
  ge: '≥',
};

/** Plain text: inline markup dropped, character references decoded, white space folded, ends trimmed. */
export function plainText(raw: string): string {
  return foldSpace(decodeReferences(raw.includes('<') ? raw.replace(markupTag, '') : raw));
}

/** Plain text together with the same text as safe markup, where the source used `i b sup sub u`. */
export function markedText(raw: string): MarkedText {
  const text = plainText(raw);
  if (!raw.includes('<')) return { text };
  const pieces: string[] = [];
  const open: string[] = [];
  let at = 0;
  for (const match of raw.matchAll(markupTag)) {
    const given = (match[2] ?? '').toLowerCase();
    const name = safeName[given] ?? given;
    const closes = match[1] === '/';
    // A tag without its partner would leak into the page around it.
    if (closes && open.at(-1) !== name) return { text };
    pieces.push(escapeMarkup(decodeReferences(raw.slice(at, match.index))), `<${closes ? '/' : ''}${name}>`);
    if (closes) open.pop();
    else open.push(name);
    at = match.index + match[0].length;
  }
  if (at === 0 || open.length > 0) return { text };
  pieces.push(escapeMarkup(decodeReferences(raw.slice(at))));
  return { text, html: foldSpace(pieces.join('')) };
}

/** Runs of white space to one space, ends trimmed. Zero-width marks and byte order marks go. */
export function foldSpace(text: string): string {
  // A single plain space is most of the white space there is, and needs no replacing.
  return text.replace(/[\s\u200b]{2,}|[^\S ]|\u200b/g, ' ').trim();
}

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(anyReference, (reference) => {
    const body = reference.slice(1, -1);
    if (body[0] !== '#') return namedCharacters[body] ?? reference;
    const hex = body[1]?.toLowerCase() === 'x';
    const code = Number.parseInt(body.slice(hex ? 2 : 1), hex ? 16 : 10);
    const isCharacter = code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : reference;
  });
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
