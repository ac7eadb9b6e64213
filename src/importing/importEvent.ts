import type { Citation } from '../domain/citation.ts';

/** The citation formats that this folder reads. */
export const importFormats = [
  'nbib',
  'ris',
  'bibtex',
  'endnote-xml',
  'noteexpress',
  'csv',
  'tsv',
  'csl-json',
  'jsonl',
] as const;
export type ImportFormat = (typeof importFormats)[number];

/** One record of a file: read, or refused with a reason. Nothing in a file passes without one of the two. */
export type ImportEvent = ImportedCitation | RejectedRecord;

export interface ImportedCitation extends RecordPlace {
  kind: 'citation';
  citation: Citation;
  /** What was doubtful about the record but did not stop it; each one sentence. */
  warnings: string[];
}

export interface RejectedRecord extends RecordPlace {
  kind: 'rejected';
  /** One sentence that names the line or record and the reason. */
  reason: string;
}

export interface RecordPlace {
  /** The record as it stands in the file. */
  raw: string;
  /** Number of the record in the file, from 1, refused ones counted. */
  index: number;
  /** The line it starts on, from 1. */
  line: number;
}

/** A record that a reader of one format found, before it is known whether it holds a citation. */
export type FoundRecord = Omit<RecordPlace, 'index'> &
  ({ citation: Citation; warnings?: string[] } | { reason: string });
