import type { RunRow } from '../../presenters/runs.ts';

export interface ImportsView {
  action: string;
  duplicatesHref: string;
  waiting: string;
  errors: string[];
  /** What was just done; null where nothing was. */
  done: string | null;
  runs: RunRow[];
}
