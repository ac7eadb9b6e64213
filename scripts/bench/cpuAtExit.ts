import { appendFileSync } from 'node:fs';

// Loaded before a program that is measured: at its end it adds a line with the seconds of processor time it took.
process.on('exit', () => {
  const file = process.env.RESORB_BENCH_CPU;
  const { user, system } = process.cpuUsage();
  if (file) appendFileSync(file, `${((user + system) / 1e6).toFixed(3)}\n`);
});
