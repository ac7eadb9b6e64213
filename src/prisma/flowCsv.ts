import { inert, quoted } from '../text/csvCell.ts';
import type { CountKey } from './boxes.ts';
import { type Flow, type FlowPart, waiting } from './flow.ts';
import type { WordingOptions } from './flowTable.ts';
import { type DiagramLabels, diagramLabels, lineLabel, partLabel } from './labels.ts';

export const csvHeader = ['data', 'node', 'box', 'description', 'boxtext', 'tooltips', 'url', 'n'] as const;

/** What a row of the template holds beside its texts: a count, the parts of one, or only a text. */
type Content =
  | { key: CountKey }
  | { partsOf: CountKey }
  | { text: (labels: DiagramLabels, isUpdate: boolean) => string };

interface TemplateRow {
  data: string;
  node: string;
  box: string;
  content: Content;
}

/** The rows of the template, in its order. */
export const templateRows: readonly TemplateRow[] = [
  title('NA', 'node4', 'prevstud', (labels) => labels.columns.previous.update),
  counted('previous_studies', 'node5', 'box1'),
  counted('previous_reports', 'NA', 'box1'),
  title('NA', 'node6', 'newstud', (labels, isUpdate) => labels.columns.databases[isUpdate ? 'update' : 'first']),
  counted('database_results', 'node7', 'box2'),
  { data: 'database_specific_results', node: 'NA', box: 'box2', content: { partsOf: 'database_results' } },
  counted('register_results', 'NA', 'box2'),
  { data: 'register_specific_results', node: 'NA', box: 'box2', content: { partsOf: 'register_results' } },
  title('NA', 'node16', 'othstud', (labels, isUpdate) => labels.columns.other[isUpdate ? 'update' : 'first']),
  counted('website_results', 'node17', 'box11'),
  counted('organisation_results', '', 'box11'),
  counted('citations_results', 'NA', 'box11'),
  counted('duplicates', 'node8', 'box3'),
  counted('excluded_automatic', 'NA', 'box3'),
  counted('excluded_other', 'NA', 'box3'),
  counted('records_screened', 'node9', 'box4'),
  counted('records_excluded', 'node10', 'box5'),
  counted('dbr_sought_reports', 'node11', 'box6'),
  counted('dbr_notretrieved_reports', 'node12', 'box7'),
  counted('other_sought_reports', 'node18', 'box12'),
  counted('other_notretrieved_reports', 'node19', 'box13'),
  counted('dbr_assessed', 'node13', 'box8'),
  { data: 'dbr_excluded', node: 'node14', box: 'box9', content: { partsOf: 'dbr_excluded' } },
  counted('other_assessed', 'node20', 'box14'),
  { data: 'other_excluded', node: 'node21', box: 'box15', content: { partsOf: 'other_excluded' } },
  counted('new_studies', 'node15', 'box10'),
  counted('new_reports', 'NA', 'box10'),
  counted('total_studies', 'node22', 'box16'),
  counted('total_reports', 'NA', 'box16'),
  title('identification', 'node1', 'identification', (labels) => labels.stages.identification),
  title('screening', 'node2', 'screening', (labels) => labels.stages.screening),
  title('included', 'node3', 'included', (labels) => labels.stages.included),
  counted('total_studies_ma', 'node23', 'box17'),
  counted('total_reports_ma', 'NA', 'box17'),
];

export interface CsvOptions extends WordingOptions {
  /** Where the records of a number are listed; without it the column says NA. */
  hrefOf?: (key: CountKey) => string | null;
}

/** The flow as a file for the R package PRISMA2020: the columns, rows and keys of its template, CRLF between lines. */
export function flowCsv(flow: Flow, { language, nameOf, hrefOf }: CsvOptions): string {
  const labels = diagramLabels[language];
  const rows = templateRows.map(({ data, node, box, content }) => {
    if ('text' in content) {
      const text = content.text(labels, flow.shown.previous);
      return [data, node, box, text, text, text, 'NA', '0'];
    }
    const key = 'key' in content ? content.key : content.partsOf;
    const { count, parts } = flow.lines[key];
    const undecided = parts.find(({ id }) => id === waiting);
    const remark = undecided ? ` (${partLabel(labels, key, waiting)}: ${undecided.count})` : '';
    const text = `${lineLabel(labels, key, flow.shown)}${remark}`;
    const named = (part: FlowPart) =>
      `${unambiguous(partLabel(labels, key, part.id, nameOf)) || labels.noReason}, ${part.count}`;
    const isSource = data !== key;
    // A list of no parts is a count for reasons, and nothing at all for sources.
    const value = 'key' in content ? String(count) : parts.map(named).join('; ') || (isSource ? 'NA' : String(count));
    return [data, node, box, text, text, text, hrefOf?.(key) ?? 'NA', value];
  });
  return [csvHeader, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** Commas and semicolons part the list that the package reads; a spreadsheet would run what starts like a formula. */
function unambiguous(label: string): string {
  return inert(label.replace(/\s*[,;]\s*/g, ' / ').trim());
}

function counted(key: CountKey, node: string, box: string): TemplateRow {
  return { data: key, node, box, content: { key } };
}

function title(
  data: string,
  node: string,
  box: string,
  text: (labels: DiagramLabels, isUpdate: boolean) => string,
): TemplateRow {
  return { data, node, box, content: { text } };
}
