import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCommand, runCommand, wholeNumber, wholeNumbers } from '../../src/cli/command.ts';
import { buildFeatures } from '../../src/learning/features.ts';
import { parseScreenedRecords } from '../../src/learning/labelledCsv.ts';
import { presets } from '../../src/learning/presets.ts';
import { createRanker, type Label } from '../../src/learning/ranker.ts';
import { createRankingService, type RankedRecord, type RecordLabel } from '../../src/learning/rankingService.ts';
import { rootDir } from '../../src/paths.ts';

interface Options {
  folder: string;
  records: number[];
  labels: number[];
  replay?: number;
  json?: boolean;
}

/** One size of review: what it costs to build, and each training with its ranking, by the labels known. */
interface Cost {
  records: number;
  buildMs: number;
  trainings: { labels: number; medianMs: number }[];
  residentMb: number;
}

const program = createCommand(
  'bench:rank',
  'Measures what a ranking costs: features once, then one training and ranking after each label.',
);
program
  .option('--folder <path>', 'CSV files to take records from', join(rootDir, '..', 'shared', 'data', 'screening'))
  .option('--records <numbers>', 'sizes of review, joined by commas', wholeNumbers(1), [5000, 10_000])
  .option('--labels <numbers>', 'labels known, joined by commas', wholeNumbers(1), [100, 500, 1000, 2000])
  .option(
    '--replay <n>',
    'instead, read a review of so many records to the end, with a training after every one',
    wholeNumber(1),
  )
  .option('--json', 'print the result as JSON')
  .addHelpText('after', '\nTimes are of the processor, so that other work on the machine does not count.');

/** Records of all reviews of the folder, largest first, as if one search had found them. */
function readRecords(folder: string, count: number) {
  const sets = readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .map((file) => ({ file, ...parseScreenedRecords(readFileSync(join(folder, file), 'utf8'), file) }))
    .sort((a, b) => b.ids.length - a.ids.length);
  const all = sets.flatMap(({ file, texts, relevant }, set) =>
    texts.map((text, at) => ({ file, text, relevant: set === 0 && relevant[at] === true })),
  );
  if (all.length < count) throw new Error(`${folder} holds ${all.length} records, fewer than the ${count} asked for.`);
  return all.slice(0, count);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function costOf(folder: string, count: number, labelCounts: readonly number[]): Cost {
  const source = readRecords(folder, count);
  const records = source.map(({ text }, id): RankedRecord => ({ id, ...text }));
  const started = cpuMs();
  const service = createRankingService({ records, question: (records[0] as RankedRecord).title });
  const buildMs = cpuMs() - started;
  // Every seventh record, so that each training adds one label to those that the last one knew.
  const labelled = records.map(({ id }): RecordLabel => ({ id: (id * 7) % count, relevant: false }));
  for (const label of labelled) label.relevant = source[label.id]?.relevant === true;
  const trainings = labelCounts
    .filter((labels) => labels + 10 <= count)
    .map((labels) => {
      service.rank({ labels: labelled.slice(0, labels), strategy: 'relevant', seed: 1 });
      const times = Array.from({ length: 9 }, (_, more) => {
        const before = cpuMs();
        service.rank({ labels: labelled.slice(0, labels + more + 1), strategy: 'relevant', seed: 1 });
        return cpuMs() - before;
      });
      const medianMs = times.sort((a, b) => a - b)[4] as number;
      process.stderr.write(`${count} records, ${labels} labels: ${medianMs.toFixed(0)} ms\n`);
      return { labels, medianMs };
    });
  return { records: count, buildMs, trainings, residentMb: process.memoryUsage().rss / 2 ** 20 };
}

/** Reads a review from the first record to the very last, always the best one next, with a training after each. */
function replay(folder: string, count: number) {
  const source = readRecords(folder, count);
  const started = cpuMs();
  const { features: settings, model } = presets.default;
  const ranker = createRanker(
    buildFeatures(
      source.map(({ text }) => text),
      settings,
    ),
    model,
  );
  const labels: Label[] = [];
  let longestMs = 0;
  let secondsToLastRelevant = 0;
  while (labels.length < count) {
    const before = cpuMs();
    const { order } = ranker.update(labels);
    longestMs = Math.max(longestMs, cpuMs() - before);
    const record = order[0] as number;
    const relevant = source[record]?.relevant === true;
    labels.push({ record, relevant });
    if (relevant) secondsToLastRelevant = (cpuMs() - started) / 1000;
  }
  return {
    records: count,
    trainings: labels.length,
    longestMs,
    secondsToLastRelevant,
    cpuSeconds: (cpuMs() - started) / 1000,
    peakResidentMb: process.resourceUsage().maxRSS / 1024,
  };
}

await runCommand(program, () => {
  const options = program.opts<Options>();
  const write = (value: unknown, text: string) =>
    process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
  if (options.replay) {
    const result = replay(options.folder, options.replay);
    write(
      result,
      `${result.records} records read to the end, a training after each: ${result.cpuSeconds.toFixed(1)} s of processor ` +
        `time (${result.secondsToLastRelevant.toFixed(1)} s to the last relevant one), the longest training ` +
        `${result.longestMs.toFixed(0)} ms, at most ${Math.round(result.peakResidentMb)} MB\n`,
    );
  } else {
    const costs = options.records.map((count) => costOf(options.folder, count, options.labels));
    const lines = costs.map(
      ({ records, buildMs, trainings, residentMb }) =>
        `${records} records: features ${(buildMs / 1000).toFixed(1)} s; a ranking at ` +
        `${trainings.map(({ labels, medianMs }) => `${labels} labels ${medianMs.toFixed(0)} ms`).join(', ')}; ` +
        `${Math.round(residentMb)} MB\n`,
    );
    write(costs, lines.join(''));
  }
});
