import { delimiterOf, hasTitleColumn, splitHeader } from './columns.ts';
import { decodeText } from './decodeText.ts';
import type { ImportFormat } from './importEvent.ts';

/** What a file's first bytes say it is: a citation format, or the reason why it is none. */
export type SourceFormat = ImportFormat | 'pubmed-xml' | 'gzip' | 'html' | 'binary' | 'empty';

/** How much of a file `recogniseFormat` wants to see, in bytes. More does not change its mind. */
export const headLength = 65536;

/**
 * The format of a file from its first bytes; its name plays no part.
 *
 * @returns null for readable text that is in no known format.
 */
export function recogniseFormat(head: Uint8Array): SourceFormat | null {
  const bytes = head.subarray(0, headLength);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  // A cut may fall inside a character: the broken end must not make the whole look like another encoding.
  const { text } = decodeText(bytes.length === headLength ? upToLastLine(bytes) : bytes);
  const start = text.replace(/^[\s\ufeff\u200b]+/, '');
  if (!start) return 'empty';
  if (isBinary(start) || start.startsWith('%PDF-')) return 'binary';
  if (start.startsWith('<')) return markupFormat(start);
  if (start.startsWith('{') && /^\{Reference Type\}\s*:/im.test(start)) return 'noteexpress';
  const tagged = taggedFormat(start);
  if (tagged) return tagged;
  if (/^\[\s*(?:\{|\])/.test(start)) return 'csl-json';
  if (/^\{\s*"/.test(start)) return isOneObjectALine(start) ? 'jsonl' : 'csl-json';
  if (/^[ \t]*@[a-z]+[ \t]*[{(]/im.test(start)) return 'bibtex';
  return tableFormat(start);
}

function markupFormat(start: string): SourceFormat | null {
  const opening = start
    .slice(0, 4096)
    .replace(/<\?xml[^>]*>|<!--[\s\S]*?-->/g, '')
    .trimStart();
  if (/^(?:<!DOCTYPE\s+html|<html|<head|<body)\b/i.test(opening)) return 'html';
  if (/<(?:PubmedArticleSet|MedlineCitationSet|PubmedArticle|PubmedBookArticle|MedlineCitation)\b/.test(start)) {
    return 'pubmed-xml';
  }
  if (/<(?:xml|records)\s*>\s*<records?[\s>]|^<record>/.test(opening)) return 'endnote-xml';
  return /<(?:!DOCTYPE html|html|title|script|div|p|table|h1)\b/i.test(opening) ? 'html' : null;
}

/** RIS and MEDLINE look alike; RIS has `TY` and two-letter tags, MEDLINE a hyphen always in the fifth column. */
function taggedFormat(start: string): ImportFormat | null {
  const type = /^[\d. \t\ufeff]{0,20}TY {0,3}-(?: |$)/m.exec(start)?.index ?? Number.POSITIVE_INFINITY;
  const medline = /^(?:PMID ?-|(?:OWN|STAT|DCOM|PMID|FAU) ?- )/m.exec(start)?.index ?? Number.POSITIVE_INFINITY;
  if (type < medline) return 'ris';
  if (medline < type) return 'nbib';
  return /^(?:TI|AU|AB) {2}- /m.test(start) && /^(?:TI|T1) {2}- /m.test(start) ? 'ris' : null;
}

function tableFormat(start: string): ImportFormat | null {
  const delimiter = delimiterOf(start);
  const header = splitHeader(start, delimiter ?? ',');
  if (!hasTitleColumn(header) && !isRegular(start, delimiter)) return null;
  return delimiter === '\t' ? 'tsv' : 'csv';
}

/** A first line that parts into as many cells as the second one: a table, though it names no title. */
function isRegular(start: string, delimiter: string | null): boolean {
  if (delimiter === null) return false;
  const [first = '', second = ''] = start.slice(0, 16384).split(/\r\n|\n|\r/, 2);
  const cells = (line: string): number => line.replace(/"[^"]*"/g, '').split(delimiter).length;
  return cells(first) > 1 && cells(first) === cells(second) && /^\s*"?[\p{L}\p{N}]/u.test(first);
}

function isOneObjectALine(start: string): boolean {
  const line = start.split(/\r?\n/, 1)[0] ?? '';
  return /\}\s*$/.test(line) || line.length === start.length;
}

/** Control characters have no place in text; one of a hundred is enough to tell. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 8192);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return controls > sample.length * 0.01 || sample.includes('\u0000');
}

function upToLastLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(0x0a);
  return end > 0 ? bytes.subarray(0, end) : bytes.subarray(0, -4);
}
