import { Agent, request } from 'node:http';
import { createSessions } from '../../src/review/accounts/sessions.ts';
import type { Store } from '../../src/store/openStore.ts';

/** Somebody who votes, with the cookie of a session. */
export interface Voter {
  annotatorId: number;
  cookie: string;
}

export type Sender = ReturnType<typeof createSender>;

/** Accounts and sessions straight into the database: what is measured is voting, not signing in. */
export function enrol(store: Store, count: number, clock: () => string): Voter[] {
  const sessions = createSessions({ store, clock });
  return Array.from({ length: count }, (_, index) =>
    store.transaction(() => {
      const name = `Reviewer ${index + 1}`;
      const at = clock();
      const accountId = store.accounts.add({
        name,
        nameKey: name.toLowerCase(),
        role: 'reviewer',
        passwordHash: null,
        at,
      });
      const token = sessions.start(accountId, 'bench');
      const identity = sessions.identify(token);
      if (!identity) throw new Error('A session just begun is not known.');
      return { annotatorId: identity.annotatorId, cookie: `resorb-session=${token}` };
    }),
  );
}

export interface Answer {
  status: number;
  body: string;
  /** Milliseconds from the first byte sent to the last one read. */
  took: number;
}

/** Sends forms over connections that are kept, as browsers do. */
export function createSender(url: string) {
  const agent = new Agent({ keepAlive: true });
  return {
    post(path: string, cookie: string, fields: Record<string, string>): Promise<Answer> {
      const body = new URLSearchParams(fields).toString();
      const started = performance.now();
      return new Promise((resolve, reject) => {
        const sent = request(
          `${url}${path}`,
          {
            agent,
            method: 'POST',
            headers: {
              Cookie: cookie,
              Accept: 'application/json',
              'Sec-Fetch-Site': 'same-origin',
              'Content-Type': 'application/x-www-form-urlencoded',
              'Content-Length': Buffer.byteLength(body),
            },
          },
          (answer) => {
            let text = '';
            answer.setEncoding('utf8').on('data', (part: string) => {
              text += part;
            });
            answer.on('error', reject);
            answer.on('end', () =>
              resolve({ status: answer.statusCode ?? 0, body: text, took: performance.now() - started }),
            );
          },
        );
        sent.on('error', reject).end(body);
      });
    },
    /** Seconds of processor time the server has taken, by its own metrics. */
    async cpuSeconds(): Promise<number> {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^process_cpu_seconds_total ([\d.e+-]+)/m.exec(text)?.[1]);
    },
    close: () => agent.destroy(),
  };
}

/** Records without meaning, as a RIS file: what is measured does not depend on their words. */
export function risOf(count: number, prefix: string): string {
  const record = (index: number): string =>
    [
      'TY  - JOUR',
      `TI  - ${prefix} record ${index} on the course of herniated discs`,
      `AU  - Author${index}, A`,
      `PY  - ${1980 + (index % 45)}`,
      `DO  - 10.5555/${prefix.toLowerCase()}.${index}`,
      `AB  - Patients of series ${index} were followed with imaging. The herniation became smaller in some of them.`,
      'ER  - ',
      '',
    ].join('\n');
  return Array.from({ length: count }, (_, index) => record(index + 1)).join('\n');
}

/** @param share 0..1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
