import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { createCommand, runCommand, wholeNumber } from '../../src/cli/command.ts';
import { parseScreenedRecords } from '../../src/learning/labelledCsv.ts';
import type { RankingMetrics } from '../../src/learning/metrics.ts';
import { type Method, methods, presets } from '../../src/learning/presets.ts';
import { type PreparedScreening, prepareScreening, type ScreeningReplay } from '../../src/learning/replayScreening.ts';
import { afterEveryRecord, inGrowingBatches } from '../../src/learning/simulate.ts';
import { oracleStop, replayStop, type StopOutcome } from '../../src/learning/stopping/replayStop.ts';
import { replayedRules } from '../../src/learning/stopping/rules.ts';
import { rootDir } from '../../src/paths.ts';

/** The figures of the peers on one review: 1 relevant and 1 irrelevant prior per seed, one record a training. */
const figures = z.looseObject({ loss: z.number(), ndcg: z.number(), wss95: z.number() });
const peersSchema = z.looseObject({
  datasets: z.record(
    z.string(),
    z.looseObject({
      query: z.string(),
      priors: z.array(z.array(z.number())),
      elas_u4: z.looseObject({ mean: figures, runs: z.array(figures) }),
      reference_P1: z.looseObject({ mean: figures }),
    }),
  ),
});

interface Options {
  folder: string;
  sets?: string[];
  seeds: number;
  methods: Method[];
  coarse?: boolean;
  json?: boolean;
}

/** Everything measured of one method on one review. */
interface Measured {
  review: string;
  method: Method;
  mean: RankingMetrics;
  replays: ScreeningReplay[];
  /** Without any label, from the question. */
  cold: ScreeningReplay;
  milliseconds: { build: number; training: number };
}

const words = (value: string) => value.split(',').map((word) => word.trim());
const program = createCommand(
  'bench:screening',
  'Replays the public reviews and sets the figures beside those of the peers.',
);
program
  .option('--folder <path>', 'CSV files and peers.json', join(rootDir, '..', 'shared', 'data', 'screening'))
  .option('--sets <names>', 'only these reviews, joined by commas', words)
  .option('--seeds <n>', 'pairs of priors a review', wholeNumber(1), 5)
  .addOption(new Option('--methods <names>', `of ${methods.join(', ')}`).argParser(toMethods).default(['default']))
  .option('--coarse', 'train after batches that grow; quicker, about the same on average')
  .option('--json', 'print the result as JSON');

function toMethods(value: string): Method[] {
  return words(value).map((word) => {
    const method = methods.find((name) => name === word);
    if (!method) throw new InvalidArgumentError(`There is no method "${word}".`);
    return method;
  });
}

function measure(options: Options): { measured: Measured[]; peers: z.infer<typeof peersSchema> } {
  const peers = peersSchema.parse(JSON.parse(readFileSync(join(options.folder, 'peers.json'), 'utf8')));
  const schedule = options.coarse ? inGrowingBatches : afterEveryRecord;
  const measured: Measured[] = [];
  for (const review of options.sets ?? Object.keys(peers.datasets)) {
    const peer = peers.datasets[review];
    if (!peer) throw new Error(`peers.json has no review "${review}".`);
    const records = parseScreenedRecords(readFileSync(join(options.folder, `${review}.csv`), 'utf8'), review);
    for (const method of options.methods) {
      const [prepared, build] = timed<PreparedScreening>(() => prepareScreening(records, presets[method], peer.query));
      const priors = peer.priors.slice(0, options.seeds).map((ids) => ids.map((id) => records.ids.indexOf(String(id))));
      const [replays, replaying] = timed(() => priors.map((rows, seed) => prepared.replay(rows, seed, schedule)));
      const trainings = replays.reduce((sum, replay) => sum + replay.trainings, 0);
      const cold = prepared.replay([], 1, schedule);
      const milliseconds = { build, training: replaying / trainings };
      measured.push({ review, method, mean: meanMetrics(replays), replays, cold, milliseconds });
      process.stderr.write(`${review} ${method}: loss ${measured.at(-1)?.mean.loss.toFixed(4)}\n`);
    }
  }
  return { measured, peers };
}

function timed<Result>(work: () => Result): [Result, number] {
  const started = performance.now();
  const result = work();
  return [result, performance.now() - started];
}

const metricNames = ['loss', 'ndcg', 'wss95', 'wss100', 'atd', 'rec10'] as const;

