import type { Shown } from '../../../src/prisma/boxes.ts';
import { type Flow, type FlowLine, forEachKey } from '../../../src/prisma/flow.ts';

const line = (count: number, parts: [id: string, count: number][] = []): FlowLine => ({
  count,
  recordIds: [],
  parts: parts.map(([id, number]) => ({ id, count: number, recordIds: [] })),
});

/** A flow with every kind of line, whose sums hold. */
export function sampleFlow(shown: Shown): Flow {
  const [previous, other] = [Number(shown.previous), Number(shown.other)];
  return {
    asOf: '2026-01-31',
    shown,
    lines: {
      ...forEachKey(() => line(0)),
      database_results: line(1490, [
        ['PubMed', 1200],
        ['Embase', 290],
      ]),
      register_results: line(12),
      duplicates: line(210),
      excluded_automatic: line(3),
      excluded_other: line(89, [['waiting', 80]]),
      records_screened: line(1200),
      records_excluded: line(1000),
      dbr_sought_reports: line(200),
      dbr_notretrieved_reports: line(14, [['waiting', 9]]),
      dbr_assessed: line(186),
      dbr_excluded: line(86, [
        ['no-resorption-outcome', 46],
        ['surgical-removal', 38],
        ['none', 2],
      ]),
      website_results: line(3 * other),
      citations_results: line(22 * other),
      other_sought_reports: line(9 * other),
      other_notretrieved_reports: line(other),
      other_assessed: line(8 * other),
      other_excluded: line(2 * other, shown.other ? [['wrong-topic', 2]] : []),
      new_studies: line(97 + 6 * other),
      new_reports: line(100 + 6 * other),
      previous_studies: line(31 * previous),
      previous_reports: line(33 * previous),
      total_studies: line(97 + 6 * other + 31 * previous),
      total_reports: line(100 + 6 * other + 33 * previous),
      total_studies_ma: line(shown.metaAnalysis ? 41 : 0),
      total_reports_ma: line(shown.metaAnalysis ? 42 : 0),
    },
  };
}
