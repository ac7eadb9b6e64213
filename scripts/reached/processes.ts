import { readdirSync, readFileSync } from 'node:fs';
import type { SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originOf } from './lines.ts';

/** What Node writes about one process or thread at its end, as far as it is read here. */
interface ProcessCoverage {
  result: { url: string; functions: { ranges: { startOffset: number; endOffset: number; count: number }[] }[] }[];
  'source-map-cache'?: Record<string, { lineLengths: number[]; data: SourceMapPayload | null }>;
}

/**
 * The lines that ran in processes and threads of their own, by file: servers, workers and commands that tests start.
 * One that was killed says nothing, nor does one that was bundled into a single file.
 *
 * @param folder where Node wrote, the value of `NODE_V8_COVERAGE`.
 */
export function linesRunIn(folder: string, isWanted: (file: string) => boolean): Map<string, Set<number>> {
  const linesRun = new Map<string, Set<number>>();
  const origins = new Map<string, Uint32Array>();
  for (const name of readdirSync(folder)) {
    const read = JSON.parse(readFileSync(join(folder, name), 'utf8')) as ProcessCoverage;
    for (const { url, functions } of read.result) {
      const map = read['source-map-cache']?.[url];
      if (!url.startsWith('file:') || !map?.data) continue;
      const file = fileURLToPath(url);
      if (!isWanted(file)) continue;
      const origin = origins.get(file) ?? originOf(map.lineLengths, map.data);
      origins.set(file, origin);
      const lines = linesRun.get(file) ?? new Set<number>();
      linesRun.set(file, lines);
      const counts = new Uint8Array(origin.length);
      // A function stands before those inside it, and a range before the narrower ones in it.
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges) counts.fill(Math.min(count, 1), startOffset, endOffset);
      counts.forEach((count, at) => {
        if (count > 0 && origin[at]) lines.add(origin[at]);
      });
    }
  }
  return linesRun;
}
