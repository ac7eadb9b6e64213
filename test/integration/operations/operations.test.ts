import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { loggedPath } from '../../../src/web/operations/accessLog.ts';
import { createMetrics } from '../../../src/web/operations/metrics.ts';
import type { MetricsAccess } from '../../../src/web/operations/operationRoutes.ts';
import { startServer } from '../../../src/web/server.ts';
import { recordingLog } from '../../support/silentLog.ts';
import { testApp } from '../../support/webApp.ts';

const failing = (code: string) => () => {
  throw Object.assign(new Error(`simulated ${code}`), { code });
};

describe('a request', () => {
  test('is numbered by us: in the answer, the log and the page of a fault', async () => {
    const { app, log } = testApp({ search: failing('SQLITE_CORRUPT') });
    const response = await request(app).get('/en/records').set('X-Request-Id', 'theirs').expect(500);
    const number = response.headers['x-request-id'];
    expect(number).toMatch(/^[0-9a-f]{16}$/);
    expect(load(response.text)('main').text()).toContain(`quote the number ${number}`);
    expect(log.errors).toMatchObject([{ reference: number, path: '/en/records' }]);
    expect(log.lines).toMatchObject([{ requestId: number, method: 'GET', path: '/en/records', status: 500 }]);
    const other = await request(app).get('/en/');
    expect(other.headers['x-request-id']).not.toBe(number);
  });

  test('is logged without what it asked, carried or knew', async () => {
    const { app, log } = testApp();
    await request(app)
      .get('/en/nothing/Zk3v9QmX2tLr8sWb5yHc?q=private-question')
      .set('Cookie', 'session=cookie-secret')
      .set('Authorization', 'Bearer header-secret')
      .expect(404);
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify([log.lines, log.errors])).not.toMatch(/Zk3v|private|secret/);
    expect(log.lines[0]).toEqual({
      requestId: expect.any(String),
      method: 'GET',
      path: '/en/nothing/***',
      status: 404,
      ms: expect.any(Number),
      address: expect.any(String),
    });
    expect(loggedPath('/en/records/doi:10.1000%2Fsample.1/x')).toBe('/en/records/doi:10.1000%2Fsample.1/x');
  });
});

describe('what is too large is refused before anything reads it', () => {
  const { app } = testApp({ search: failing('nobody may ask') });
  test.each([
    ['a query over 8 KB', 414, () => request(app).get(`/en/records?q=${'x'.repeat(8200)}`)],
    ['more than 100 parameters', 400, () => request(app).get(`/en/records?${'a=&'.repeat(100)}b=`)],
    [
      'a body over 1 MB',
      413,
      () =>
        request(app)
          .post('/en/records')
          .type('form')
          .send(`a=${'x'.repeat(1_048_576)}`),
    ],
  ])('%s: %d', async (_, status, send) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(load(response.text)('.lead').text()).not.toBe('');
  });

  test('a body of unknown length: 411', async () => {
    const server = await startServer({ app, port: 0, host: '127.0.0.1', log: recordingLog() });
    const body = new Blob(['a=1']).stream();
    // Node sends a stream in pieces, and wants to be told that it may.
    const options: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
    expect((await fetch(`${server.url}/en/records`, options)).status).toBe(411);
    await server.close();
  });

  test('100 parameters are not too many', async () => {
    await request(testApp().app)
      .get(`/en/records?${'a=&'.repeat(99)}b=`)
      .expect(200);
  });
});

describe('a database that refuses', () => {
  test.each([
    ['SQLITE_BUSY', '2', 'busy with another change'],
    ['SQLITE_BUSY_SNAPSHOT', '2', 'busy with another change'],
    ['SQLITE_FULL', '30', 'cannot be read or written'],
    ['SQLITE_IOERR_WRITE', '30', 'cannot be read or written'],
  ])('%s: 503, when to come again, and that nothing was changed', async (code, seconds, words) => {
    const { app, log } = testApp({ search: failing(code) });
    const page = await request(app).get('/en/records').expect(503).expect('Retry-After', seconds);
    expect(load(page.text)('main').text()).toContain(words);
    const answer = await request(app).get('/api/v1/records').expect(503).expect('Retry-After', seconds);
    expect(answer.body).toMatchObject({ status: 503, detail: expect.stringContaining('Nothing was changed') });
    expect(log.errors).toHaveLength(2);
  });

  test('so does what was caused by it', async () => {
    const search = () => {
      throw new Error('saving failed', { cause: Object.assign(new Error('full'), { code: 'SQLITE_FULL' }) });
    };
    await request(testApp({ search }).app).get('/en/records').expect(503);
  });
});

