import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { quantile } from '../../../scripts/bench/deskLoad.ts';
import { exportFormats } from '../../../src/exporting/exportCitations.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { exportEndings } from '../../../src/web/exports.ts';
import { probeHealth } from '../../support/healthProbe.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryStore } from '../../support/libraryStore.ts';
import { type ServedProcess, startServing } from '../../support/servedProcess.ts';

/** RESORB_EXPORTS=10000 for the figure in docs/reliability.md; RESORB_EXPORTS_DB=FILE over a larger database. */
const exports = Number(process.env.RESORB_EXPORTS ?? 42);
/** RESORB_EXPORT_CONNECTIONS=1000 for more at once than are taken. */
const connections = Number(process.env.RESORB_EXPORT_CONNECTIONS ?? 50);

const paths = [
  ...exportFormats.map((format) => `/en/records.${exportEndings[format]}`),
  ...['/api/v1/records.csv', '/api/v1/records.jsonl', '/api/v1/evidence.csv', '/api/v1/evidence.jsonl'],
  ...['/en/map.csv', '/en/synthesis/resorption.csv', '/en/synthesis/resorption.R', '/en/synthesis/findings.csv'],
  ...['/en/prisma.csv', '/en/prisma.svg', '/en/prisma/search.csv', '/records.atom'],
  ...['/en/review/agreement.csv', '/en/review/decisions/decisions.csv', '/en/review/trail.csv'],
];

let folder: string;
let served: ServedProcess;
let cookie: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-exports-'));
  const database = join(folder, 'review.sqlite');
  if (process.env.RESORB_EXPORTS_DB) copyFileSync(process.env.RESORB_EXPORTS_DB, database);
  else {
    const store = libraryStore();
    store.copyTo(database);
    store.close();
  }
  const store = openStore(database);
  ({ cookie } = signedIn(store, 'administrator', { clock: () => new Date().toISOString() }));
  store.close();
  served = await startServing(database, [], { RESORB_LOG: 'error' });
});
afterAll(() => {
  served.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  path: string;
  status: number;
  retryAfter: string | undefined;
  /** Of what came, unpacked or not; null where it broke off. */
  bytes: number | null;
  milliseconds: number;
}

function ask(path: string, agent: Agent, isPacked: boolean): Promise<Answer> {
  const begun = performance.now();
  const headers = { Cookie: cookie, 'Accept-Encoding': isPacked ? 'gzip' : 'identity' };
  return new Promise((resolve) => {
    const end = (status: number, retryAfter: string | undefined, bytes: number | null) =>
      resolve({ path, status, retryAfter, bytes, milliseconds: performance.now() - begun });
    get(served.url + path, { agent, headers }, (answer) => {
      const { statusCode = 0 } = answer;
      let bytes = 0;
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      answer.on('close', () => end(statusCode, answer.headers['retry-after'], answer.complete ? bytes : null));
    }).on('error', () => end(0, undefined, null));
  });
}

const megabytes = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${served.child.pid}/status`, 'utf8'))?.[1]) / 1024;

test(
  `${exports} exports over ${connections} connections: each is whole or told when to come again, and the server stays well`,
  async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const lengths = new Map<string, number | null>();
    for (const path of paths) {
      const { status, bytes } = await ask(path, agent, false);
      expect({ path, status }).toEqual({ path, status: 200 });
      lengths.set(path, bytes);
    }
    const quiet = probeHealth(served.url);
    await new Promise((resolve) => setTimeout(resolve, process.env.RESORB_EXPORTS ? 10_000 : 0));
    const beforehand = await quiet.stop();
    const health = probeHealth(served.url);
    const memory = [megabytes()];
    const looking = setInterval(() => memory.push(megabytes()), 250);
    const answers: Answer[] = [];
    let asked = 0;
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (asked < exports) {
          const number = asked++;
          const isPacked = number % 2 === 1;
          const answer = await ask(paths[number % paths.length] as string, agent, isPacked);
          answers.push(answer);
          if (answer.status === 200 && !isPacked) expect(answer.bytes).toBe(lengths.get(answer.path));
        }
      }),
    );
    const seconds = (performance.now() - begun) / 1000;
    clearInterval(looking);
    const healthy = await health.stop();
    agent.destroy();

    expect(answers).toHaveLength(exports);
    for (const { path, status, retryAfter, bytes } of answers)
      if (status !== 200)
        expect({ path, status, retryAfter }).toEqual({ path, status: 503, retryAfter: expect.any(String) });
      else expect(bytes).not.toBeNull();
    // Nobody is left out: each kind of file was had by somebody.
    expect(new Set(answers.flatMap(({ path, status }) => (status === 200 ? [path] : []))).size).toBe(paths.length);
    expect(healthy.length).toBeGreaterThan(0);
    expect(healthy.filter(({ status }) => status !== 200)).toEqual([]);
    expect(Math.max(...memory)).toBeLessThan(1024);
    expect(await served.end()).toEqual({ code: 0, signal: null });

    if (process.env.RESORB_EXPORTS) {
      const timesOf = (those: typeof healthy) => those.map(({ milliseconds }) => milliseconds);
      const [waits, usual] = [timesOf(healthy), timesOf(beforehand)];
      const took = answers.map(({ milliseconds }) => milliseconds);
      const whole = answers.filter(({ status }) => status === 200).length;
      const say = (numbers: number[]) =>
        [0.5, 0.95, 0.99, 1].map((share) => (share === 1 ? Math.max(...numbers) : quantile(numbers, share)).toFixed(0));
      process.stdout.write(
        [
          `${exports} exports in ${seconds.toFixed(0)} s: ${whole} whole, ${exports - whole} told to come again`,
          `health, ${waits.length} times: median, p95, p99 and most ${say(waits).join(', ')} ms; with nothing to do ${say(usual).join(', ')} ms`,
          `an export: ${say(took).join(', ')} ms; memory at most ${Math.max(...memory).toFixed(0)} MB\n`,
        ].join('; '),
      );
    }
  },
  120_000 + exports * 500,
);
