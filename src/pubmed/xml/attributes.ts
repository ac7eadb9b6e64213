import { decodeReferences } from './references.ts';
import { nameAt } from './xmlNames.ts';

const space = 32;
const doubleQuote = 34;
const singleQuote = 39;
const slash = 47;
const equals = 61;
const greaterThan = 62;

/**
 * Reads the attributes of a start tag into a list, names and values by turns, references decoded.
 *
 * @param at the place after the element's name.
 * @returns the place of the ">" or "/>" that ends the tag; -1 where the tag is not well-formed.
 * @throws {Error} on a reference that XML does not know.
 */
export function readAttributes(xml: string, at: number, into: string[]): number {
  for (;;) {
    const start = afterSpace(xml, at);
    const code = xml.charCodeAt(start);
    if (code === greaterThan || (code === slash && xml.charCodeAt(start + 1) === greaterThan)) return start;
    const name = start > at ? nameAt(xml, start)?.text : undefined;
    if (name === undefined || isNamed(into, name)) return -1;
    const sign = afterSpace(xml, start + name.length);
    if (xml.charCodeAt(sign) !== equals) return -1;
    const open = afterSpace(xml, sign + 1);
    const quote = xml.charCodeAt(open);
    if (quote !== doubleQuote && quote !== singleQuote) return -1;
    const close = xml.indexOf(quote === doubleQuote ? '"' : "'", open + 1);
    if (close === -1) return -1;
    const value = xml.slice(open + 1, close);
    if (value.includes('<')) return -1;
    into.push(name, decodeReferences(value));
    at = close + 1;
  }
}

function afterSpace(xml: string, at: number): number {
  while (xml.charCodeAt(at) <= space) at++;
  return at;
}

function isNamed(attributes: readonly string[], name: string): boolean {
  for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === name) return true;
  return false;
}