describe('/ready', () => {
  test('says whether to send readers', async () => {
    let stopping = false;
    const { app } = testApp({}, { readiness: { isStopping: () => stopping } });
    await request(app).get('/ready').expect(200, { status: 'ready' }).expect('Cache-Control', 'no-store');
    stopping = true;
    await request(app)
      .get('/ready')
      .expect(503)
      .expect('Content-Type', /problem\+json/);
    await request(app).get('/health').expect(200);
    const broken = testApp({ status: failing('SQLITE_IOERR') });
    await request(broken.app).get('/ready').expect(503).expect('Retry-After', '30');
  });
});

describe('/metrics', () => {
  function measured(openTo: MetricsAccess['openTo']) {
    const { registry, count } = createMetrics([
      { name: 'resorb_sample', help: 'A sample.', read: () => 7 },
      { name: 'resorb_absent', help: 'What is not there.', read: () => null },
    ]);
    const access = { openTo, contentType: registry.contentType, render: () => registry.metrics() };
    return testApp({}, { metrics: { count, access } }).app;
  }

  test('counts by route, never by address, and reads what it is given', async () => {
    const app = measured('local');
    await request(app).get('/en/records/1?q=secret').expect(200);
    await request(app).get('/en/records/pmid:1000001');
    await request(app).get('/wp-login.php').expect(404);
    const { text } = await request(app)
      .get('/metrics')
      .expect(200)
      .expect('Content-Type', /text\/plain/);
    expect(text).toContain('resorb_http_request_seconds_count{method="GET",route="/en/records/*key",status="200"} 2');
    expect(text).toContain('resorb_http_request_seconds_count{method="GET",route="none",status="404"} 1');
    expect(text).toContain('resorb_sample 7');
    expect(text).not.toMatch(/^resorb_absent/m);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toMatch(/secret|wp-login|1000001/);
  });

  test('are for programs on this machine, unless opened; a proxy is not this machine', async () => {
    const app = measured('local');
    await request(app).get('/metrics').expect(200);
    await request(app).get('/metrics').set('X-Forwarded-For', '203.0.113.9').expect(404);
    await request(app).get('/metrics').set('Forwarded', 'for=203.0.113.9').expect(404);
    await request(measured('everyone')).get('/metrics').set('X-Forwarded-For', '203.0.113.9').expect(200);
    await request(testApp().app).get('/metrics').expect(404);
  });
});

describe('behind a proxy', () => {
  const ask = (app: ReturnType<typeof testApp>['app']) =>
    request(app).get('/en/').set('X-Forwarded-Proto', 'https').set('X-Forwarded-For', '203.0.113.9');

  test('its word is taken where it is trusted: https for good, and the reader’s own address', async () => {
    const trusting = testApp({}, { trustProxy: ['loopback'] });
    await ask(trusting.app).expect('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    expect(trusting.log.lines).toMatchObject([{ address: '203.0.113.9' }]);
  });

  test('what is remembered of a reader goes over https and to this host only', async () => {
    const { app } = testApp({}, { trustProxy: ['loopback'] });
    const shown = await request(app).get('/zh/').set('X-Forwarded-Proto', 'https').set('Accept-Language', 'en');
    const [cookie = ''] = (shown.headers['set-cookie'] ?? []) as unknown as string[];
    expect(cookie).toMatch(/^__Host-resorb_lang=zh; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
    const front = (sent: string) =>
      request(app).get('/').set('X-Forwarded-Proto', 'https').set('Accept-Language', 'en').set('Cookie', sent);
    await front(cookie.split(';')[0] ?? '').expect('Location', '/zh/');
    // Anybody on the wire can plant one without the prefix.
    await front('resorb_lang=zh').expect('Location', '/en/');
  });

  test('and not where it is not', async () => {
    const plain = testApp();
    const { headers } = await ask(plain.app);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(plain.log.lines).toMatchObject([{ address: expect.stringMatching(/127\.0\.0\.1$/) }]);
  });
});

describe('connections that do not come to an end', () => {
  /** Sends these bytes, then one more every now and then; gives what came back once the server hung up. */
  function trickle(port: number, start: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.write(start);
      const timer = setInterval(() => socket.write('x'), 50);
      socket.on('data', (bytes) => {
        answer += bytes.toString();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(timer);
        resolve(answer);
      });
    });
  }

  test('are cut off, many at once, while others are answered', async () => {
    const timeouts = { headersTimeout: 200, requestTimeout: 300, connectionsCheckingInterval: 50 };
    const { app } = testApp();
    const server = await startServer({ app, port: 0, host: '127.0.0.1', log: recordingLog(), timeouts });
    const port = Number(new URL(server.url).port);
    const slow = Array.from({ length: 60 }, (_, index) =>
      trickle(
        port,
        index % 2 ? 'GET / HTTP/1.1\r\nX-Slow: ' : 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\n',
      ),
    );
    const health = await fetch(`${server.url}/health`);
    expect(health.status).toBe(200);
    const answers = await Promise.all(slow);
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 2'))).toEqual([]);
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 408')).length).toBeGreaterThan(0);
    await server.close();
  });
});
