import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { createCommand, runCommand } from '../../src/cli/command.ts';
import { rootDir } from '../../src/paths.ts';
import type { IngestMeasure, Stage } from './ingestChild.ts';

const command = createCommand(
  'bench:ingest',
  'Measures ingestion of one file of PubMed XML, each stage in a process of its own, beside the same file parsed in one go by fast-xml-parser.',
);
command.option(
  '--file <path>',
  'the file',
  join(rootDir, '..', 'shared', 'data', 'pubmed', 'xml', 'baseline-like-30000.xml.gz'),
);

command.option('--no-whole', 'leave out the pass over the whole file, which needs 4 to 5 GB of memory');
command.option('--json', 'print the figures as JSON');

const rows: Record<Stage, string> = {
  whole: 'fast-xml-parser, whole file at once',
  parser: 'fast-xml-parser, record by record',
  tree: 'our own tree, record by record',
  parse: 'parse',
  store: 'parse + store',
  index: 'parse + store + index',
  tag: 'parse + store + index + tag',
};

await runCommand(command, async () => {
  const { file, whole, json } = command.opts<{ file: string; whole: boolean; json?: boolean }>();
  if (!existsSync(file)) throw new Error(`${file} is not there; name a file of PubMed XML with --file.`);
  const megabytes = (await unpackedBytes(file)) / 1e6;
  const print = (text: string): void => {
    if (!json) process.stdout.write(text);
  };
  print(`${file}: ${megabytes.toFixed(1)} MB of XML, Node ${process.versions.node}\n`);
  print(line('', 'records', 'CPU s', 'wall s', 'rec/CPU s', 'MB/CPU s', 'rec/s', 'MB/s', 'peak MB'));
  const measures: Partial<Record<Stage, IngestMeasure>> = {};
  for (const [stage, name] of Object.entries(rows) as [Stage, string][]) {
    if (stage === 'whole' && !whole) continue;
    const measured = measure(stage, file);
    measures[stage] = measured;
    print(line(name, ...figures(measured, megabytes)));
  }
  if (json) process.stdout.write(`${JSON.stringify({ megabytes, ...measures })}\n`);
  else print(`${bottleneck(measures)}\n`);
});

function figures({ records, cpuSeconds, wallSeconds, peakMegabytes }: IngestMeasure, megabytes: number): string[] {
  const rates = [records / cpuSeconds, megabytes / cpuSeconds, records / wallSeconds, megabytes / wallSeconds];
  const shown = rates.map((rate) => rate.toFixed(rate < 100 ? 1 : 0));
  return [String(records), cpuSeconds.toFixed(1), wallSeconds.toFixed(1), ...shown, peakMegabytes.toFixed(0)];
}

/** Which part of the whole way costs most, from the differences between the rows. */
function bottleneck(measures: Partial<Record<Stage, IngestMeasure>>): string {
  const seconds = (stage: Stage): number => measures[stage]?.cpuSeconds ?? 0;
  const parts: [name: string, seconds: number][] = [
    ['reading the XML into fields', seconds('parse')],
    ['storing', seconds('store') - seconds('parse')],
    ['indexing', seconds('index') - seconds('store')],
    ['tagging', seconds('tag') - seconds('index')],
  ];
  const share = (part: number): string => `${((100 * part) / seconds('tag')).toFixed(0)} %`;
  const [first, ...others] = parts.sort(([, a], [, b]) => b - a).map(([name, part]) => `${name} (${share(part)})`);
  return `The next bottleneck is ${first}; then come ${others.join(' and ')}. For the same trees fast-xml-parser takes ${(seconds('parser') / seconds('tree')).toFixed(1)} times the CPU time of our own parser, which checks them too.`;
}

function measure(stage: Stage, file: string): IngestMeasure {
  const child = spawnSync(
    process.execPath,
    [
      ...(stage === 'whole' ? ['--max-old-space-size=8192'] : []),
      '--import',
      'tsx',
      join(rootDir, 'scripts', 'bench', 'ingestChild.ts'),
      stage,
      file,
    ],
    { cwd: rootDir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.status !== 0) throw new Error(`Measuring "${stage}" failed; its message stands above.`);
  return JSON.parse(child.stdout) as IngestMeasure;
}

async function unpackedBytes(file: string): Promise<number> {
  let bytes = 0;
  const source = createReadStream(file);
  for await (const chunk of file.endsWith('.gz') ? source.pipe(createGunzip()) : source)
    bytes += (chunk as Buffer).length;
  return bytes;
}

function line(name: string, ...figures: string[]): string {
  return `${name.padEnd(38)}${figures.map((figure) => figure.padStart(10)).join('')}\n`;
}
