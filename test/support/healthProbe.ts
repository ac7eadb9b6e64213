import { Worker } from 'node:worker_threads';

/** Asks, waits, asks: in a thread of its own, so that what else a test does is not measured with it. */
const asking = `
const { get, Agent } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const agent = new Agent({ keepAlive: true });
const took = [];
let isOver = false;
parentPort.once('message', () => { isOver = true; });
function ask() {
  if (isOver) { agent.destroy(); parentPort.postMessage(took); parentPort.close(); return; }
  const begun = performance.now();
  const note = (status) => {
    took.push({ status, milliseconds: performance.now() - begun });
    setTimeout(ask, workerData.rest);
  };
  get(workerData.url, { agent }, (answer) => {
    answer.resume();
    answer.on('end', () => note(answer.statusCode));
  }).on('error', () => note(0));
}
ask();
`;

/** One answer of "/health": 0 where none came. */
export interface HealthAnswer {
  status: number;
  milliseconds: number;
}

/** Asks a server for its health again and again until it is told to stop, and gives what was answered. */
export function probeHealth(url: string, rest = 20): { stop(): Promise<HealthAnswer[]> } {
  const worker = new Worker(asking, { eval: true, workerData: { url: `${url}/health`, rest } });
  const answers = new Promise<HealthAnswer[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return {
    stop() {
      worker.postMessage('stop');
      return answers;
    },
  };
}
