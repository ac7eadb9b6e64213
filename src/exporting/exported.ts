import type { Citation } from '../domain/citation.ts';

/** Where a record came from: one for each source that gave it. */
export interface ExportSource {
  /** The source's name: "pubmed", "file", ... */
  source: string;
  /** The record's id there; null where the source has none. */
  id: string | null;
  /** The search run that brought it; null where none is known. */
  runId: number | null;
  /** ISO time in UTC; null where none is known. */
  retrievedAt: string | null;
}

/** What is exported of one record. */
export interface Exported {
  citation: Citation;
  sources: readonly ExportSource[];
}
