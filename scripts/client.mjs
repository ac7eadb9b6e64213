// Builds the scripts that browsers get: src/client -> dist/client. Plain JavaScript, because jest and Node run it as it is.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export default async function buildClient() {
  await build({
    entryPoints: [join(root, 'src', 'client', 'desk.ts')],
    outdir: join(root, 'dist', 'client'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    logLevel: 'warning',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildClient();
