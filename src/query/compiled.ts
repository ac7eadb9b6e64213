import type { HighlightTerm } from '../text/highlight.ts';

/** The columns of the index of stems, in the table's order. Each holds `indexText` of what its comment says. */
export const ftsColumns = [
  /** Title and vernacular title. */
  'title',
  /** Abstract, other abstracts and the catalog's own summaries. */
  'abstract',
  'keywords',
  /** Each author as "LastName ForeName" and as "LastName Initials", one after the other. */
  'authors',
  /** MeSH descriptors, supplementary concepts and qualifiers. */
  'mesh',
  /** Title and abbreviations of the journal. */
  'journal',
] as const;
export type FtsColumn = (typeof ftsColumns)[number];
/** The index of words as written has the same columns unstemmed, and these; see `exactColumns`. */
export type ExactColumn = FtsColumn | 'first_author' | 'heading' | 'major_heading';

/** What is no question of words; each names plainly what the record must have. */
export type Condition =
  /** Year of publication, both ends inclusive, null where open. */
  | { field: 'year'; from: number | null; to: number | null }
  | { field: 'pmid' | 'doi'; equals: string }
  /** ISO 639-2 code among the record's languages. */
  | { field: 'language'; equals: string }
  /** A tag of the record by its id. */
  | { field: 'mechanism' | 'predictor' | 'design'; equals: string }
  /** `termKey` of one of the record's publication types. */
  | { field: 'publicationType'; equals: string };

/** An FTS5 expression over one of the two indexes. */
export interface Match {
  kind: 'match';
  index: 'stems' | 'exact';
  expression: string;
  /** Over the index of stems, met by every record that meets `expression`: what it is ranked by. */
  ranking: string;
}

/** Which records a search wants, as a tree whose leaves are FTS5 expressions and conditions. */
export type CompiledNode =
  | Match
  | { kind: 'condition'; condition: Condition }
  | { kind: 'and' | 'or'; children: CompiledNode[] }
  | { kind: 'not'; child: CompiledNode };

/** A tree with what is needed to rank by it. */
export interface Selection {
  /** Null: every record. */
  where: CompiledNode | null;
  /** One FTS5 expression to rank by with `bm25()`: every word that is wanted. Null where no word is. */
  ranking: string | null;
  /** Every record of `where` also meets `ranking`, so that one ranked query can yield them all. */
  rankingCoversAll: boolean;
}

/** A search ready for the store. */
export interface CompiledQuery extends Selection {
  /** What to mark in the texts that are shown. */
  terms: HighlightTerm[];
  /** The same with "and" between plain words turned into "or", for when too few records hold them all. */
  relaxed: Selection | null;
}
