import type { Verdict } from '../../domain/review.ts';

/** One decision of one person about one record, as another program's file has it. */
export interface DecisionRow {
  /** Where it stands: line of the table, the header being 1. */
  row: number;
  /** The person as the file names them; null where it names nobody. */
  name: string | null;
  verdict: Verdict;
  /** Why it was excluded, in the file's words; null where nothing is said. */
  reason: string | null;
  note: string;
  /** What the record may be found by. */
  record: RecordClues;
}

export interface RecordClues {
  /** Numbers and keys that may be ours; another program's own numbers look the same. */
  ids: string[];
  pmid: string | null;
  doi: string | null;
  title: string;
}

export interface DecisionsRead {
  format: 'asreview' | 'rayyan' | 'covidence' | 'decisions';
  /** Rows of the table, those without a decision among them. */
  rows: number;
  decisions: DecisionRow[];
}

/** The file cannot be read as anybody's decisions. */
export class DecisionFileError extends Error {
  override name = 'DecisionFileError';
}
