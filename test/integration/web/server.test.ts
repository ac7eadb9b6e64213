import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { startServer } from '../../../src/web/server.ts';
import { recordingLog } from '../../support/silentLog.ts';

const log = recordingLog();
const host = '127.0.0.1';

describe('startServer', () => {
  test('answers where it says, and no more once closed', async () => {
    const server = await startServer({ app: (_request, response) => response.end('here'), port: 0, host, log });
    expect(await (await fetch(server.url)).text()).toBe('here');
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test('a request under way is answered before it closes', async () => {
    let answer: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let respond: () => void = () => undefined;
    const app: Parameters<typeof startServer>[0]['app'] = (_request, response) => {
      respond = () => response.end('late');
      answer();
    };
    const server = await startServer({ app, port: 0, host, log });
    const pending = fetch(server.url, { headers: { connection: 'close' } });
    await arrived;
    const closed = server.close();
    respond();
    expect(await (await pending).text()).toBe('late');
    await closed;
  });

  test('a port in use is one clear sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, host, resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startServer({ app: () => undefined, port, host, log })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is already in use; choose another one or stop the program that holds it.`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test('so is an address that is not this machine’s', async () => {
    await expect(startServer({ app: () => undefined, port: 0, host: '203.0.113.1', log })).rejects.toThrow(
      'The host 203.0.113.1 is no address of this machine; choose 127.0.0.1 or 0.0.0.0.',
    );
  });
});
