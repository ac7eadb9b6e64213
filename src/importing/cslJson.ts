import type { Author } from '../domain/citation.ts';
import { normaliseOrcid } from '../domain/identifiers.ts';
import { author, authorFromName, initialsOf } from './authorNames.ts';
import { ImportError } from './importError.ts';
import type { FoundRecord } from './importEvent.ts';
import { otherIdentifiers, termsIn } from './ownedFacts.ts';
import { citationOf, emptyReference, type PlainReference, type ReferenceKind } from './plainReference.ts';
import { foldSpace, plainText } from './plainText.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = { [name: string]: Json };

const kinds: Record<string, ReferenceKind> = {
  article: 'article',
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  review: 'article',
  book: 'book',
  chapter: 'chapter',
  'entry-encyclopedia': 'chapter',
  'paper-conference': 'conference',
  thesis: 'thesis',
  report: 'report',
  patent: 'patent',
};

/**
 * The items of a CSL-JSON file: an array of them, one alone, or an `items` list.
 *
 * @throws ImportError when the file is not JSON.
 */
export function* readCslJson(text: string, name: string): Generator<FoundRecord> {
  const items = itemsOf(parseJson(text, name));
  for (const [at, item] of items.entries()) yield recordOf(item, at + 1);
}

/** One item. JSON has no lines of its own once parsed, so the number of the item tells the place. */
function recordOf(item: Json, number: number): FoundRecord {
  try {
    const place = { raw: JSON.stringify(item), line: 1 };
    if (isObject(item)) return { ...place, citation: citationOf(referenceOf(item)) };
    return { ...place, reason: `Item ${number} of the list is not an object.` };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { raw: '', line: 1, reason: `Item ${number} of the list is nested too deeply to be a citation.` };
  }
}

function parseJson(text: string, name: string): Json {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as Json;
  } catch (error) {
    throw new ImportError(
      `${name}: the file is not valid JSON: ${error instanceof Error ? error.message : 'unknown'}.`,
    );
  }
}

function itemsOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  if (isObject(value) && Array.isArray(value.items)) return value.items;
  return [value];
}

function referenceOf(item: JsonObject): PlainReference {
  const text = (...names: string[]): string => names.map((name) => scalar(item[name])).find(Boolean) ?? '';
  const reference = emptyReference();
  reference.kind = kinds[text('type')] ?? 'other';
  reference.title = text('title');
  reference.vernacularTitle = text('original-title');
  reference.containerTitle = text('container-title') || (reference.kind === 'book' ? reference.title : '');
  reference.journalAbbreviation = text('container-title-short', 'journalAbbreviation');
  reference.seriesTitle = text('collection-title');
  reference.authors = peopleOf(item.author);
  reference.editors = peopleOf(item.editor);
  reference.dates = dateTexts(item.issued);
  reference.electronicDate = dateTexts(item['available-date'])[0] ?? '';
  reference.volume = text('volume');
  reference.issue = text('issue', 'number');
  reference.pages = text('page', 'number-of-pages');
  reference.abstract = text('abstract');
  reference.keywords = termsIn(text('keyword'));
  reference.languages = text('language').split(/[;,]/);
  reference.publicationTypes = text('genre')
    .split(';')
    .map((type) => type.trim());
  reference.serialNumbers = [text('ISSN'), text('ISBN')];
  reference.dois = [text('DOI')];
  reference.pmids = [text('PMID')];
  reference.pmcs = [text('PMCID')];
  reference.links = [text('URL')].filter(Boolean);
  const id = text('id', 'citation-key');
  // Numbers and addresses given as ids name the item in one program only, or are told by other fields.
  reference.otherIds = id && !/^\d{1,9}$|^https?:/.test(id) ? [{ type: 'reference', value: id }] : [];
  reference.publisher = text('publisher');
  reference.place = text('publisher-place');
  reference.edition = text('edition');
  reference.notes = notesOf(text('note'), reference);
  return reference;
}

/** The note may carry fields that CSL lacks, one a line: "PMID: 123", "Affiliation: Last, First: address". */
function notesOf(note: string, reference: PlainReference): string[] {
  const notes: string[] = [];
  for (const line of note.split('\n')) {
    const field = /^(PMID|PMCID|DOI|PII|ID|Affiliation|Country):\s*(.+)$/i.exec(line.trim());
    const value = field?.[2] ?? '';
    const name = field?.[1]?.toLowerCase();
    if (name === 'pmid') reference.pmids.push(value);
    else if (name === 'pmcid') reference.pmcs.push(value);
    else if (name === 'doi') reference.dois.push(value);
    else if (name === 'pii') reference.pii = value;
    else if (name === 'id') reference.otherIds.push(...otherIdentifiers(value));
    else if (name === 'affiliation') reference.affiliations.push(value);
    else if (name === 'country') reference.place = value;
    else if (line.trim()) notes.push(line);
  }
  return notes;
}

function peopleOf(value: Json | undefined): Author[] {
  if (!Array.isArray(value)) return [];
  return value.map(personOf).filter((person) => person !== null);
}

function personOf(value: Json): Author | null {
  if (typeof value === 'string') return authorFromName(value);
  if (!isObject(value)) return null;
  const text = (name: string): string => plainText(scalar(value[name]));
  const orcid = normaliseOrcid(text('ORCID'));
  if (text('literal')) return author({ collectiveName: text('literal'), orcid });
  const lastName = [text('dropping-particle'), text('non-dropping-particle'), text('family')].filter(Boolean).join(' ');
  const foreName = foldSpace(text('given'));
  if (!lastName && !foreName) return null;
  return author({
    lastName: lastName || null,
    foreName: foreName || null,
    initials: initialsOf(foreName),
    suffix: text('suffix') || null,
    orcid,
  });
}

/** A CSL date as texts: its parts, its season, or its literal form. */
function dateTexts(value: Json | undefined): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (!isObject(value)) return [];
  const literal = scalar(value.literal) || scalar(value.raw);
  const parts = value['date-parts'];
  const numbers = Array.isArray(parts) && Array.isArray(parts[0]) ? parts[0].map(scalar) : [];
  const season = scalar(value.season);
  const plain = season ? `${numbers[0] ?? ''} ${season}`.trim() : numbers.join('/');
  return [literal, plain].filter(Boolean);
}

function scalar(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(scalar).filter(Boolean).join(' ; ') : '';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
