import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { createCommand, runCommand, wholeNumber } from '../src/cli/command.ts';
import { parseScreenedRecords, type ScreenedRecords } from '../src/learning/labelledCsv.ts';
import { type Method, methods, presets } from '../src/learning/presets.ts';
import { prepareScreening } from '../src/learning/replayScreening.ts';
import { oracleStop, replayStop } from '../src/learning/stopping/replayStop.ts';
import { defaultStoppingRule, replayedRules } from '../src/learning/stopping/rules.ts';

interface Options {
  csv: string;
  priors: string[];
  query?: string;
  seed: number;
  method: Method;
  json?: boolean;
}

const program = createCommand(
  'simulate',
  'Replays a screened data set: how soon would the ranking have found the relevant records?',
);
program
  .requiredOption('--csv <file>', 'columns record_id, title, abstract, label_included (1 = relevant)')
  .option('--priors <ids>', 'record ids known from the start, joined by commas', splitIds, [])
  .option('--query <text>', "the review's question; ranks before the first labels and counts as a relevant record")
  .option('--seed <n>', 'of the reading order while nothing is known, and of blind samples', wholeNumber(0), 1)
  .addOption(new Option('--method <name>', 'ranking method').choices(methods).default('default'))
  .option('--json', 'print the result as JSON')
  .addHelpText('after', '\nWithout priors the reading starts from the question, or by chance where there is none.');

function splitIds(value: string): string[] {
  return value
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
}

function rowsOfPriors(records: ScreenedRecords, ids: readonly string[]): number[] {
  return ids.map((id) => {
    const row = records.ids.indexOf(id);
    if (row < 0) throw new Error(`No record has the id "${id}" given in --priors; use ids of the column record_id.`);
    return row;
  });
}

function run(options: Options): void {
  const records = parseScreenedRecords(readFileSync(options.csv, 'utf8'), options.csv);
  const priors = rowsOfPriors(records, options.priors);
  const started = performance.now();
  const screening = prepareScreening(records, presets[options.method], options.query ?? null);
  const { metrics, labels, firstRelevant, trainings } = screening.replay(priors, options.seed);
  const seconds = (performance.now() - started) / 1000;

  const stopping = replayedRules.map(({ name, ...replayed }) => ({
    rule: name,
    ...replayStop(labels, replayed, options.seed),
  }));
  const stop = stopping.find((outcome) => outcome.rule === defaultStoppingRule);
  const result = {
    csv: options.csv,
    method: options.method,
    seed: options.seed,
    records: records.ids.length,
    relevant: records.relevant.filter(Boolean).length,
    priors: options.priors,
    query: options.query ?? null,
    ...metrics,
    firstRelevant,
    stop,
    stopping,
    oracle95: oracleStop(labels, 0.95),
    trainings,
    seconds,
  };
  if (options.json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  process.stdout.write(
    `${options.method}: loss ${metrics.loss.toFixed(4)}, NDCG ${metrics.ndcg.toFixed(4)}, ` +
      `WSS@95 ${percent(metrics.wss95)}, WSS@100 ${percent(metrics.wss100)}, ATD ${percent(metrics.atd)}, ` +
      `recall in the first tenth ${percent(metrics.rec10)}; ` +
      `stop (${stop?.rule}) after ${stop?.read} of ${result.records} records at recall ${percent(stop?.recall ?? 1)}.\n`,
  );
}

await runCommand(program, () => run(program.opts<Options>()));
