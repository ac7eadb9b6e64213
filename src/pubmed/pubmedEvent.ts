import type { Citation } from '../domain/citation.ts';

/** Where one record stands in its source. */
export interface RecordPlace {
  /** The record's own text, as it stands in the source. */
  xml: string;
  /** Place among the records of the source, from 0; rejected ones count. */
  index: number;
  /** Where it begins, in bytes of the unpacked text as UTF-8. */
  offset: number;
}

/** What a reader of PubMed XML meets: a citation, a record it cannot read (and why), or PMIDs taken back. */
export type PubmedEvent =
  | ({ kind: 'citation'; citation: Citation } & RecordPlace)
  | ({ kind: 'rejected'; reason: string; pmid: string | null } & RecordPlace)
  | { kind: 'deleted'; pmids: string[] };
