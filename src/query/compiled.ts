import type { HighlightTerm } from '../text/highlight.ts';

/** The columns of the FTS5 table, in the table's order. Each holds `indexText` of what its comment says. */
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

/** What FTS5 cannot answer; each names plainly what the record must have. */
export type Condition =
  /**
   * ` ${indexed text} ` of one of the columns contains one of these strings: how exact phrases are told from
   * those that only share their stems.
   */
  | { field: 'indexedText'; columns: readonly FtsColumn[]; contains: string[] }
  /** The same for ` ${indexText(first author as in the authors column)} `. */
  | { field: 'firstAuthor'; contains: string[] }
  /** Year of publication, both ends inclusive, null where open. */
  | { field: 'year'; from: number | null; to: number | null }
  | { field: 'pmid' | 'doi'; equals: string }
  /** ISO 639-2 code among the record's languages. */
  | { field: 'language'; equals: string }
  /** A tag of the record by its id. */
  | { field: 'mechanism' | 'predictor' | 'design'; equals: string }
  /** `termKey` of one of the record's publication types. */
  | { field: 'publicationType'; equals: string }
  /** `termKey` of one MeSH heading: equal, or with `prefix` beginning so; its qualifier; as a major topic only. */
  | { field: 'mesh'; descriptor: string; prefix: boolean; qualifier: string | null; major: boolean };

/** Which records a search wants, as a tree whose leaves are FTS5 expressions and conditions. */
export type CompiledNode =
  | { kind: 'match'; expression: string }
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
