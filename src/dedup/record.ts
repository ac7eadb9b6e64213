/**
 * What duplicate detection needs to know of a record. Every field may be empty; text is taken as it comes
 * (any case, markup, brackets, abbreviations), since telling noise from difference is this folder's work.
 */
export interface DedupRecord {
  id: string;
  title: string;
  /** The same title in other languages or scripts (PubMed's vernacular title, CNKI's English title). */
  otherTitles?: readonly string[];
  /** One text ("Last, First; Last, F.") or one name an item; an order is assumed. */
  authors: string | readonly string[];
  year: number | string | null;
  journal: string | null;
  volume: string | null;
  issue: string | null;
  pages: string | null;
  doi: string | null;
  pmid?: string | null;
  isbn?: string | null;
  abstract?: string | null;
  publicationTypes?: readonly string[];
  language?: string | null;
}

/** How one fact of two records compares; `unknown` when a side does not say. */
export type Sameness = 'same' | 'differs' | 'unknown';

export function sameness(a: string | number | null, b: string | number | null): Sameness {
  if (a === null || b === null) return 'unknown';
  return a === b ? 'same' : 'differs';
}
