/**
 * A citation: the bibliographic facts of one publication as one source gave them.
 *
 * Conventions that hold for every field:
 * - Text is plain: tags dropped, entities decoded, runs of white space folded to one space, ends trimmed.
 * - Where the source had inline markup, a sibling field (`titleHtml`, `html`, ...) keeps it as safe markup
 *   (only `i b sup sub u`, everything else escaped). The sibling is absent where it would add nothing.
 * - Identifiers, volumes, issues and pages are strings, never numbers ("007" stays "007").
 * - Absent scalars are null, absent lists are empty.
 *
 * Shape source: the NLM PubMed DTD (pubmed_250101), generalised so that RIS, NBIB, BibTeX and CSV sources fit it too.
 */
export interface Citation {
  pmid: string | null;
  /** Version of the PMID; 1 unless PubMed says otherwise. The highest version wins. */
  version: number;
  doi: string | null;
  pmc: string | null;
  pii: string | null;
  /** Every other identifier as the source names its type (`bookaccession`, `mid`, ...). */
  otherIds: Identifier[];
  title: string;
  titleHtml?: string;
  vernacularTitle: string | null;
  vernacularTitleHtml?: string;
  abstract: AbstractSection[];
  abstractCopyright: string | null;
  otherAbstracts: OtherAbstract[];
  authors: Author[];
  /** False when the source says that its author list is cut ("et al."). */
  authorsComplete: boolean;
  editors: Author[];
  investigators: Author[];
  journal: Journal | null;
  book: Book | null;
  published: PublicationDate;
  electronicDate: CalendarDate | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  languages: string[];
  publicationTypes: string[];
  publicationStatus: string | null;
  mesh: MeshHeading[];
  supplementaryMesh: SupplementaryMesh[];
  chemicals: Chemical[];
  keywords: string[];
  /** The same keywords with what PubMed says of each; absent where nothing is said. */
  keywordTerms?: KeywordTerm[];
  geneSymbols: string[];
  personalNameSubjects: Author[];
  citationSubsets: string[];
  grants: Grant[];
  dataBanks: DataBank[];
  /** Comments and corrections: retractions, errata, expressions of concern, updates. */
  relations: Relation[];
  references: Reference[];
  history: HistoryDate[];
  dateCompleted: CalendarDate | null;
  dateRevised: CalendarDate | null;
  coiStatement: string | null;
  coiStatementHtml?: string;
  generalNotes: string[];
  numberOfReferences: string | null;
  spaceFlightMissions: string[];
  /** How NLM handles the record; absent where the source does not say. */
  medline?: MedlineFacts;
}

/** What PubMed says of its record, beside what it says of the publication. */
export interface MedlineFacts {
  /** How far the record has come: "MEDLINE", "PubMed-not-MEDLINE", "In-Process", "Publisher", ... */
  status: string | null;
  /** Who made the record: "NLM", "NASA", ... */
  owner: string | null;
  /** "Automated" or "Curated"; null where people indexed it, or nobody has yet. */
  indexingMethod: string | null;
  /** How the article came out: "Print", "Electronic", "Print-Electronic", ... */
  publicationModel: string | null;
  /** Which form of the journal's issue is cited: "Print" or "Internet". */
  citedMedium: string | null;
  /** The publisher's name and date of a version. */
  versionId: string | null;
  versionDate: string | null;
  dateCreated: CalendarDate | null;
  /** False where PubMed says that the list is cut. */
  grantsComplete: boolean;
  dataBanksComplete: boolean;
}

export interface Identifier {
  type: string;
  value: string;
}

export interface AbstractSection {
  /** The label as printed ("MATERIALS AND METHODS"), null for an unstructured abstract. */
  label: string | null;
  /** NLM's category: BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSIONS or UNASSIGNED. */
  nlmCategory: string | null;
  text: string;
  html?: string;
}

export interface OtherAbstract {
  /** ISO 639-2 code as PubMed gives it ("chi", "eng"). */
  language: string;
  /** "Publisher", "plain-language-summary", ... */
  type: string | null;
  sections: AbstractSection[];
  /** Its copyright statement; absent where there is none. */
  copyright?: string;
}

export interface Author {
  lastName: string | null;
  foreName: string | null;
  initials: string | null;
  suffix: string | null;
  collectiveName: string | null;
  /** 0000-0000-0000-000X, whatever form the source used. */
  orcid: string | null;
  affiliations: string[];
  /** Identifiers of institutions, each with the affiliation it belongs to; absent where there are none. */
  affiliationIds?: AffiliationId[];
  /** Identifiers other than the ORCID iD; absent where there are none. */
  identifiers?: Identifier[];
  /** True for those who contributed equally with another one; absent where nothing is said. */
  equalContribution?: boolean;
}

