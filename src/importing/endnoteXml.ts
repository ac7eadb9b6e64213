import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { authorsFromNames } from './authorNames.ts';
import type { FoundRecord } from './importEvent.ts';
import { citationOf, emptyReference, type PlainReference, type ReferenceKind } from './plainReference.ts';

/** One node in fast-xml-parser's ordered form: its name to its children, `#text` to text, `:@` to attributes. */
type XmlNode = Record<string, XmlNode[] | string | Record<string, string>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

const endTag = '</record>';

/**
 * The records of an EndNote XML export. Each `<record>` is cut out and parsed by itself, so that a broken one
 * costs no other, and no document type (with whatever entities it declares) is ever read.
 */
export function* readEndnoteXml(text: string): Generator<FoundRecord> {
  const starts = [...text.matchAll(/<record(?=[\s>])/g)].map((match) => match.index);
  let line = 1;
  let counted = 0;
  for (const [at, start] of starts.entries()) {
    const piece = text.slice(start, starts[at + 1] ?? text.length);
    line += text.slice(counted, start).match(/\n/g)?.length ?? 0;
    counted = start;
    const end = piece.indexOf(endTag);
    if (end < 0) yield { raw: piece, line, reason: `The record on line ${line} has no end (${endTag}).` };
    else yield readRecord(piece.slice(0, end + endTag.length), line);
  }
}

function readRecord(raw: string, line: number): FoundRecord {
  const place = { raw, line };
  const validity = validate(raw);
  if (validity !== null) return { ...place, reason: `The record on line ${line} is not well-formed XML: ${validity}` };
  try {
    const [record] = parser.parse(raw) as XmlNode[];
    return { ...place, citation: citationOf(referenceOf(children(record, 'record'))) };
  } catch (error) {
    return {
      ...place,
      reason: `The record on line ${line} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`,
    };
  }
}

function validate(raw: string): string | null {
  const outcome = XMLValidator.validate(raw);
  return outcome === true ? null : outcome.err.msg;
}

const kinds: [RegExp, ReferenceKind][] = [
  [/book section|chapter/i, 'chapter'],
  [/book/i, 'book'],
  [/conference|proceedings/i, 'conference'],
  [/thesis|dissertation/i, 'thesis'],
  [/patent/i, 'patent'],
  [/report/i, 'report'],
  [/article|journal|magazine|newspaper/i, 'article'],
];

function referenceOf(record: readonly XmlNode[]): PlainReference {
  const at = (...path: string[]): string => markupOf(find(record, path));
  const list = (...path: string[]): string[] =>
    find(record, path.slice(0, -1)).flatMap((node) => markupOfNamed(node, path.at(-1) ?? ''));
  const reference = emptyReference();
  const type = typeName(record);
  reference.kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
  reference.title = at('titles', 'title');
  reference.vernacularTitle = at('titles', 'translated-title');
  reference.authors = list('contributors', 'authors', 'author').flatMap(authorsFromNames);
  reference.editors = list('contributors', 'secondary-authors', 'author').flatMap(authorsFromNames);
  reference.containerTitle =
    at('periodical', 'full-title') || at('titles', 'secondary-title') || at('alt-periodical', 'full-title');
  reference.journalAbbreviation =
    at('periodical', 'abbr-1') || at('alt-periodical', 'abbr-1') || at('titles', 'alt-title');
  reference.seriesTitle = at('titles', 'tertiary-title');
  reference.dates = [at('dates', 'year'), ...list('dates', 'pub-dates', 'date')];
  reference.volume = at('volume');
  reference.issue = at('number') || at('issue');
  reference.pages = at('pages');
  reference.abstract = at('abstract');
  reference.keywords = list('keywords', 'keyword')
    .flatMap((word) => word.split(/[\n\r;；]/))
    .map((word) => word.replace(/^\s*\*/, ''));
  reference.languages = at('language').split(/[;,]/);
  reference.publicationTypes = at('work-type')
    .split(';')
    .map((value) => value.trim());
  reference.serialNumbers = [at('isbn'), at('issn')];
  reference.dois = [at('electronic-resource-num')];
  const accession = at('accession-num').trim();
  const isPubmed =
    /^\d{1,9}$/.test(accession) &&
    /pubmed|medline|nlm/i.test(at('remote-database-name') + at('remote-database-provider'));
  reference.pmids = isPubmed ? [accession] : [];
  if (accession && !isPubmed) reference.otherIds = [{ type: 'accession', value: accession }];
  reference.pmcs = [at('custom2')].filter((value) => /PMC\d/i.test(value));
  reference.links = list('urls', 'related-urls', 'url').map((value) => value.trim());
  reference.publisher = at('publisher');
  reference.place = reference.kind === 'article' ? '' : at('pub-location');
  reference.edition = at('edition');
  reference.notes = [at('notes'), at('research-notes')];
  reference.affiliations = at('auth-address').split(/[\n\r]/);
  return reference;
}

function typeName(record: readonly XmlNode[]): string {
  const node = record.find((one) => 'ref-type' in one);
  const attributes = node?.[':@'] as Record<string, string> | undefined;
  return attributes?.name ?? markupOf(find(record, ['ref-type']));
}

function children(node: XmlNode | undefined, name: string): XmlNode[] {
  const found = node?.[name];
  return Array.isArray(found) ? found : [];
}

/** The children of the first element on a path. */
function find(nodes: readonly XmlNode[], path: readonly string[]): XmlNode[] {
  let here = [...nodes];
  for (const name of path)
    here = children(
      here.find((node) => name in node),
      name,
    );
  return here;
}

function markupOfNamed(node: XmlNode, name: string): string[] {
  return name in node ? [markupOf(children(node, name))] : [];
}

const faces: Record<string, string> = { italic: 'i', bold: 'b', superscript: 'sup', subscript: 'sub', underline: 'u' };

/** The text of nodes, with EndNote's `<style face="italic">` as tags. The parser bounds the depth of nesting. */
function markupOf(nodes: readonly XmlNode[]): string {
  return nodes.map(markupOfNode).join('');
}

function markupOfNode(node: XmlNode): string {
  const text = node['#text'];
  if (typeof text === 'string') return escapeReferences(text);
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const inner = markupOf(children(node, name));
  const attributes = node[':@'] as Record<string, string> | undefined;
  const face = faces[attributes?.face ?? ''];
  return face ? `<${face}>${inner}</${face}>` : inner;
}

/** The text is decoded already: what still looks like a reference or a tag was meant as written. */
function escapeReferences(text: string): string {
  return text
    .replace(/&(?=#?\w{1,8};)/g, '&amp;')
    .replace(/<(?=\/?(?:i|b|sup|sub|u|em|strong|italic|bold)\s*>)/gi, '&lt;');
}
