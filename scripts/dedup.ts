import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { type ColumnMap, fromRow, guessColumns } from '../src/dedup/csvColumns.ts';
import { type Duplicates, findDuplicates } from '../src/dedup/index.ts';

interface Options {
  csv: string;
  json?: boolean;
  reasons?: boolean;
}

const command = new Command('dedup')
  .description('Find the duplicates in a table of records, without a database.')
  .requiredOption('--csv <file>', 'records, one a row; comma, semicolon or tab; columns are recognised by name')
  .option('--json', 'print {merged:[[id,...],...], maybe:[[id,id],...]}')
  .option('--reasons', 'with --json: say why for each group and pair')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse();

try {
  run(command.opts<Options>());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function run(options: Options): void {
  const { header, rows } = readTable(options.csv);
  const columns = guessColumns(header);
  if (columns.title === undefined) {
    throw new Error(`${options.csv}: no column holds titles (found: ${header.join(', ')}); name one of them "title".`);
  }
  const records = rows.map((row, at) => fromRow(row, columns, `row ${at + 2}`));
  process.stderr.write(`${options.csv}: ${records.length} records; ${describe(columns)}\n`);
  const found = findDuplicates(records);
  process.stdout.write(options.json ? `${JSON.stringify(asJson(found, options.reasons === true))}\n` : asText(found));
}

function readTable(file: string): { header: string[]; rows: Record<string, string>[] } {
  let header: string[] = [];
  const text = readText(file);
  const rows: Record<string, string>[] = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    columns: (names: string[]) => {
      header = names;
      return names;
    },
  });
  if (header.length === 0)
    throw new Error(`${file}: the file is empty; a first line with the names of the columns is needed.`);
  return { header, rows };
}

/** The separator that splits the first line most often. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const counts = [',', '\t', ';'].map((each) => ({ each, count: first.split(each).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.each ?? ',';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file}: cannot be read; check the path.`, { cause });
  }
}

function describe(columns: ColumnMap): string {
  return Object.entries(columns)
    .map(([field, column]) => `${field} from "${column}"`)
    .join(', ');
}

function asJson({ merged, maybe }: Duplicates, reasons: boolean): unknown {
  if (reasons) return { merged, maybe };
  return { merged: merged.map(({ ids }) => ids), maybe: maybe.map(({ a, b }) => [a, b]) };
}

function asText({ merged, maybe }: Duplicates): string {
  const extra = merged.reduce((sum, { ids }) => sum + ids.length - 1, 0);
  return `${extra} duplicates in ${merged.length} groups; ${maybe.length} pairs for a person to decide\n`;
}
