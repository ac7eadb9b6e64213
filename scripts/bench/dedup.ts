import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { fromRow, guessColumns } from '../../src/dedup/csvColumns.ts';
import { createDedupIndex, findDuplicates } from '../../src/dedup/index.ts';
import { rootDir } from '../../src/paths.ts';
import { createRandom, grow, type Labelled, noisyCopy } from './dedupNoise.ts';

const sets = ['respiratory', 'haematology', 'digital_work_a', 'copper', 'gambling_silver'];

/** Measured on the same five sets, one after another, by others' programs (CPU seconds of another machine). */
const peers: Row[] = [
  { name: 'bib-dedupe 0.11.0', records: 8090, tp: 1198, fn: 44, falseMerges: 1, maybe: null, seconds: 90 },
  { name: 'ASySD 0.4.6, automatic part', records: 8090, tp: 1158, fn: 84, falseMerges: 12, maybe: null, seconds: 22 },
  { name: 'IEBH Deduplicator, thorough', records: 8090, tp: 1221, fn: 21, falseMerges: 140, maybe: null, seconds: 3.4 },
  { name: 'IEBH Deduplicator, balanced', records: 8090, tp: 1194, fn: 48, falseMerges: 131, maybe: null, seconds: 0.6 },
  { name: 'IEBH Deduplicator, cautious', records: 8090, tp: 1168, fn: 74, falseMerges: 69, maybe: null, seconds: 0.4 },
];

interface Row {
  name: string;
  records: number;
  tp: number;
  fn: number;
  falseMerges: number;
  /** Pairs left to a person; null where the program knows no such outcome or it was not counted. */
  maybe: number | null;
  seconds: number;
}

const { data } = new Command('bench:dedup')
  .description('Measure duplicate detection on labelled sets, and its cost on large ones.')
  .option('--data <folder>', 'folder of the labelled sets', join(rootDir, '../shared/data/dedup'))
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ data: string }>();

if (existsSync(join(data, `${sets[0]}.csv`))) run();
else {
  process.stderr.write(`${data}: the labelled sets are not there; give their folder with --data.\n`);
  process.exitCode = 1;
}

function run(): void {
  const bySet = sets.map((name) => ({ name, records: load(name) }));
  const all = bySet.flatMap(({ records }) => records);
  const rows = bySet.map(({ name, records }) => measure(name, records));
  const withoutDois = bySet.map(({ name, records }) => measure(name, records.map(withoutDoi)));
  write('Labelled sets, one after another (CPU seconds include reading each record, not the file)');
  writeTable([...rows, sum('all sets', rows), ...peers]);
  write('\nThe same with every DOI emptied');
  writeTable([...withoutDois, sum('all sets', withoutDois)]);
  write('\nLarge sets: the labelled ones with recombined publications and noisy copies (seeded)');
  const large = grow(all, 100_000, createRandom(7));
  writeTable([
    measure('20,000 records', large.slice(0, 20_000)),
    measure('20,000 without a DOI', large.slice(0, 20_000).map(withoutDoi)),
    measure('100,000 without a DOI', large.map(withoutDoi)),
  ]);
  measureIndex(large.map(withoutDoi));
  write(`Peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

function load(name: string): Labelled[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(data, `${name}.csv`)), { columns: true, bom: true });
  const columns = guessColumns(Object.keys(rows[0] ?? {}));
  return rows.map((row, at) => ({ record: fromRow(row, columns, `${name}-${at}`), group: row.duplicate_group ?? '' }));
}

function withoutDoi({ record, group }: Labelled): Labelled {
  return { record: { ...record, doi: null }, group };
}

/** A cluster of k records out of e publications makes k-1 merges, e-1 of them false. */
function measure(name: string, labelled: readonly Labelled[]): Row {
  const groupOf = new Map(labelled.map(({ record, group }) => [record.id, group]));
  const before = process.cpuUsage();
  const { merged, maybe } = findDuplicates(labelled.map(({ record }) => record));
  const seconds = cpuSecondsSince(before);
  let tp = 0;
  let falseMerges = 0;
  for (const { ids } of merged) {
    const publications = new Set(ids.map((id) => groupOf.get(id))).size;
    tp += ids.length - publications;
    falseMerges += publications - 1;
  }
  const duplicates = labelled.length - new Set(groupOf.values()).size;
  return { name, records: labelled.length, tp, fn: duplicates - tp, falseMerges, maybe: maybe.length, seconds };
}

function measureIndex(stored: readonly Labelled[]): void {
  const index = createDedupIndex();
  let before = process.cpuUsage();
  for (const { record } of stored) index.add(record);
  const filling = cpuSecondsSince(before);
  const random = createRandom(11);
  const newcomers = stored
    .filter((_, at) => at % 50 === 0)
    .map(({ record }) => noisyCopy(record, `${record.id}-new`, random));
  before = process.cpuUsage();
  const found = newcomers.filter((record) => index.candidates(record).some(({ outcome }) => outcome === 'same')).length;
  const each = (cpuSecondsSince(before) / newcomers.length) * 1000;
  write(
    `\nIndex of ${stored.length} records without a DOI: filled in ${filling.toFixed(1)} s CPU, ${each.toFixed(2)} ms CPU a newcomer ` +
      `(${found} of ${newcomers.length} noisy copies recognised as the same)`,
  );
}

function cpuSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function sum(name: string, rows: readonly Row[]): Row {
  const total = (field: Exclude<keyof Row, 'name'>): number => rows.reduce((so, row) => so + (row[field] ?? 0), 0);
  return {
    name,
    records: total('records'),
    tp: total('tp'),
    fn: total('fn'),
    falseMerges: total('falseMerges'),
    maybe: total('maybe'),
    seconds: total('seconds'),
  };
}

function writeTable(rows: readonly Row[]): void {
  write(line(['set', 'records', 'TP', 'FN', 'false', 'maybe', 'sens.', 'spec.', 'prec.', 'F1', 'CPU s']));
  for (const row of rows) {
    const { tp, fn, falseMerges } = row;
    const originals = row.records - tp - fn;
    write(
      line([
        row.name,
        String(row.records),
        String(tp),
        String(fn),
        String(falseMerges),
        row.maybe === null ? '-' : String(row.maybe),
        (tp / (tp + fn)).toFixed(4),
        (1 - falseMerges / originals).toFixed(4),
        (tp / (tp + falseMerges)).toFixed(4),
        ((2 * tp) / (2 * tp + fn + falseMerges)).toFixed(4),
        row.seconds.toFixed(1),
      ]),
    );
  }
}

function line(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(30) : cell.padStart(8))).join('');
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}
