import { readFileSync } from 'node:fs';
import type { Benchmark } from './allParts.ts';

const introduction = `# Benchmarks

Written by \`npm run bench\`; every part can be run by itself with the command it names, and
\`npm run bench -- --only search,pages\` renews these parts of the page alone. Each peer was measured in the same run, on
the same machine, over the same input. A figure is worth what the line above it says of machine and load: times by the
clock grow with the load, ratios and processor seconds hardly do.
`;

/** What was measured of each benchmark, as it stands in the page. */
export type Sections = ReadonlyMap<string, string>;

/** The sections of a page written earlier; none where there is no page. */
export function readSections(file: string, benchmarks: readonly Benchmark[]): Map<string, string> {
  const page = readIfThere(file);
  const sections = new Map<string, string>();
  for (const benchmark of benchmarks) {
    const from = page.indexOf(markOf(benchmark));
    if (from === -1) continue;
    const start = from + markOf(benchmark).length;
    const next = page.indexOf('\n## ', start);
    sections.set(benchmark.name, page.slice(start, next === -1 ? undefined : next).trim());
  }
  return sections;
}

/** The whole page, in the order of the benchmarks. */
export function pageOf(sections: Sections, benchmarks: readonly Benchmark[]): string {
  const parts = benchmarks.map(
    (benchmark) =>
      `\n## ${benchmark.title}\n\n${markOf(benchmark)}\n${sections.get(benchmark.name) ?? 'Not run yet.'}\n`,
  );
  return introduction + parts.join('');
}

function markOf({ name }: Benchmark): string {
  return `<!-- ${name} -->`;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
