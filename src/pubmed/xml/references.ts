import { excerptAt } from './xmlFault.ts';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What is allowed after an ampersand, and nothing else: no entity is ever looked up. */
const reference = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));|&/g;

/**
 * The text with XML's five entities and its character references decoded, once: "&amp;lt;" is "&lt;".
 * A number that names no character stays as it stands.
 *
 * @throws {Error} on any other reference, and on an ampersand that begins none.
 */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (whole, name, decimal, hex, at) => {
    if (name !== undefined) return named[name] ?? whole;
    if (whole === '&')
      throw new Error(`"${excerptAt(text, at)}" is not a reference XML knows (entities are never resolved)`);
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return isCharacter(code) ? String.fromCodePoint(code) : whole;
  });
}

/** XML 1.0, production 2. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
