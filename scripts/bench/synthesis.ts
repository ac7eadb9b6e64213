import { createCommand, runCommand, wholeNumber } from '../../src/cli/command.ts';
import { proportionGlmm } from '../../src/synthesis/glmm.ts';
import { pool } from '../../src/synthesis/pool.ts';
import { proportionEffect } from '../../src/synthesis/proportions.ts';
import { leaveOneOut } from '../../src/synthesis/sensitivity.ts';

interface Options {
  studies: number;
  runs: number;
  json?: boolean;
}

/** A fixed stream of numbers in 0..1, so that every run times the same studies. */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function sampleStudies(count: number) {
  const next = stream(8);
  return Array.from({ length: count }, () => {
    const total = 10 + Math.floor(200 * next());
    return { events: Math.round(total * (0.1 + 0.8 * next())), total };
  });
}

/** Median milliseconds of a few runs. */
function time(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((left, right) => left - right);
  return times[Math.floor(times.length / 2)] ?? 0;
}

const command = createCommand(
  'bench:synthesis',
  'Times pooling of many studies; the bar is 100 ms for REML over 1,000 studies.',
);
command
  .option('--studies <n>', 'how many studies', wholeNumber(2), 1000)
  .option('--runs <n>', 'runs of which the median counts', wholeNumber(1), 9)
  .option('--json', 'one JSON object instead of a line a figure');

await runCommand(command, () => {
  const { studies, runs, json } = command.opts<Options>();
  const counts = sampleStudies(studies);
  const effects = counts.map((study) => proportionEffect('PLO', study));
  const [values, variances] = [effects.map(({ value }) => value), effects.map(({ variance }) => variance)];
  const few = 40;
  const milliseconds = Object.fromEntries([
    ...(['DL', 'PM', 'REML', 'ML'] as const).map((method) => [
      `${method}, ${studies} studies`,
      time(runs, () => pool(values, variances, { method, test: 'adhoc' })),
    ]),
    [
      `leave-one-out, REML, ${few} studies`,
      time(runs, () => leaveOneOut(values.slice(0, few), variances.slice(0, few), { method: 'REML', test: 'adhoc' })),
    ],
    [`GLMM, ${few} studies`, time(Math.min(3, runs), () => proportionGlmm(counts.slice(0, few)))],
  ]);
  if (json) process.stdout.write(`${JSON.stringify({ milliseconds })}\n`);
  else {
    for (const [name, value] of Object.entries(milliseconds)) {
      process.stdout.write(`${name}: ${Number(value).toFixed(1)} ms\n`);
    }
  }
});
