import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebLog } from './log.ts';

export interface ServerParts {
  app: RequestListener;
  /** 0 lets the system choose a free one. */
  port: number;
  host: string;
  log: WebLog;
  /** Other times than the usual ones, for tests. */
  timeouts?: Partial<typeof arrival>;
}

export interface RunningServer {
  /** Where it answers: "http://127.0.0.1:8080". */
  url: string;
  /** Stops taking requests and ends once those under way are answered, at the latest after `graceMs`. */
  close(): Promise<void>;
}

const graceMs = 5_000;

/**
 * Time for a request to arrive, in milliseconds: its headers, and all of it. Whoever sends a byte now and then is
 * cut off after that, and how often Node looks.
 */
const arrival = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2_000 };
/** Bytes of address and headers together. */
const maxHeaderSize = 16 * 1024;

/**
 * Starts to listen.
 *
 * @throws {Error} one sentence, where the address cannot be had: port in use, no right to it, no such host.
 */
export async function startServer({ app, port, host, log, timeouts }: ServerParts): Promise<RunningServer> {
  const server = createServer({ ...arrival, ...timeouts, maxHeaderSize }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new Error(listenFault(cause, host, port), { cause }));
    });
    server.listen(port, host, resolve);
  });
  server.on('error', (error) => log.error({ err: error }, 'the server failed'));
  const { port: chosen } = server.address() as AddressInfo;
  return { url: urlOf(host, chosen), close: () => close(server) };
}

/** The address of a server on this machine: "http://[::1]:3000". */
export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function listenFault(cause: NodeJS.ErrnoException, host: string, port: number): string {
  const where = `${host}:${port}`;
  switch (cause.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is already in use; choose another one or stop the program that holds it.`;
    case 'EACCES':
      return `Listening on ${where} is not allowed for this user; choose a port from 1024 up.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `The host ${host} is no address of this machine; choose 127.0.0.1 or 0.0.0.0.`;
    default:
      return `The server cannot listen on ${where}: ${cause.message}.`;
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