export interface AffiliationId extends Identifier {
  /** Place in `affiliations`, from 0. */
  affiliation: number;
}

export interface Journal {
  title: string | null;
  isoAbbreviation: string | null;
  /** The ISSN of the issue as cited; `issns` holds every one with its type. */
  issn: string | null;
  issns: Identifier[];
  nlmId: string | null;
  medlineTa: string | null;
  country: string | null;
}

export interface Book {
  title: string | null;
  titleHtml?: string;
  collectionTitle: string | null;
  publisher: string | null;
  publisherLocation: string | null;
  edition: string | null;
  medium: string | null;
  isbns: string[];
  sections: string[];
  /** Facts that few books have, absent elsewhere: the volume's own title, the report's number, */
  volumeTitle?: string;
  reportNumber?: string;
  /** where in the book the chapter stands ("Chapter 3"), */
  locationLabel?: string;
  /** and lists beside the text, such as a disorder's synonyms. */
  itemLists?: ItemList[];
}

export interface ItemList {
  type: string | null;
  items: string[];
}

export interface PublicationDate {
  year: number | null;
  month: number | null;
  day: number | null;
  season: string | null;
  /** The date as text where PubMed gives only that ("1998 Dec-1999 Jan"). */
  medlineDate: string | null;
}

export interface CalendarDate {
  year: number;
  month: number | null;
  day: number | null;
}

export interface HistoryDate extends CalendarDate {
  /** "received", "accepted", "pubmed", "medline", "entrez", "pmc-release", ... */
  status: string;
  hour: number | null;
  minute: number | null;
}

export interface MeshHeading {
  descriptor: string;
  ui: string | null;
  /** "Geographic" for places; absent elsewhere. */
  type?: string;
  majorTopic: boolean;
  qualifiers: MeshQualifier[];
}

export interface MeshQualifier {
  name: string;
  ui: string | null;
  majorTopic: boolean;
}

export interface KeywordTerm {
  text: string;
  html?: string;
  majorTopic: boolean;
  /** Whose keyword it is: "NOTNLM" (the authors'), "NLM", "NASA", ... */
  owner: string | null;
}

export interface SupplementaryMesh {
  name: string;
  ui: string | null;
  type: string | null;
}

export interface Chemical {
  name: string;
  ui: string | null;
  registryNumber: string | null;
}

export interface Grant {
  id: string | null;
  acronym: string | null;
  agency: string | null;
  country: string | null;
}

export interface DataBank {
  name: string;
  accessionNumbers: string[];
}

export interface Relation {
  /** PubMed's RefType: RetractionIn, RetractionOf, ErratumIn, ExpressionOfConcernIn, UpdateIn, ... */
  type: string;
  pmid: string | null;
  citation: string;
  note: string | null;
}

export interface Reference {
  citation: string;
  citationHtml?: string;
  pmid: string | null;
  doi: string | null;
  pmc?: string;
}

/** A citation with nothing known: what every reader starts from, so that no field is ever undefined. */
export function emptyCitation(): Citation {
  return {
    pmid: null,
    version: 1,
    doi: null,
    pmc: null,
    pii: null,
    otherIds: [],
    title: '',
    vernacularTitle: null,
    abstract: [],
    abstractCopyright: null,
    otherAbstracts: [],
    authors: [],
    authorsComplete: true,
    editors: [],
    investigators: [],
    journal: null,
    book: null,
    published: { year: null, month: null, day: null, season: null, medlineDate: null },
    electronicDate: null,
    volume: null,
    issue: null,
    pages: null,
    languages: [],
    publicationTypes: [],
    publicationStatus: null,
    mesh: [],
    supplementaryMesh: [],
    chemicals: [],
    keywords: [],
    geneSymbols: [],
    personalNameSubjects: [],
    citationSubsets: [],
    grants: [],
    dataBanks: [],
    relations: [],
    references: [],
    history: [],
    dateCompleted: null,
    dateRevised: null,
    coiStatement: null,
    generalNotes: [],
    numberOfReferences: null,
    spaceFlightMissions: [],
  };
}

const retractingRelations = new Set(['RetractionIn', 'RetractedandRepublishedIn']);

/** Retracted by PubMed's own signs: the publication type, or a relation that names the retraction. */
export function isRetracted(citation: Pick<Citation, 'publicationTypes' | 'relations'>): boolean {
  return (
    citation.publicationTypes.includes('Retracted Publication') ||
    citation.relations.some((relation) => retractingRelations.has(relation.type))
  );
}
