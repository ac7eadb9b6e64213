import type { Express } from 'express';

interface Layer {
  rawPath: string | RegExp | (string | RegExp)[];
  route?: { path: string | RegExp | (string | RegExp)[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** An address that the application answers: "GET /en/records/:key". */
export interface RouteAddress {
  method: string;
  path: string;
}

/** Every route of an application, those of routers mounted in it among them, in the order in which they are tried. */
export function routesOf(app: Express): RouteAddress[] {
  return walk((app.router as unknown as { stack: Layer[] }).stack, '');
}

function walk(layers: readonly Layer[], mount: string): RouteAddress[] {
  return layers.flatMap((layer) => {
    const { route, handle } = layer;
    if (route)
      return [route.path].flat().flatMap((path) =>
        Object.entries(route.methods)
          .filter(([, isOn]) => isOn)
          .map(([method]) => ({ method: method === '_all' ? 'ALL' : method.toUpperCase(), path: join(mount, path) })),
      );
    if (!handle.stack) return [];
    return [layer.rawPath].flat().flatMap((path) => walk(handle.stack ?? [], join(mount, path)));
  });
}

function join(mount: string, path: string | RegExp): string {
  const joined = `${mount}${path instanceof RegExp ? path.source : path}`.replace(/\/{2,}/g, '/');
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined;
}
