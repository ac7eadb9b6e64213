import { parse } from 'csv-parse/sync';
import type { CountKey } from './boxes.ts';
import { checkSums } from './checkSums.ts';
import { countsOf, type Flow, type FlowLine, type FlowPart, forEachKey } from './flow.ts';
import { templateRows } from './flowCsv.ts';

/** Thrown where a file is not a flow; `key` is the row at fault, null where it is the file as a whole. */
export class FlowCsvError extends Error {
  override name = 'FlowCsvError';

  readonly key: string | null;

  constructor(key: string | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.key = key;
  }
}

/** Rows that older templates do not have. */
const optional = new Set<CountKey>(['total_studies_ma', 'total_reports_ma']);

/**
 * A file of the R package PRISMA2020, ours or one filled in by hand: the numbers and their parts, without record ids.
 * Parts are called what the file calls them.
 *
 * @throws {FlowCsvError} where a row is missing or a number is none
 * @throws {PrismaSumError} where the numbers do not add up
 */
export function readFlowCsv(text: string): Flow {
  const values = readValues(text);
  const lines = forEachKey((key) => readLine(values, key));
  const isPositive = (...keys: CountKey[]) => keys.some((key) => lines[key].count > 0);
  const flow: Flow = {
    asOf: null,
    lines,
    shown: {
      previous: isPositive('previous_studies', 'previous_reports'),
      other: isPositive('website_results', 'organisation_results', 'citations_results', 'other_sought_reports'),
      metaAnalysis: isPositive('total_studies_ma', 'total_reports_ma'),
    },
  };
  checkSums(countsOf(flow));
  return flow;
}

function readValues(text: string): ReadonlyMap<string, string> {
  let rows: Record<string, string | undefined>[];
  try {
    rows = parse(text, { bom: true, columns: true, skip_empty_lines: true });
  } catch (cause) {
    throw new FlowCsvError(null, 'The file is not a CSV table.', { cause });
  }
  const [first] = rows;
  if (first === undefined || !('data' in first) || !('n' in first))
    throw new FlowCsvError(null, 'The file has no rows with the columns "data" and "n".');
  return new Map(rows.map((row) => [row.data ?? '', (row.n ?? '').trim()]));
}

function readLine(values: ReadonlyMap<string, string>, key: CountKey): FlowLine {
  const text = values.get(key);
  if (text === undefined) {
    if (optional.has(key)) return { count: 0, recordIds: [], parts: [] };
    throw new FlowCsvError(key, `The row "${key}" is missing.`);
  }
  const isList = templateRows.some(({ data, content }) => data === key && 'partsOf' in content);
  if (isList && /[^0-9,]/.test(text)) {
    const parts = readParts(text, key);
    return { count: parts.reduce((total, { count }) => total + count, 0), recordIds: [], parts };
  }
  return { count: readCount(text, key), recordIds: [], parts: readSources(values, key) };
}

/** The sources of a count, where the file names any: the untouched template has placeholders for them. */
function readSources(values: ReadonlyMap<string, string>, key: CountKey): FlowPart[] {
  const row = templateRows.find(({ data, content }) => 'partsOf' in content && content.partsOf === key && data !== key);
  const text = row && values.get(row.data);
  return !text || text === 'NA' || /, xxx(;|$)/.test(text) ? [] : readParts(text, key);
}

/** "No herniation, 4; Wrong topic, 2". */
function readParts(text: string, key: CountKey): FlowPart[] {
  return text.split(';').map((part) => {
    const comma = part.lastIndexOf(',');
    if (comma < 0) throw new FlowCsvError(key, `"${part.trim()}" of "${key}" is not a name, a comma and a count.`);
    return { id: part.slice(0, comma).trim(), count: readCount(part.slice(comma + 1).trim(), key), recordIds: [] };
  });
}

function readCount(text: string, key: CountKey): number {
  if (!/^\d{1,3}(,\d{3})*$|^\d+$/.test(text)) throw new FlowCsvError(key, `"${text}" of "${key}" is not a count.`);
  return Number(text.replaceAll(',', ''));
}
