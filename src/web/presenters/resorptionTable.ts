import type { ResorptionResult } from '../../catalog/answers.ts';
import type { Site } from '../site.ts';
import { presentShare, type ShareView } from './interval.ts';

export interface ResorptionView {
  rows: ResorptionRow[];
}

export interface ResorptionRow {
  group: string;
  counts: string | null;
  share: ShareView | null;
  use: string;
  mayPool: boolean;
  remarks: string[];
}

/** The counts a text reports, group by group; null where it reports none. */
export function presentResorption(site: Site, results: readonly ResorptionResult[]): ResorptionView | null {
  if (results.length === 0) return null;
  const { messages } = site;
  return {
    rows: results.map((result) => {
      const share = presentShare(site, result);
      const definition = result.definition ? `${messages.definitionUsed} ${result.definition}` : null;
      const basis = result.countBasis ? messages.countBasis(result.countBasis) : null;
      return {
        group: result.group,
        counts: share?.counts ?? null,
        share,
        use: messages.resorptionUse[result.use],
        mayPool: result.use === 'candidate',
        remarks: [definition, basis, result.note].filter((remark) => remark !== null),
      };
    }),
  };
}
