import type { RunRow } from '../../presenters/runs.ts';

export interface ImportsView {
  action: string;
  duplicatesHref: string;
  waiting: string;
  errors: string[];
  remarks: string[];
  runs: RunRow[];
}