function meanMetrics(replays: readonly { metrics: RankingMetrics }[]): RankingMetrics {
  const mean = (name: keyof RankingMetrics) => average(replays.map((replay) => replay.metrics[name]));
  return Object.fromEntries(metricNames.map((name) => [name, mean(name)])) as unknown as RankingMetrics;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return average(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}

/** Reviews whose question is a real title, so that a start without labels means something. */
const titled = /^(CLEF|SYNERGY)_/;

function summarize(options: Options) {
  const { measured, peers } = measure(options);
  const peerOf = (review: string) => peers.datasets[review] as NonNullable<(typeof peers.datasets)[string]>;
  return options.methods.map((method) => {
    const own = measured.filter((each) => each.method === method);
    const u4 = own.map(({ review }) =>
      average(
        peerOf(review)
          .elas_u4.runs.slice(0, options.seeds)
          .map((run) => run.loss),
      ),
    );
    const cold = own.filter(({ review }) => titled.test(review)).map((each) => each.cold);
    const stopped = own.flatMap((each) => each.replays.map((replay, seed) => ({ labels: replay.labels, seed })));
    return {
      method,
      reviews: own.map(({ review, mean, milliseconds }, at) => ({
        review,
        ...mean,
        u4Loss: u4[at] as number,
        p1Loss: peerOf(review).reference_P1.mean.loss,
        milliseconds,
      })),
      means: meanMetrics(own.map(({ mean }) => ({ metrics: mean }))),
      u4MeanLoss: average(u4),
      betterThanU4: own.filter(({ mean }, at) => mean.loss < (u4[at] as number)).length,
      coldStart:
        cold.length === 0
          ? null
          : {
              reviews: cold.length,
              loss: average(cold.map((replay) => replay.metrics.loss)),
              medianFirstRelevant: median(cold.map((replay) => replay.firstRelevant)),
            },
      stopping: [
        ...replayedRules.map(({ name, ...replayed }) =>
          stopSummary(
            name,
            stopped.map(({ labels, seed }) => replayStop(labels, replayed, seed)),
          ),
        ),
        stopSummary(
          'oracle at 95 %',
          stopped.map(({ labels }) => oracleStop(labels, 0.95)),
        ),
      ],
    };
  });
}

function stopSummary(rule: string, outcomes: readonly StopOutcome[]) {
  return {
    rule,
    meanRecall: average(outcomes.map((outcome) => outcome.recall)),
    lowestRecall: Math.min(...outcomes.map((outcome) => outcome.recall)),
    kept: average(outcomes.map((outcome) => (outcome.recall >= 0.95 ? 1 : 0))),
    workSaved: average(outcomes.map((outcome) => outcome.workSaved)),
  };
}

function print(summaries: ReturnType<typeof summarize>): void {
  const write = (...cells: (string | number)[]) =>
    process.stdout.write(
      `${cells.map((cell, at) => (typeof cell === 'number' ? cell.toFixed(4) : cell).padEnd(at === 0 ? 36 : 9)).join('')}\n`,
    );
  for (const { method, reviews, means, u4MeanLoss, betterThanU4, coldStart, stopping } of summaries) {
    write(method, ...metricNames, 'u4 loss', 'P1 loss', 'build ms', 'train ms');
    for (const row of reviews) {
      const { build, training } = row.milliseconds;
      const figures = metricNames.map((name) => row[name]);
      write(row.review, ...figures, row.u4Loss, row.p1Loss, String(Math.round(build)), training.toFixed(1));
    }
    write('mean', ...metricNames.map((name) => means[name]), u4MeanLoss);
    process.stdout.write(`better than ELAS u4 in ${betterThanU4} of ${reviews.length} reviews\n`);
    if (coldStart) {
      process.stdout.write(
        `no label, ${coldStart.reviews} titled reviews: loss ${coldStart.loss.toFixed(4)}, ` +
          `first relevant record at a median rank of ${coldStart.medianFirstRelevant}\n`,
      );
    }
    write('stopping rule', 'recall', 'lowest', '>= 95 %', 'saved');
    for (const row of stopping) write(row.rule, row.meanRecall, row.lowestRecall, row.kept, row.workSaved);
    process.stdout.write('\n');
  }
}

await runCommand(program, () => {
  const options = program.opts<Options>();
  const summaries = summarize(options);
  if (options.json) process.stdout.write(`${JSON.stringify(summaries, null, 2)}\n`);
  else print(summaries);
});
