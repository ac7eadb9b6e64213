import cluster from 'node:cluster';
import type { Request, RequestHandler } from 'express';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A figure that is read whenever the metrics are; null where there is none yet. */
export interface Reading {
  name: string;
  help: string;
  read: () => number | null;
}

export interface Metrics {
  /** Counts and times every request. */
  count: RequestHandler;
  registry: Registry;
}

/** Seconds; most pages take milliseconds, an export of everything takes seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What this process can tell a Prometheus server: its own state, its requests by route (never by address, so that
 * there are few series), and the readings it is given.
 */
export function createMetrics(readings: readonly Reading[] = []): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const registers = [registry];
  const seconds = new Histogram({
    name: 'resorb_http_request_seconds',
    help: 'Seconds from request to answer, by method, route and status.',
    labelNames,
    buckets,
    registers,
  });
  const aborted = new Counter({
    name: 'resorb_http_aborted_total',
    help: 'Requests whose reader went away before the answer was complete.',
    registers,
  });
  for (const { name, help, read } of readings) {
    new Gauge({
      name,
      help,
      registers,
      // Every worker reads the same database and the same folder.
      aggregator: 'max',
      collect() {
        const value = read();
        if (value === null) this.remove();
        else this.set(value);
      },
    });
  }
  if (cluster.isWorker) {
    // Answers the primary, which collects, with this registry.
    new AggregatorRegistry();
    AggregatorRegistry.setRegistries([registry]);
  }
  return {
    registry,
    count: (request, response, next) => {
      const end = seconds.startTimer();
      response.once('close', () => {
        if (!response.writableFinished) aborted.inc();
        end({ method: request.method, route: routeOf(request), status: response.statusCode });
      });
      next();
    },
  };
}

/** The pattern that answered, "/en/records/:id"; "none" where nothing did. */
function routeOf(request: Request): string {
  const path: unknown = (request.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : 'none';
}
