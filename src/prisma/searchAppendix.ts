import { inert, quoted } from '../text/csvCell.ts';
import type { DiagramLanguage } from './labels.ts';
import { grouped, prismaSChecklist } from './prismaSChecklist.ts';
import { type PrismaSWords, prismaSWords } from './prismaSWords.ts';
import type { ReportedSearch, SearchReport } from './searchReport.ts';

/** The search appendix as Markdown: the sixteen items, then every search run with its strategy to the letter. */
export function searchAppendixMarkdown(report: SearchReport, language: DiagramLanguage): string {
  const words = prismaSWords[language];
  const { number, item, report: told } = words.columns;
  const rows = prismaSChecklist(report, language).map(
    (row) => `| ${row.number} | ${inText(row.label)} | ${inText(row.report)} |`,
  );
  const blocks = [
    `# ${inText(report.title)}: ${words.heading}`,
    `## ${words.checklist}`,
    [`| ${number} | ${item} | ${told} |`, '|---|---|---|', ...rows].join('\n'),
    `## ${words.searches}`,
    ...report.searches.flatMap((search) => searchBlocks(search, report, words)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function searchBlocks(search: ReportedSearch, report: SearchReport, words: PrismaSWords): string[] {
  const facts = factsOf(search, report, words).map(([label, value]) => `- ${label}: ${inText(value)}`);
  return [
    `### ${inText(search.source)}, ${search.ranAt.slice(0, 10)}`,
    facts.join('\n'),
    ...(search.strategy.length === 0
      ? []
      : [`${words.fields.strategy}:`, fenced(search.strategy.map((line) => numbered(line)).join('\n'))]),
    ...(search.query === null ? [words.notRun] : [`${words.fields.query}:`, fenced(search.query)]),
    ...(search.translation === null ? [] : [`${words.fields.translation}:`, fenced(search.translation)]),
  ];
}

function factsOf(search: ReportedSearch, report: SearchReport, words: PrismaSWords): [label: string, value: string][] {
  const { fields } = words;
  const facts: [string, string | null][] = [
    [fields.platform, search.platform],
    [fields.date, search.ranAt],
    [fields.since, search.since],
    [fields.limits, search.limits.length === 0 ? words.noLimits : search.limits.join('; ')],
    [fields.hits, search.hits === null ? null : grouped(search.hits)],
    [fields.added, search.added === null ? null : grouped(search.added)],
    [fields.deduplication, report.deduplication],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, value]]));
}

function numbered({ number, query, note, hits }: ReportedSearch['strategy'][number]): string {
  const found = hits === null || hits === undefined ? '' : `  (n = ${grouped(hits)})`;
  return `${note ? `# ${note.replace(/\s+/g, ' ')}\n` : ''}${number}. ${query}${found}`;
}

export const appendixColumns = ['section', 'run', 'source', 'date', 'field', 'line', 'value'] as const;

/**
 * The same as a table with a row a statement: the sixteen items (`item`), and of each run its facts, lines and
 * query (`search`). CRLF between lines; nothing in it runs as a formula.
 */
export function searchAppendixCsv(report: SearchReport, language: DiagramLanguage): string {
  const words = prismaSWords[language];
  const items = prismaSChecklist(report, language).map((row) => [
    'item',
    '',
    '',
    '',
    row.label,
    String(row.number),
    row.report,
  ]);
  const searches = report.searches.flatMap((search) => {
    const row = (field: string, value: string, line = '') => [
      'search',
      search.runId,
      search.source,
      search.ranAt,
      field,
      line,
      value,
    ];
    return [
      ...factsOf(search, report, words).map(([label, value]) => row(label, value)),
      ...search.strategy.map(({ number, query }) => row(words.fields.strategy, query, String(number))),
      row(words.fields.query, search.query ?? words.notRun),
      ...(search.translation === null ? [] : [row(words.fields.translation, search.translation)]),
    ];
  });
  return [appendixColumns, ...items, ...searches]
    .map((cells) => `${cells.map((cell) => quoted(inert(cell))).join(',')}\r\n`)
    .join('');
}

/** Code between fences longer than any run of backticks in it, so that it stays as it is. */
function fenced(code: string): string {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}\n${code}\n${fence}`;
}

/** Text in which nothing is markup. */
function inText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, (character) => `\\${character}`);
}
