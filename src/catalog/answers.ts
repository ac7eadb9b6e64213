import type { AbstractSection, Author, Citation } from '../domain/citation.ts';
import type { AnnotatorKind, Direction, Stance, TagKind } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';
import type { Exported } from '../exporting/exported.ts';
import type { ResorptionRow } from '../store/annotations.ts';
import type { Said } from '../store/reviewedDates.ts';
import type { TextPiece } from '../text/highlight.ts';
import type { CatalogQuery, FacetName } from './catalogQuery.ts';
import type { EvidenceMap } from './map/evidenceMap.ts';
import type { MapSettings } from './map/mapSettings.ts';
import type { SearchRunDetail, SearchRunSummary } from './runAnswers.ts';
import type { Finding } from './synthesis/findings.ts';
import type { SynthesisSettings } from './synthesis/synthesisSettings.ts';
import type { SynthesisAnswer } from './synthesis/synthesize.ts';
import type { DesignYear, StanceRow, TagLink } from './tagAnswers.ts';

export type { Said } from '../store/reviewedDates.ts';
export type { TextPiece } from '../text/highlight.ts';
export type { SearchRunDetail, SearchRunSummary } from './runAnswers.ts';
export type { DesignYear, StanceRow, TagLink } from './tagAnswers.ts';

/** What the catalog answers: plain data without words of the interface, links or markup. */

/** How sure a tag is: settled by people here, coded in the shipped library, or suggested by rules. */
export type TagState = 'confirmed' | 'library' | 'suggested';

/** One tag of a record: what it says, how sure, and the words it rests on. */
export interface RecordTag {
  kind: TagKind;
  value: string;
  stance: Stance | Direction | null;
  state: TagState;
  score: number | null;
  annotator: { kind: AnnotatorKind; name: string; version: string };
  basis: string | null;
  evidence: TagEvidence[];
}

export interface TagEvidence {
  /** Stable id of the evidence item. */
  id: number;
  /** Which text of the record, as in `RecordText.field`. */
  field: string;
  /** UTF-16 offsets into that text, end exclusive. */
  start: number;
  end: number;
  text: string;
  /** The record's text has changed since and no longer holds these words at this place. */
  stale: boolean;
}

/** A record as the result list shows it. */
export interface RecordCard {
  recordId: number;
  key: string;
  pmid: string | null;
  doi: string | null;
  title: TextPiece[];
  /** Safe markup of the title where the source had any and nothing is highlighted. */
  titleHtml: string | null;
  vernacularTitle: { text: string; language: string } | null;
  authors: Author[];
  authorsComplete: boolean;
  journal: string | null;
  year: number | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  /** The sentence that best meets the search, or the first evidence sentence, with its language. */
  snippet: { pieces: TextPiece[]; field: string; language: string } | null;
  /** ISO 639-2 languages of the publication. */
  languages: string[];
  retracted: boolean;
  withdrawn: boolean;
  excluded: boolean;
  hasAbstract: boolean;
  /** Name of the source that gave the abstract ("pubmed", "ris", "csv", ...); null without one. */
  abstractSource: string | null;
  tags: RecordTag[];
  sample: StudySample | null;
  resorption: ResorptionResult[];
}

export interface StudySample {
  n: number | null;
  unit: string | null;
}

/** Events out of a total, as the text reports them, for one group of one record. */
export interface ResorptionResult extends ResorptionRow {
  /** 95 % Wilson interval in percent, where events and total are known. */
  interval: { low: number; high: number } | null;
}

export interface FacetValue {
  value: string;
  /** Records with this value in the search without this facet's own filter. */
  count: number;
  /**
   * Records the search has after following the value's link (choosing it, or giving it up if it is chosen).
   * Equal to `count` while nothing of its facet is chosen; a page shows the difference as "+n" otherwise.
   */
  following: number;
  selected: boolean;
}

export interface Facet {
  name: FacetName;
  /** In the protocol's order where it has one, else by falling count. */
  values: FacetValue[];
}

export interface YearCount {
  year: number;
  count: number;
}

