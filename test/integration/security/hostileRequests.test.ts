import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import { sameOrigin, signedIn } from '../../support/identity.ts';
import { libraryApp, startLibrarySite } from '../../support/librarySite.ts';
import { oddText } from '../../support/oddRequests.ts';
import { testApp } from '../../support/webApp.ts';

/** Requests of the fuzzer; RESORB_FAULT_ROUNDS=10000 for the figure in docs/reliability.md. */
const rounds = Number(process.env.RESORB_FAULT_ROUNDS ?? 150);

const policy =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';object-src 'none';form-action 'self';base-uri 'none';frame-ancestors 'none'";

describe('every answer, the faulty ones included, carries the headers', () => {
  const { app } = libraryApp();
  const broken = testApp({
    search: () => {
      throw new Error('broken');
    },
  }).app;
  const get = (path: string) => () => request(app).get(path);
  test.each([
    ['front door', 302, get('/')],
    ['page', 200, get('/en/records?q=disc')],
    ['page in Chinese', 200, get('/zh/records/1')],
    ['redirect', 302, get('/en/synthesis')],
    ['API', 200, get('/api/v1/records')],
    ['export', 200, get('/records.csv?q=rim')],
    ['feed', 200, get('/records.atom')],
    ['robots', 200, get('/robots.txt')],
    ['health', 200, get('/health')],
    ['ready', 200, get('/ready')],
    ['sign-in', 200, get('/en/sign-in')],
    ['private page', 303, get('/en/account')],
    ['bad address', 400, get('/en/records/%E0%A4%A')],
    ['too many parameters', 400, get(`/en/?${'a&'.repeat(101)}`)],
    ['from another site', 403, () => request(app).post('/en/sign-in').set('Sec-Fetch-Site', 'cross-site').send('')],
    ['not found', 404, get('/en/nothing')],
    ['not found in the API', 404, get('/api/v1/nothing')],
    ['TRACE', 403, () => request(app).trace('/en/records')],
    ['wrong method', 405, () => request(app).post('/api/v1/records').set(sameOrigin)],
    ['too large', 413, () => request(app).post('/en/sign-in').set(sameOrigin).send('x'.repeat(1_100_000))],
    ['too long', 414, get(`/en/?${'a'.repeat(9000)}`)],
    ['fault', 500, () => request(broken).get('/en/records')],
  ])('%s (%d)', async (_, status, send) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.headers).toMatchObject({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(response.headers['x-powered-by']).toBeUndefined();
    expect(response.headers.server).toBeUndefined();
    expect(response.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('other sites may read the public API and nothing else', async () => {
    for (const [path, open] of [
      ['/api/v1/records', true],
      ['/en/records', false],
      ['/en/sign-in', false],
      ['/health', false],
    ] as const) {
      const { headers } = await request(app).get(path).set('Origin', 'https://elsewhere.example');
      expect([path, headers['cross-origin-resource-policy'], headers['access-control-allow-origin']]).toEqual([
        path,
        open ? 'cross-origin' : 'same-origin',
        open ? '*' : undefined,
      ]);
    }
  });

  test('what only some may see is kept by nobody on the way', async () => {
    const { app: own, store } = libraryApp();
    const { headers } = signedIn(store, 'administrator');
    for (const path of ['/en/account', '/en/admin/users']) {
      const response = await request(own).get(path).set(headers);
      expect([path, response.headers['cache-control']]).toEqual([path, 'no-store']);
    }
  });
});

describe('addresses that point elsewhere', () => {
  const { app } = testApp();
  const ways = ['../', '..%2f', '..%5c', '%2e%2e%2f', '%252e%252e%252f', '..;/', '....//', '%c0%ae%c0%ae/', '/'];
  const targets = ['package.json', 'etc/passwd', 'db/resorb.sqlite', 'src/config.ts'];
  const addresses = ways.flatMap((way) =>
    targets.flatMap((target) => [`/assets/${way.repeat(4)}${target}`, `/assets/site.css${way}${target}%00.css`]),
  );

  test('find nothing outside the list of assets', async () => {
    for (const address of addresses) {
      const response = await request(app).get(address).redirects(0);
      expect([address, [301, 302, 400, 404].includes(response.status)]).toEqual([address, true]);
      expect(response.text).not.toMatch(/"dependencies"|root:x:|SQLite format|configSchema/);
    }
  });

  test('lead nobody away from the site', async () => {
    const { app: own } = libraryApp();
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/%5Cevil.example',
      'javascript:alert(1)',
    ]) {
      const page = await request(own).get(`/en/sign-in?return=${encodeURIComponent(elsewhere)}`);
      expect(page.text).not.toMatch(/(href|action|value)="(https?:)?[/\\]{2}evil|value="javascript:/);
      const bare = await request(own).get(`/${elsewhere}`).redirects(0);
      expect(bare.headers.location ?? '/').not.toMatch(/^(https?:)?[/\\]{2}/);
    }
  });
});

describe('parameters nobody expects', () => {
  const { app } = libraryApp();
  const names = [
    'q',
    'mechanism',
    'predictor',
    'design',
    'stance',
    'sort',
    'page',
    'size',
    'from',
    'to',
    'lang',
    'run',
    'ids',
  ];
  const paths = [
    '/en/records',
    '/zh/records',
    '/api/v1/records',
    '/api/v1/facets',
    '/api/v1/evidence',
    '/records.atom',
    '/en/map',
    '/en/compare',
    '/api/v1/synthesis',
    '/en/synthesis',
  ];

  test(
    'are refused or passed over, never a fault',
    async () => {
      const name = fc.oneof(
        fc.constantFrom(...names),
        oddText,
        fc.constantFrom(...names).map((one) => `${one}[$ne]`),
      );
      const query = fc
        .array(fc.tuple(name, oddText), { maxLength: 8 })
        .map((pairs) => new URLSearchParams(pairs).toString());
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...paths), query, async (path, parameters) => {
          const { status } = await request(app).get(`${path}?${parameters}`).redirects(0);
          expect(status).toBeLessThan(500);
        }),
        { numRuns: rounds },
      );
    },
    60_000 + 200 * rounds,
  );

  test('change nothing about other objects', async () => {
    for (const text of ['__proto__[polluted]=1', '__proto__.polluted=1', 'constructor[prototype][polluted]=1']) {
      await request(app).get(`/en/records?${text}`);
      await request(app).post('/en/sign-in').set(sameOrigin).type('form').send(text);
      await request(app).post('/en/sign-in').set(sameOrigin).type('json').send('{"__proto__":{"polluted":1}}');
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('requests no browser makes', () => {
  let site: Awaited<ReturnType<typeof startLibrarySite>>;
  beforeAll(async () => {
    site = await startLibrarySite();
  });
  afterAll(() => site.close());

  /** Sends bytes as they are and gives the first line of the answer. */
  function raw(bytes: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(site.url).port), '127.0.0.1');
      let answer = '';
      socket.on('data', (piece) => {
        answer += piece.toString();
      });
      socket.on('error', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.write(bytes);
    });
  }

  test.each([
    ['an address of 1 MB', `GET /${'a'.repeat(1 << 20)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    ['100,000 parameters', `GET /en/records?${'a=1&'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    ['1 MB of headers', `GET / HTTP/1.1\r\nHost: a\r\n${`X: ${'y'.repeat(1000)}\r\n`.repeat(1000)}\r\n`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', 400],
    [
      'a length and pieces',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a line break in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\nb: c\r\n\r\n', 400],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
  ])('%s is refused, and others are answered', async (_, bytes, status) => {
    expect(await raw(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await fetch(`${site.url}/health`)).status).toBe(200);
  });
});
