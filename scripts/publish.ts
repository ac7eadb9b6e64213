import { mkdirSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createCommand, runCommand, UsageError } from '../src/cli/command.ts';
import { startSite } from '../src/cli/startSite.ts';
import { protocolDir } from '../src/paths.ts';
import { loadProtocol } from '../src/protocol/loadProtocol.ts';
import { publishSite } from '../src/web/publishing/publishSite.ts';
import { publishSeeds } from '../src/web/publishing/seeds.ts';

const command = createCommand('publish', 'Writes the public catalog as static files for any web server.', {
  database: true,
});
command.requiredOption('--out <folder>', 'where to write; it must be empty or new');
command.option('--origin <url>', 'scheme and host the files will be found at', 'http://localhost');
command.option('--base <path>', 'path they will be served under, such as /catalog', '');
command.option(
  '--live <url>',
  'where the program answers free searches (default: nowhere, and search boxes are left out)',
);
command.option('--json', 'print the summary as JSON');

interface Options {
  db?: string;
  out: string;
  origin: string;
  base: string;
  live?: string;
  json?: boolean;
}

await runCommand(command, async () => {
  const options = command.opts<Options>();
  for (const address of [options.origin, options.live]) if (address !== undefined) checkOrigin(address);
  mkdirSync(options.out, { recursive: true });
  if (readdirSync(options.out).length > 0) throw new UsageError(`The folder ${options.out} is not empty.`);
  const began = performance.now();
  const site = await startSite(options.db ?? null, fileURLToPath(import.meta.url));
  try {
    await downloadsMade(site.url);
    const report = await publishSite({
      source: site.url,
      folder: options.out,
      base: options.base.replace(/\/+$/, ''),
      origin: options.origin.replace(/\/+$/, ''),
      live: options.live?.replace(/\/+$/, '') ?? null,
      seeds: publishSeeds(loadProtocol(protocolDir)),
      onProgress: (written) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${written} files`);
      },
    });
    const seconds = Math.round((performance.now() - began) / 1_000);
    const megabytes = Math.round(report.bytes / 100_000) / 10;
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...report, seconds })}\n`
        : `Wrote ${report.pages} pages and ${report.files} other files, ${megabytes} MB, into ${options.out} in ${seconds} s.\n`,
    );
  } finally {
    await site.stop();
  }
});

function checkOrigin(address: string): void {
  if (!/^https?:\/\/[^/?#\s]+\/?$/.test(address)) {
    throw new UsageError(`"${address}" is no address of a site; write it like https://evidence.example.`);
  }
}

/** The page of the whole catalog's files asks to be loaded again until they are made. */
async function downloadsMade(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/en/downloads`);
    await answer.arrayBuffer();
    if (!answer.headers.has('refresh')) return;
    await wait(300);
  }
}