export interface CatalogPage {
  query: CatalogQuery;
  total: number;
  cards: RecordCard[];
  /** Of a list walked by ids: where its next page begins. Null at its end, and for pages by number. */
  next: number | null;
  /** Where few records hold all the words: the best of those that hold some. Not in `total` and not in the facets. */
  also: RecordCard[];
  facets: Facet[];
  /** Years of the current search without its own year limits, gaps filled with zero. */
  years: YearCount[];
  /** Excluded records that the same search would find if they were shown. */
  hiddenExcluded: number;
  /** How the words of the search were read, in both languages; null without words. */
  reading: { en: string; zh: string } | null;
  warnings: { en: string; zh: string }[];
  /** True where no record held all words and records with some of them are shown. */
  relaxed: boolean;
  /** For no hits: the filter whose removal helps most. */
  rescue: { facet: FacetName; value: string; count: number } | null;
}

/** A filter that a search without hits had better give up. */
export interface Rescue {
  without: FacetName | 'years';
  /** The facet's chosen values; empty for years. */
  values: string[];
  query: CatalogQuery;
  total: number;
}

/** What is known of a record by itself. */
export interface RecordFacts {
  card: RecordCard;
  citation: Citation;
  /** The texts evidence offsets count in. */
  texts: RecordText[];
  /** Sections of the source's abstract, for headings; empty where only a summary is known. */
  abstract: AbstractSection[];
  summaries: { language: string; text: string }[];
  followUp: { months: number | null; note: string | null } | null;
  exclusionReason: string | null;
  /** The newest screening decision; null before the first. */
  decision: { at: string; verdict: 'include' | 'exclude' | 'unsure'; stage: string } | null;
  sources: RecordSource[];
}

export interface RecordDetail extends RecordFacts {
  events: RecordEvent[];
  related: SimilarRecord[];
  /** Records of the catalog that its reference list names, and those whose list names it; newest first. */
  cites: ListedRecord[];
  citedBy: ListedRecord[];
  /** How many references its sources list in all. */
  references: number;
  /** Who last said what its tags say, by kind of annotator. */
  said: Said[];
}

/** A record in a list of a few. */
export interface ListedRecord {
  recordId: number;
  title: string;
  year: number | null;
}

export interface SimilarRecord extends ListedRecord {
  /** Mechanisms and predictors that both are tagged with. */
  shared: number;
}

/** Where a record's facts were read. */
export interface RecordSource {
  source: string;
  sourceId: string;
  runId: number;
  retrievedAt: string;
  withdrawnAt: string | null;
}

export interface RecordEvent {
  at: string;
  what: string;
  detail: string | null;
}

/** Records on their way out, read one by one. */
export interface RecordExport {
  count: number;
  /** The same for the same records in the same order and state, another one for any others. */
  version: string;
  records(): Iterable<Exported>;
}

export interface MechanismCount {
  id: string;
  records: number;
  supports: number;
  discusses: number;
  contradicts: number;
  years: YearCount[];
}

export interface PredictorCount {
  id: string;
  records: number;
  favours: number;
  against: number;
  noAssociation: number;
  discusses: number;
}

export interface CatalogStatus {
  records: number;
  included: number;
  excluded: number;
  unscreened: number;
  withAbstract: number;
  firstYear: number | null;
  lastYear: number | null;
  /** ISO instants; null where no such run is known. */
  lastSearchAt: string | null;
  libraryLoadedAt: string | null;
  /** Records screened since the last search. */
  screenedSince: number;
}

export interface Overview {
  status: CatalogStatus;
  mechanisms: MechanismCount[];
  predictors: PredictorCount[];
  newest: RecordCard[];
}

/** An evidence sentence with the record it stands in. */
export interface EvidenceItem {
  id: number;
  recordId: number;
  title: string;
  year: number | null;
  design: string | null;
  species: string | null;
  sample: StudySample | null;
  /** First author's family name, or the group that signs; null where none is known. */
  firstAuthor: string | null;
  followUpMonths: number | null;
  /** The annotator's reason in a few words. */
  basis: string | null;
  text: string;
  field: string;
  language: string;
  /** As of the record's card. */
  abstractSource: string | null;
  stance: Stance | Direction | null;
  state: TagState;
}

export interface TagPage {
  id: string;
  count: MechanismCount | PredictorCount;
  /** Stance or direction by design and by species: rows with counts, zero rows left out. */
  byDesign: StanceRow[];
  bySpecies: StanceRow[];
  timeline: DesignYear[];
  /** Every pair of mechanisms that any record names together; empty on a predictor's page. */
  network: TagLink[];
  /** Other mechanisms and predictors tagged in the same records, by falling count. */
  pairs: { kind: 'mechanism' | 'predictor'; id: string; records: number }[];
  /** Strongest first: design order of the codebook, confirmed before suggested, newest first. */
  evidence: EvidenceItem[];
  /** Who said last that records have it, by kind of annotator. */
  said: Said[];
}

