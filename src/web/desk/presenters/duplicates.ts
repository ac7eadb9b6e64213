/** Pairs that wait, and what was decided of late. */
export interface DuplicatesView {
  waiting: { href: string; titles: string[]; reason: string }[];
  decisions: { href: string; records: string; decision: string; reason: string; by: string; at: string }[];
}

/** Two records side by side. */
export interface DuplicatePairView {
  listHref: string;
  action: string;
  names: { text: string; href: string }[];
  /** Why they were held; empty where they were not. */
  reason: string;
  rows: { field: string; left: string; right: string; differs: boolean }[];
  /** What was decided last; null where nothing was. */
  standing: string | null;
  canUndo: boolean;
  errors: string[];
  skipHref: string;
}
