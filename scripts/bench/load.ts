import { Agent, get } from 'node:http';

export interface Load {
  perSecond: number;
  /** Milliseconds, the median and the nineteenth of twenty. */
  p50: number;
  p95: number;
  failed: number;
}

/** Asks these addresses in turn, over so many connections at once, for so long. */
export async function load(urls: readonly string[], connections: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let [asked, failed] = [0, 0];
  const end = performance.now() + seconds * 1000;
  const ask = (url: string) =>
    new Promise<boolean>((resolve) => {
      get(url, { agent }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode === 200));
      }).on('error', () => resolve(false));
    });
  const reader = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      asked += 1;
      if (!(await ask(urls[asked % urls.length] as string))) failed += 1;
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, reader));
  agent.destroy();
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), failed };
}
