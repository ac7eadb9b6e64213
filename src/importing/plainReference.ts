import {
  type Author,
  type Citation,
  emptyCitation,
  type Identifier,
  type PublicationDate,
} from '../domain/citation.ts';
import { normaliseDoi, normalisePmc, normalisePmid } from '../domain/identifiers.ts';
import { abstractSections } from './abstractSections.ts';
import { anyDate, noDate } from './dates.ts';
import { doiIn, isbnsIn, issnsIn, pmcIn, pmidIn } from './identifierText.ts';
import { isChinese, languageCode } from './languageCodes.ts';
import { authorKey, nameKey } from './ownedFacts.ts';
import { foldSpace, markedText, plainText } from './plainText.ts';

export type ReferenceKind = 'article' | 'book' | 'chapter' | 'conference' | 'thesis' | 'report' | 'patent' | 'other';

/**
 * What reference managers know of a publication, whatever their format calls the fields: every value still
 * text as the file has it. Readers fill this in; `citationOf` alone decides what the text means.
 */
export interface PlainReference {
  kind: ReferenceKind;
  title: string;
  vernacularTitle: string;
  /** Journal of an article; book of a chapter; proceedings of a conference paper. */
  containerTitle: string;
  journalAbbreviation: string;
  seriesTitle: string;
  authors: Author[];
  editors: Author[];
  /** Best first: the first with a year counts, later ones of the same year may add month and day. */
  dates: string[];
  electronicDate: string;
  volume: string;
  issue: string;
  pages: string;
  abstract: string;
  otherAbstracts: { language: string; text: string }[];
  keywords: string[];
  languages: string[];
  publicationTypes: string[];
  /** ISSNs and ISBNs, in any mixture. */
  serialNumbers: string[];
  dois: string[];
  pmids: string[];
  pmcs: string[];
  pii: string;
  otherIds: Identifier[];
  /** Addresses and remarks in which an identifier may be named. */
  links: string[];
  publisher: string;
  place: string;
  edition: string;
  notes: string[];
  /** Addresses; one that opens with an author's name and a colon goes to that author. */
  affiliations: string[];
}

export function emptyReference(): PlainReference {
  return {
    kind: 'article',
    title: '',
    vernacularTitle: '',
    containerTitle: '',
    journalAbbreviation: '',
    seriesTitle: '',
    authors: [],
    editors: [],
    dates: [],
    electronicDate: '',
    volume: '',
    issue: '',
    pages: '',
    abstract: '',
    otherAbstracts: [],
    keywords: [],
    languages: [],
    publicationTypes: [],
    serialNumbers: [],
    dois: [],
    pmids: [],
    pmcs: [],
    pii: '',
    otherIds: [],
    links: [],
    publisher: '',
    place: '',
    edition: '',
    notes: [],
    affiliations: [],
  };
}

const typeOfKind: Partial<Record<ReferenceKind, string>> = {
  book: 'Book',
  chapter: 'Book Chapter',
  conference: 'Conference Paper',
  thesis: 'Academic Dissertation',
  report: 'Technical Report',
  patent: 'Patent',
};

/** The citation that a reference describes. Nothing is guessed that the text does not say. */
export function citationOf(reference: PlainReference): Citation {
  const citation = emptyCitation();
  const { text: title, html: titleHtml } = markedText(reference.title);
  citation.title = title;
  if (titleHtml) citation.titleHtml = titleHtml;
  const vernacular = markedText(reference.vernacularTitle);
  citation.vernacularTitle = vernacular.text || null;
  if (vernacular.html) citation.vernacularTitleHtml = vernacular.html;
  identify(citation, reference);
  giveAbstracts(citation, reference);
  citation.authors = withoutEtAl(reference.authors);
  citation.authorsComplete = citation.authors.length === reference.authors.length;
  citation.editors = reference.editors;
  citation.generalNotes = unique(reference.notes.map(plainText)).filter((note) => !isBareDoi(note));
  attachAffiliations(citation, reference.affiliations);
  citation.published = publicationDate(reference.dates);
  const electronic = reference.electronicDate ? anyDate(reference.electronicDate) : noDate();
  if (electronic.year) citation.electronicDate = { ...pick(electronic), year: electronic.year };
  giveVolumeAndPages(citation, reference);
  citation.keywords = unique(reference.keywords.map(plainText));
  citation.languages = unique(reference.languages.map(languageCode));
  const types = unique(reference.publicationTypes.map(plainText));
  const byKind = typeOfKind[reference.kind];
  citation.publicationTypes = types.length > 0 ? types : byKind ? [byKind] : [];
  giveContainer(citation, reference);
  return citation;
}

