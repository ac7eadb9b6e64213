import { mkdirSync } from 'node:fs';

// `npm run coverage` asks for what runs in processes and threads that tests start; Node writes it there at their end.
const folder = process.env.RESORB_COVERAGE;
if (folder) {
  mkdirSync(folder, { recursive: true });
  process.env.NODE_V8_COVERAGE = folder;
}
