import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { examineDatabase } from '../../../src/store/databaseCopy.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { type BuiltProgram, buildProgram } from '../../support/builtProgram.ts';
import { roundsUntil } from '../../support/rounds.ts';
import { importInto, type Met, movingClock, seenRecords } from '../../support/takeBackCases.ts';

/** RESORB_KILLS=100 for the figure in docs/reliability.md. */
const kills = Number(process.env.RESORB_KILLS ?? 2);
/** Of the time that the change takes undisturbed: it is killed somewhere in that and a little more. */
const widest = 1.2;
const publications = 200;

let folder: string;
let program: BuiltProgram;
let template: string;
let taken: number;
beforeAll(async () => {
  program = buildProgram(['takeBack']);
  folder = mkdtempSync(join(tmpdir(), 'resorb-killed-take-back-'));
  template = join(folder, 'template.sqlite');
  const filled = openStore(':memory:');
  const clock = movingClock();
  const cites = (count: number): Met[] =>
    Array.from({ length: count }, (_, index) => ({ publication: index + 1, kind: 'cites', edition: 1, doi: 'own' }));
  await importInto(filled, { source: 'ris', met: cites(publications / 4) }, clock);
  taken = await importInto(filled, { source: 'pubmed', met: cites(publications) }, clock);
  filled.copyTo(template);
  filled.close();
}, 60_000);
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

const copyOf = (file: string): string => `${file}.before-run-${taken}-taken-back`;

/** Runs the command, and kills it so many milliseconds after the copy is there; how long it went on from then. */
function runKilled(file: string, moment: number): Promise<{ wasKilled: boolean; milliseconds: number }> {
  const words = [...program.words('takeBack'), '--run', String(taken), '--db', file];
  const child = spawn(process.execPath, words, { cwd: rootDir, stdio: 'ignore' });
  let from = performance.now();
  const watch = setInterval(() => {
    if (!existsSync(copyOf(file))) return;
    clearInterval(watch);
    from = performance.now();
    if (Number.isFinite(moment)) setTimeout(() => child.kill('SIGKILL'), moment);
  }, 1);
  return new Promise((resolve, reject) =>
    child.on('close', (code, signal) => {
      clearInterval(watch);
      if (code) reject(new Error(`The command ended with code ${code}.`));
      else resolve({ wasKilled: signal === 'SIGKILL', milliseconds: performance.now() - from });
    }),
  );
}

function found(file: string) {
  const store = openStore(file, { readonly: true });
  const seen = { records: seenRecords(store), takenBack: store.runs.get(taken)?.takenBackAt !== null };
  store.close();
  examineDatabase(file);
  return seen;
}

test(
  `killed (kill -9) ${kills} times at work, taking a run back has done all of it or nothing, and can be done again`,
  async () => {
    const fileOf = (name: string): string => {
      const file = join(folder, `${name}.sqlite`);
      copyFileSync(template, file);
      return file;
    };
    const whole = fileOf('whole');
    const { milliseconds } = await runKilled(whole, Number.POSITIVE_INFINITY);
    const [before, after] = [found(template), found(whole)];
    expect([before.takenBack, after.takenBack]).toEqual([false, true]);
    expect([before.records.ids.length, after.records.ids.length]).toEqual([publications, publications / 4]);

    let [killed, undone] = [0, 0];
    let width = widest * milliseconds;
    for (const round of roundsUntil(kills, () => killed > 0)) {
      const file = fileOf(String(round));
      const { wasKilled } = await runKilled(file, Math.random() * width);
      const seen = found(file);
      expect(seen).toEqual(seen.takenBack ? after : before);
      expect(found(copyOf(file))).toEqual(before);
      if (wasKilled) killed++;
      // The time was taken on a machine that may have been busier then.
      else if (killed === 0) width /= 2;
      if (!seen.takenBack) {
        undone++;
        await runKilled(file, Number.POSITIVE_INFINITY);
        expect(found(file)).toEqual(after);
      }
      for (const left of [file, copyOf(file)])
        for (const part of ['', '-wal', '-shm']) rmSync(left + part, { force: true });
    }
    if (process.env.RESORB_KILLS)
      process.stdout.write(`${kills} rounds: ${killed} killed at work, ${undone} left the run as it was, 0 in part\n`);
    // A test in which every run came to its end would show nothing.
    expect(killed).toBeGreaterThan(0);
  },
  60_000 + kills * 20_000,
);