function identify(citation: Citation, reference: PlainReference): void {
  const { links, notes } = reference;
  citation.doi = first(reference.dois, normaliseDoi) ?? first([...links, ...notes], doiIn);
  citation.pmid = first(reference.pmids, normalisePmid) ?? first(reference.pmids, pmidIn) ?? first(links, pmidIn);
  citation.pmc = first(reference.pmcs, (text) => normalisePmc(text) ?? pmcIn(text)) ?? first(links, pmcIn);
  citation.pii = plainText(reference.pii) || null;
  const addresses = links
    .filter((link) => !doiIn(link) && !pmidIn(link) && !pmcIn(link))
    .map((link) => ({ type: 'url', value: link }));
  const given = [...reference.otherIds, ...addresses].map(({ type, value }) => ({ type, value: foldSpace(value) }));
  const distinct = new Map(given.map((one) => [`${one.type}:${one.value}`, one]));
  citation.otherIds = [...distinct.values()].filter(({ value }) => value);
}

/** A wholly Chinese abstract is kept as such, so that it is searched and shown in its own language. */
function giveAbstracts(citation: Citation, reference: PlainReference): void {
  const sections = abstractSections(reference.abstract);
  if (isChinese(reference.abstract)) citation.otherAbstracts.push({ language: 'chi', type: null, sections });
  else citation.abstract = sections;
  for (const { language, text } of reference.otherAbstracts) {
    const other = abstractSections(text);
    if (other.length > 0)
      citation.otherAbstracts.push({ language: languageCode(language), type: null, sections: other });
  }
}

function giveVolumeAndPages(citation: Citation, reference: PlainReference): void {
  const volume = plainText(reference.volume);
  // "50(2)" where no issue is given beside it.
  const both = /^(\S+?)\s*\(([^()]+)\)$/.exec(volume);
  const issue = plainText(reference.issue);
  citation.volume = (both && !issue ? both[1] : volume) || null;
  citation.issue = issue || both?.[2] || null;
  citation.pages =
    plainText(reference.pages)
      .replace(/\s*(?:--+|[–—])\s*/g, '-')
      .replace(/^pp?\.\s*/i, '') || null;
}

function giveContainer(citation: Citation, reference: PlainReference): void {
  const title = plainText(reference.containerTitle) || null;
  const numbers = reference.serialNumbers.map(foldSpace).join(' ; ');
  const isbns = isbnsIn(numbers);
  if (['book', 'chapter', 'conference', 'thesis', 'report'].includes(reference.kind)) {
    citation.book = {
      title,
      collectionTitle: plainText(reference.seriesTitle) || null,
      publisher: plainText(reference.publisher) || null,
      publisherLocation: plainText(reference.place) || null,
      edition: plainText(reference.edition) || null,
      medium: null,
      isbns,
      sections: [],
    };
    return;
  }
  const issns = issnsIn(numbers);
  const abbreviation = plainText(reference.journalAbbreviation) || null;
  if (!title && !abbreviation && issns.length === 0) return;
  citation.journal = {
    title: title ?? abbreviation,
    isoAbbreviation: abbreviation,
    issn: issns[0] ?? null,
    issns: issns.map((value) => ({ type: 'ISSN', value })),
    nlmId: null,
    medlineTa: null,
    country: plainText(reference.place) || null,
  };
}

function publicationDate(texts: readonly string[]): PublicationDate {
  const dates = texts.map(anyDate);
  const base = dates.find((date) => date.year !== null);
  if (!base) return dates.find((date) => date.medlineDate !== null) ?? noDate();
  // A month given apart from its year ("SEP-OCT") is a date only together with it.
  const completed = dates.map((date, at) => (date.year === null ? anyDate(`${base.year} ${texts[at]}`) : date));
  const finer =
    completed.find(({ year, month, season }) => year === base.year && (month ?? season) !== null) ??
    dates.find(({ year, medlineDate }) => year === base.year && medlineDate !== null);
  return finer && !base.month && !base.season ? finer : base;
}

function attachAffiliations(citation: Citation, affiliations: readonly string[]): void {
  const byName = new Map<string, Author>();
  for (const author of citation.authors) byName.set(authorKey(author), author);
  for (const raw of affiliations) {
    const text = plainText(raw);
    const named = /^([^:]{2,80}):\s*(.+)$/.exec(text);
    const owner = named ? byName.get(nameKey(named[1] ?? '')) : undefined;
    const only = citation.authors.length === 1 ? citation.authors[0] : undefined;
    if (owner) owner.affiliations.push(named?.[2] ?? '');
    else if (text && only) only.affiliations.push(text);
    else if (text) citation.generalNotes.push(`Author address: ${text.replace(/^Author address: /, '')}`);
  }
}

function withoutEtAl(authors: Author[]): Author[] {
  return authors.filter((author) => !/^(?:et al\.?|and others|others|等\.?)$/i.test(wholeName(author)));
}

function wholeName(author: Author): string {
  return foldSpace(author.collectiveName ?? `${author.foreName ?? ''} ${author.lastName ?? ''}`);
}

function isBareDoi(note: string): boolean {
  return /^doi:?\s*10\.\d{4,9}\/\S+$/i.test(note);
}

function pick(date: PublicationDate): { month: number | null; day: number | null } {
  return { month: date.month, day: date.day };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter(Boolean))];
}

function first<Found>(texts: readonly string[], find: (text: string) => Found | null): Found | null {
  for (const text of texts) {
    const found = find(text);
    if (found !== null) return found;
  }
  return null;
}
