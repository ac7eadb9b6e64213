import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  efetchAnswer,
  epostAnswer,
  esearchAnswer,
  esummaryAnswer,
  type FakeAnswer,
  type FakeHabits,
  type FakeState,
} from './fakeAnswers.ts';
import type { FakeRecord } from './fakeCorpus.ts';
import { type FakeFault, faultAnswer, sendDamaged } from './fakeFaults.ts';
import { FakeHistory } from './fakeHistory.ts';
import { RateWindow } from './rateWindow.ts';

export interface FakeEutilsOptions {
  corpus: readonly FakeRecord[];
  faults?: readonly FakeFault[];
  habits?: FakeHabits;
  /** Milliseconds; share the client's clock so that pacing is judged in its time. */
  now?: () => number;
}

/** One call the server got. */
export interface FakeRequest {
  utility: string;
  method: string;
  parameters: URLSearchParams;
  time: number;
}

export interface FakeEutils {
  /** The address up to and including the slash before `esearch.fcgi`. */
  url: string;
  requests: FakeRequest[];
  /** Calls that broke NCBI's rules: too early, without tool or email, too long an address. */
  violations: string[];
  close(): Promise<void>;
}

type AnswerOf = (state: FakeState, parameters: URLSearchParams) => FakeAnswer;
const utilities: Readonly<Record<string, AnswerOf>> = {
  esearch: esearchAnswer,
  efetch: efetchAnswer,
  epost: epostAnswer,
  esummary: esummaryAnswer,
};
const longestAddress = 2_000;

/** A server on this machine that answers as NCBI's E-utilities do, in good days and in bad ones. */
export async function startFakeEutils(options: FakeEutilsOptions): Promise<FakeEutils> {
  const now = options.now ?? (() => performance.now());
  const state: FakeState = {
    corpus: [...options.corpus],
    history: new FakeHistory(),
    habits: options.habits ?? {},
    searches: 0,
    hasExpired: false,
    omitted: new Set(),
  };
  const window = new RateWindow(now);
  const requests: FakeRequest[] = [];
  const violations: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://fake');
    const utility = /(\w+)\.fcgi$/.exec(address.pathname)?.[1] ?? '';
    const parameters = new URLSearchParams(request.method === 'POST' ? await textOf(request) : address.search);
    requests.push({ utility, method: request.method ?? '', parameters, time: now() });
    const { limit, remaining } = window.count(parameters.get('api_key'));
    response.setHeader('X-RateLimit-Limit', limit);
    response.setHeader('X-RateLimit-Remaining', Math.max(0, remaining));
    for (const needed of ['tool', 'email'])
      if (!parameters.get(needed)) violations.push(`${utility} without ${needed}`);
    if (remaining < 0) {
      violations.push(`${utility}: more than ${limit} calls in a second`);
      sendWrong(response, faultAnswer('429'));
      return;
    }
    if ((request.url?.length ?? 0) > longestAddress) {
      violations.push(`${utility}: address of ${request.url?.length} characters`);
      response.writeHead(414).end();
      return;
    }
    const calls = requests.filter((earlier) => earlier.utility === utility).length;
    const fault = options.faults?.find(
      (one) => one.utility === utility && calls >= one.call && calls <= (one.to ?? one.call),
    );
    const wrong = fault ? faultAnswer(fault.kind) : null;
    if (wrong) {
      sendWrong(response, wrong);
      return;
    }
    const good = utilities[utility]?.(state, parameters) ?? { status: 404, body: 'no such utility' };
    if (fault && sendDamaged(fault.kind, response, good.body)) return;
    sendGood(response, good, /gzip/.test(String(request.headers['accept-encoding'])));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/entrez/eutils/`,
    requests,
    violations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendWrong(response: ServerResponse, wrong: ReturnType<typeof faultAnswer>): void {
  if (wrong) response.writeHead(wrong.status, { 'content-type': wrong.type, ...wrong.headers }).end(wrong.body);
}

/** Compressed where the client takes it, and in pieces (chunked), as NCBI sends. */
function sendGood(response: ServerResponse, good: FakeAnswer, mayCompress: boolean): void {
  response.writeHead(good.status, {
    'content-type': good.type ?? 'text/xml; charset=UTF-8',
    ...(mayCompress ? { 'content-encoding': 'gzip' } : {}),
  });
  const bytes = mayCompress ? gzipSync(good.body) : Buffer.from(good.body);
  const middle = Math.floor(bytes.length / 2);
  response.write(bytes.subarray(0, middle));
  response.end(bytes.subarray(middle));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
