import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommand, runCommand, wholeNumber } from '../../src/cli/command.ts';
import { startBenchServer } from './benchServer.ts';
import { type Load, load } from './load.ts';

const command = createCommand(
  'bench:pages',
  'Measures requests a second of pages, searches and the API with one and with two workers, beside a bare Node server that sends the same bytes.',
);
command.option('--db <file>', 'a database (default: a new one with the shipped library)');
command.option('--seconds <number>', 'how long each is asked', wholeNumber(1), 8);
command.option('--connections <number>', 'how many ask at once', wholeNumber(1), 20);
command.option('--json', 'print the figures as JSON');

const paths = ['/en/', '/en/records?q=macrophage', '/en/records/5', '/api/v1/records?q=resorption', '/en/mechanisms'];

await runCommand(command, async () => {
  const options = command.opts<{ db?: string; seconds: number; connections: number; json?: boolean }>();
  const folder = mkdtempSync(join(tmpdir(), 'resorb-bench-pages-'));
  const measure = (url: string) =>
    load(
      paths.map((path) => url + path),
      options.connections,
      options.seconds,
    );
  try {
    const figures: Record<string, Load> = {};
    const bodies: Buffer[] = [];
    for (const workers of [1, 2]) {
      const db = options.db ?? join(folder, 'review.sqlite');
      const { url, stop } = await startBenchServer(db, ['--workers', String(workers)]);
      if (bodies.length === 0) for (const path of paths) bodies.push(await bodyOf(url + path));
      await load(
        paths.map((path) => url + path),
        options.connections,
        2,
      );
      figures[`resorb, ${workers} ${workers === 1 ? 'process' : 'workers'}`] = await measure(url);
      await stop();
    }
    figures['bare Node, the same bytes'] = await measureBare(bodies, measure);
    if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
    else for (const [name, figure] of Object.entries(figures)) process.stdout.write(`${lineOf(name, figure)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function lineOf(name: string, { perSecond, p50, p95, failed }: Load): string {
  return `${name}: ${perSecond.toFixed(0)} requests/s, median ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${failed} failed`;
}

async function bodyOf(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

/** A server that knows nothing and only sends: what Node itself allows here. */
async function measureBare(bodies: readonly Buffer[], measure: (url: string) => Promise<Load>): Promise<Load> {
  const server = createServer((request, response) => {
    const index = paths.indexOf(request.url ?? '');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(bodies[Math.max(0, index)]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const figure = await measure(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
  return figure;
}
