import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootDir } from '../../../src/paths.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { signedIn } from '../../support/identity.ts';
import { libraryStore } from '../../support/libraryStore.ts';
import { type ServedProcess, startServing } from '../../support/servedProcess.ts';

/** The proxy is the operator's: where it is not installed, its file is only read (test/unit/operations). */
const hasCaddy = spawnSync('caddy', ['version']).status === 0;
const describeWithCaddy = (name: string, tests: () => void): void =>
  hasCaddy ? describe(name, tests) : describe.skip(`${name} (not run: caddy is not installed)`, tests);

const host = 'evidence.example';
let folder: string;
let served: ServedProcess;
let caddy: ChildProcess;
let cookie: string;
let [httpPort, httpsPort] = [0, 0];
let authority: string;

beforeAll(async () => {
  if (!hasCaddy) return;
  folder = mkdtempSync(join(tmpdir(), 'resorb-proxy-'));
  const database = join(folder, 'review.sqlite');
  const store = libraryStore();
  store.copyTo(database);
  store.close();
  const opened = openStore(database);
  ({ cookie } = signedIn(opened, 'curator', { clock: () => new Date().toISOString() }));
  opened.close();
  served = await startServing(database, [], { RESORB_TRUST_PROXY: 'loopback', TMPDIR: folder });
  [httpPort, httpsPort] = [await freePort(), await freePort()];
  const shipped = readFileSync(join(rootDir, 'docs', 'deploy', 'Caddyfile'), 'utf8');
  // The file as it is shipped, but for ports that are free and certificates of its own making.
  const settings = ['admin off', 'local_certs', 'skip_install_trust', `http_port ${httpPort}`];
  const global = ['{', ...settings, `https_port ${httpsPort}`, '}', ''].join('\n');
  writeFileSync(join(folder, 'Caddyfile'), global + shipped.replace('127.0.0.1:3000', new URL(served.url).host));
  caddy = spawn('caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  authority = await certificate();
});
afterAll(async () => {
  if (!hasCaddy) return;
  caddy.kill();
  await served.end();
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The proxy's own authority, once it answers with a certificate for the site. */
async function certificate(): Promise<string> {
  for (;;) {
    const isReady = await handshake({}).catch(() => false);
    if (isReady) return readFileSync(join(folder, 'caddy', 'pki', 'authorities', 'local', 'root.crt'), 'utf8');
    if (caddy.exitCode !== null) throw new Error(`caddy: ${caddy.stderr?.read()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The version of TLS that is agreed upon. */
function handshake(options: object): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const words = { host: '127.0.0.1', port: httpsPort, servername: host, rejectUnauthorized: false, ...options };
    const socket = connect(words, () => {
      resolve(socket.getProtocol());
      socket.end();
    });
    socket.on('error', reject);
  });
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

function ask(scheme: 'http' | 'https', path: string, { method = 'GET', headers = {}, body = '' }: Asked = {}) {
  const [request, port] = scheme === 'http' ? [requestByHttp, httpPort] : [requestByHttps, httpsPort];
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  const options = { host: '127.0.0.1', port, path, method, servername: host, ca: authority, agent: false };
  return new Promise<IncomingMessage & { text: string }>((resolve, reject) => {
    const sent = request({ ...options, headers: { Host: host, ...length, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      answer.on('end', () => resolve(Object.assign(answer, { text })));
    });
    sent.on('error', reject).end(body);
  });
}

describeWithCaddy('behind the proxy as docs/deploy/Caddyfile sets it up', () => {
  test('TLS 1.2 and 1.3 are spoken, older versions are not', async () => {
    expect(await handshake({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
    expect(await handshake({})).toBe('TLSv1.3');
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await expect(handshake(old)).rejects.toThrow(/protocol version|handshake/);
  });

  test('pages are led to https, programs are refused', async () => {
    const page = await ask('http', '/en/records?q=disc');
    expect([page.statusCode, page.headers.location]).toEqual([308, `https://${host}/en/records?q=disc`]);
    for (const path of ['/api/v1/records', '/downloads/x', '/health', '/ready']) {
      const answer = await ask('http', path);
      expect([path, answer.statusCode, answer.text]).toEqual([path, 403, 'Ask by https.']);
    }
  });

  test('pages come by https for good, with the headers of the program', async () => {
    const { statusCode, headers, text } = await ask('https', '/en/records?q=disc');
    expect(statusCode).toBe(200);
    expect(text).toContain('<!doctype html>');
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('cookies are for https and this host only', async () => {
    const fields = new URLSearchParams({ theme: 'dark', return: '/en/' }).toString();
    const headers = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' };
    const { statusCode, headers: answered } = await ask('https', '/preferences', {
      method: 'POST',
      headers,
      body: fields,
    });
    expect(statusCode).toBe(303);
    expect(answered['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-resorb_theme=dark; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/),
    ]);
    // A session that was begun over plain http goes by another name, and is none here.
    const account = await ask('https', '/en/account', { headers: { Cookie: cookie } });
    expect(account.statusCode).toBe(303);
    const named = await ask('https', '/en/account', { headers: { Cookie: `__Host-${cookie}` } });
    expect(named.statusCode).toBe(200);
  });

  test('figures for machines stay inside', async () => {
    expect((await ask('https', '/metrics')).statusCode).toBe(404);
  });

  test('the reader’s address is the proxy’s word, whatever the reader claims', async () => {
    const claimed = { 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Proto': 'http', 'X-Request-Id': 'mine' };
    const answer = await ask('https', '/en/map', { headers: claimed });
    const id = answer.headers['x-request-id'];
    expect(id).not.toBe('mine');
    expect(answer.headers['strict-transport-security']).toBeDefined();
    let line: Record<string, unknown> | undefined;
    while (!line) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      line = served.log().find(({ requestId }) => requestId === id);
    }
    expect(line.address).toBe('127.0.0.1');
  });

  test('what is larger than any upload is refused', async () => {
    const headers = {
      Cookie: `__Host-${cookie}`,
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'multipart/form-data; boundary=x',
    };
    const file = (bytes: number) =>
      `--x\r\nContent-Disposition: form-data; name="file"; filename="a.ris"\r\n\r\n${'a'.repeat(bytes)}\r\n--x--\r\n`;
    const send = (bytes: number) => ask('https', '/en/admin/imports', { method: 'POST', headers, body: file(bytes) });
    expect((await send(9_000_000)).statusCode).toBe(303);
    expect((await send(12_000_000)).statusCode).toBe(413);
  });
});
