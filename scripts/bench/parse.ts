import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Command } from 'commander';
import { XMLParser } from 'fast-xml-parser';
import { openPubmedXml } from '../../src/pubmed/readPubmedXml.ts';

const way = { resorb: 'resorb, one record at a time', whole: 'fast-xml-parser, whole file at once' } as const;
type Way = keyof typeof way;

/** What one way of reading cost, in a process of its own. */
interface Measure {
  records: number;
  megabytes: number;
  cpuSeconds: number;
  wallSeconds: number;
  peakMegabytes: number;
}

const program = new Command('bench:parse')
  .description('Measures the PubMed parser alone, beside one pass of fast-xml-parser over the whole file.')
  .option('--file <file>', 'PubMed XML, plain or gzip', '../shared/data/pubmed/xml/baseline-like-30000.xml.gz')
  .option('--no-whole', 'leave out the pass over the whole file (it needs 4 to 5 GB of memory)')
  .option('--json', 'print the figures as JSON')
  .parse();
const options = program.opts<{ file: string; whole: boolean; json?: boolean }>();

async function readOneByOne(file: string): Promise<[records: number, bytes: number]> {
  let records = 0;
  let bytes = 0;
  for await (const event of openPubmedXml(file)) {
    if (event.kind === 'deleted') continue;
    records++;
    bytes += Buffer.byteLength(event.xml);
  }
  return [records, bytes];
}

function readWhole(file: string): [records: number, bytes: number] {
  const read = readFileSync(file);
  const text = (read[0] === 0x1f ? gunzipSync(read) : read).toString('utf8');
  const tree = new XMLParser({ ignoreAttributes: false }).parse(text) as Partial<
    Record<string, Record<string, unknown>>
  >;
  const articles = tree.PubmedArticleSet?.PubmedArticle ?? tree.MedlineCitationSet?.MedlineCitation;
  return [Array.isArray(articles) ? articles.length : 1, Buffer.byteLength(text)];
}

async function measure(chosen: Way, file: string): Promise<Measure> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const [records, bytes] = chosen === 'whole' ? readWhole(file) : await readOneByOne(file);
  const { user, system } = process.cpuUsage(cpu);
  return {
    records,
    megabytes: bytes / 1e6,
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - start) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

/** Each way runs in a process of its own, so that neither warms up nor fills the memory of the other. */
function measureApart(chosen: Way, file: string): Promise<Measure> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--file', file], {
      env: { ...process.env, RESORB_BENCH_WAY: chosen },
      execArgv: [...process.execArgv, '--max-old-space-size=8192'],
    });
    child.once('message', (message) => resolve(message as Measure));
    child.once('exit', (code) => reject(new Error(`${way[chosen]}: ended with code ${code} before it was done`)));
  });
}

function line(name: string, { records, megabytes, cpuSeconds, wallSeconds, peakMegabytes }: Measure): string {
  const rate = (amount: number, seconds: number): string =>
    (amount / seconds).toFixed(amount === megabytes ? 1 : 0).padStart(6);
  return [
    name.padEnd(36),
    String(records).padStart(8),
    rate(records, cpuSeconds),
    rate(megabytes, cpuSeconds),
    rate(records, wallSeconds),
    rate(megabytes, wallSeconds),
    cpuSeconds.toFixed(1).padStart(7),
    peakMegabytes.toFixed(0).padStart(8),
  ].join('  ');
}

async function main(): Promise<void> {
  const chosen = process.env.RESORB_BENCH_WAY as Way | undefined;
  if (chosen !== undefined) {
    process.send?.(await measure(chosen, options.file), () => process.disconnect());
    return;
  }
  const measures = new Map<Way, Measure>([['resorb', await measureApart('resorb', options.file)]]);
  if (options.whole) measures.set('whole', await measureApart('whole', options.file));
  if (options.json) {
    process.stdout.write(`${JSON.stringify(Object.fromEntries(measures))}\n`);
    return;
  }
  process.stdout.write(`${'way'.padEnd(36)}   records   rec/CPU s  MB/CPU s  rec/s  MB/s  CPU s  peak MB\n`);
  for (const [name, figures] of measures) process.stdout.write(`${line(way[name], figures)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