/** Which statements to list, and from where on. */
export interface EvidenceQuery {
  /** Ids of mechanisms and predictors, any of which will do; null for all of them. */
  values: readonly string[] | null;
  stances: readonly (Stance | Direction)[] | null;
  recordId: number | null;
  /** The id after which the list goes on; 0 from the start. */
  after: number;
  limit: number;
}

/** That a record speaks about a mechanism or predictor, with every sentence this rests on. */
export interface EvidenceStatement {
  /** That of the first sentence: for cursors and for its place on the record's page. */
  id: number;
  /** The name that lasts; see `evidenceKey`. */
  key: string;
  recordId: number;
  recordKey: string;
  pmid: string | null;
  doi: string | null;
  title: string;
  year: number | null;
  kind: 'mechanism' | 'predictor';
  value: string;
  stance: Stance | Direction | null;
  state: TagState;
  score: number | null;
  basis: string | null;
  annotator: { kind: AnnotatorKind; name: string; version: string };
  sentences: { id: number; field: string; start: number; end: number; text: string; language: string }[];
}

export interface EvidenceStatements {
  statements: EvidenceStatement[];
  /** To ask for the next ones with as `after`; null at the end. */
  next: number | null;
}

/** A record with when it joined the catalog. */
export interface Arrival {
  card: RecordCard;
  /** ISO instants. */
  createdAt: string;
  updatedAt: string;
}

export interface MethodsAnswer {
  status: CatalogStatus;
  runs: SearchRunSummary[];
  exclusions: { reason: string; records: number }[];
  annotators: { kind: AnnotatorKind; name: string; version: string; annotations: number }[];
  expandedSearch: string;
}

/** The languages of the interface: sentences are chosen in the reader's one where there is one. */
export type Language = 'en' | 'zh';

/** What a reader can ask of the catalog. */
export interface Catalog {
  overview(language: Language): Overview;
  search(query: CatalogQuery, language: Language): CatalogPage;
  /** A search with the misspelt words of this one mended, and what it finds; null where there is none. */
  spelling(query: CatalogQuery): { q: string; total: number } | null;
  /** For a search without hits: which filters to give up, the one that helps most first. */
  rescues(query: CatalogQuery): Rescue[];
  /** By record id, or by key such as "pmid:123" or "doi:10.…"; null where there is none. */
  record(idOrKey: string, language: Language): RecordDetail | null;
  /** What is known of each of these records, read one by one. */
  facts(ids: readonly number[], language: Language): Iterable<RecordFacts>;
  /** The id of the record with this id or key; null where there is none. */
  recordId(idOrKey: string): number | null;
  /** Ids of all records of a search, as many as its `total`, in its order; the page makes no difference. */
  exportIds(query: CatalogQuery): number[];
  exportRecords(ids: readonly number[]): RecordExport;
  mechanism(id: string, language: Language): TagPage | null;
  predictor(id: string, language: Language): TagPage | null;
  map(settings: MapSettings): EvidenceMap;
  /** Reported results pooled as the settings say. */
  synthesis(settings: SynthesisSettings, language: Language): SynthesisAnswer;
  /** The rows of the summary of findings, with how sure people are of each. */
  findings(language: Language): Finding[];
  evidence(query: EvidenceQuery): EvidenceStatements;
  /** The statement with this lasting name; null where nobody says so any more, or never did. */
  statement(key: string): EvidenceStatement | null;
  /** All statements, read a page at a time. */
  allEvidence(): Iterable<EvidenceStatement>;
  /** Writes what is public of the database into a new file, in short steps; false where it lies in memory. */
  writePublicCopy(file: string): Promise<boolean>;
  /** The records of a search that joined the catalog last, newest first. */
  arrivals(query: CatalogQuery, language: Language, count: number): Arrival[];
  /** Newest first. */
  runs(): SearchRunSummary[];
  run(runId: number): SearchRunDetail | null;
  methods(): MethodsAnswer;
  status(): CatalogStatus;
  /** Rises whenever anything that readers see has changed. */
  revision(): number;
}
