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

const rows: [Stage, string][] = [
  ['naive', 'fast-xml-parser, whole file at once'],
  ['parse', 'parse'],
  ['store', 'parse + store + index'],
  ['tag', 'parse + store + index + tag'],
];

await runCommand(command, async () => {
  const { file } = command.opts<{ file: string }>();
  if (!existsSync(file)) throw new Error(`${file} is not there; name a file of PubMed XML with --file.`);
  const megabytes = (await unpackedBytes(file)) / 1e6;
  process.stdout.write(`${file}: ${megabytes.toFixed(1)} MB of XML, Node ${process.versions.node}\n`);
  process.stdout.write(line('', 'records', 'CPU s', 'wall s', 'rec/CPU s', 'MB/CPU s', 'rec/s', 'MB/s', 'peak MB'));
  for (const [stage, name] of rows) {
    const { records, cpuSeconds, wallSeconds, peakMegabytes } = measure(stage, file);
    const figures = [records / cpuSeconds, megabytes / cpuSeconds, records / wallSeconds, megabytes / wallSeconds];
    const shown = figures.map((figure) => figure.toFixed(figure < 100 ? 1 : 0));
    const [cpu, wall, peak] = [cpuSeconds.toFixed(1), wallSeconds.toFixed(1), peakMegabytes.toFixed(0)];
    process.stdout.write(line(name, String(records), cpu, wall, ...shown, peak));
  }
});

function measure(stage: Stage, file: string): IngestMeasure {
  const child = spawnSync(
    process.execPath,
    ['--max-old-space-size=8192', '--import', 'tsx', join(rootDir, 'scripts', 'bench', 'ingestChild.ts'), stage, file],
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
