import type { SourceKind } from './facts.ts';
import type { PrismaSItem } from './prismaSWords.ts';

/** A line of a search strategy, as it was run. */
export interface StrategyLine {
  number: number;
  query: string;
  note?: string | null;
  /** What the line found by itself, where the source says. */
  hits?: number | null;
}

/** One search run, as PRISMA-S wants it told. */
export interface ReportedSearch {
  runId: string;
  /** "PubMed". */
  source: string;
  kind: SourceKind;
  /** What the source was searched through: "NCBI E-utilities". Null where it is not known. */
  platform: string | null;
  /** ISO 8601 in UTC. */
  ranAt: string;
  /** Line by line; empty where there was one query, or none (a file that somebody exported). */
  strategy: readonly StrategyLine[];
  /** What was sent, to the letter. */
  query: string | null;
  /** What the source made of it. */
  translation: string | null;
  hits: number | null;
  /** Of these, records the review had not had. */
  added: number | null;
  /** Date, language or type of publication; empty where there were none. */
  limits: readonly string[];
  /** Of an update: the first day asked for, YYYY-MM-DD. */
  since: string | null;
}

/** Everything the appendix tells of how records were searched for. */
export interface SearchReport {
  /** Title of the review. */
  title: string;
  searches: readonly ReportedSearch[];
  /** How duplicates are found and removed, in words. */
  deduplication: string;
  /** Duplicates removed, of how many identified; the numbers of the flow. */
  identified: number;
  duplicates: number;
  /** What only people know: contacts, published filters, prior work, peer review, ... In the report's own language. */
  statements: Partial<Record<PrismaSItem, string>>;
}
