import { Agent, request } from 'node:http';
import fc from 'fast-check';

/** A request as somebody might send it who wants the server to fail. */
export interface OddRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Texts that mean something to a parser, a query language, a path or a prototype, where a word or a number is asked for. */
const oddTexts = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '\0',
  "'",
  '"',
  '*',
  'NEAR(',
  'a OR',
  '-1',
  '1e9',
  'NaN',
  '9007199254740993',
  '[]',
  '{"$gt":""}',
  "' or 1=1 --",
  'x"y*z',
  ')) ((',
  '../../etc/passwd',
  '%00',
  '%',
  '%E0%A4%A',
  '\uFEFF腰椎\u202E',
  '2026-02-30',
];

const parameterNames = [
  'q',
  'mechanism',
  'stance',
  'sort',
  'page',
  'size',
  'from',
  'to',
  'ids',
  'asof',
  'stage',
  'lang',
];
const fieldNames = [
  'verdict',
  'reason',
  'note',
  'version',
  'tagVersion',
  'key',
  'name',
  'password',
  'theme',
  'order',
  'on',
];
const contentTypes = [
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/xml; charset=utf-7',
];

/** One of them, any characters, or a number. */
export const oddText = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.integer().map(String),
);

const pairsOf = (names: readonly string[]) =>
  fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: oddText }),
        oddText,
      ),
      {
        maxLength: 6,
      },
    )
    .map((pairs) => new URLSearchParams(pairs).toString());

/** Odd requests at these paths, whose parts in braces are filled with odd words or small numbers. */
export function oddRequests(paths: readonly string[], cookie: string): fc.Arbitrary<OddRequest> {
  const path = fc
    .tuple(
      fc.constantFrom(...paths),
      fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }).map(String), oddText), { minLength: 4, maxLength: 4 }),
      pairsOf(parameterNames),
    )
    .map(([template, words, query]) => {
      let at = 0;
      const filled = template.replace(/\{\w+\}/g, () => words[at++ % words.length] ?? '');
      return sendable(`${filled}${query === '' ? '' : `?${query}`}`);
    });
  const body = fc.oneof(
    pairsOf(fieldNames),
    fc.json({ maxDepth: 3 }),
    fc.constant('{"__proto__":{"polluted":1}}'),
    fc.string({ unit: 'binary', maxLength: 200 }),
    oddText.map(
      (text) => `--x\r\nContent-Disposition: form-data; name="file"; filename="${text}"\r\n\r\n${text}\r\n--x--`,
    ),
  );
  const headers = fc.record({
    'Accept-Language': fc.constantFrom('zh', 'en;q=x', '*', ',,,', 'x'.repeat(500)),
    'Accept-Encoding': fc.constantFrom('gzip', 'br', 'identity;q=0', '*;q=2'),
    Accept: fc.constantFrom('text/html', 'application/json', 'application/problem+json', 'x/y;q=a'),
    'If-None-Match': fc.constantFrom('*', '"x"', 'W/"', '"'.repeat(99)),
    Range: fc.constantFrom('bytes=0-1', 'bytes=5-1', 'bytes=-', 'lines=1'),
    'Sec-Fetch-Site': fc.constantFrom('same-origin', 'same-origin', 'cross-site', 'none'),
    'Content-Type': fc.constantFrom(...contentTypes),
    Cookie: fc.constantFrom(cookie, cookie, 'resorb-session=', 'resorb-session=%00;;=;', ';'.repeat(300)),
  });
  const method = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH');
  return fc.record({ method, path, headers, body });
}

/** Sends what is odd byte for byte and gives the status; 0 where the connection broke. */
export function createOddSender(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { hostname, port } = new URL(url);
  function send(odd: OddRequest, isAgain = false): Promise<number> {
    const { method, path, headers, body } = odd;
    return new Promise((resolve) => {
      const sent = request({ hostname, port, agent, method, path, headers }, (answer) => {
        answer.resume();
        answer.on('close', () => resolve(answer.statusCode ?? 0));
      });
      // A server may close a kept connection at any time; whoever meets that asks again, as browsers do. A new
      // connection that breaks is asked once more: a server that is gone or chokes on the request breaks it again.
      sent.on('error', () => resolve(sent.reusedSocket || !isAgain ? send(odd, !sent.reusedSocket) : 0));
      sent.end(method === 'GET' || method === 'HEAD' ? undefined : body);
    });
  }
  return { send, close: () => agent.destroy() };
}

/** What Node's client lets through: bytes outside printable ASCII become escapes, escapes stay as they are. */
function sendable(path: string): string {
  return path.replace(/[^\x21-\x7e]+/g, (odd) =>
    [...Buffer.from(odd)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}
