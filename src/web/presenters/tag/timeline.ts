import type { DesignYear, TagPage } from '../../../catalog/answers.ts';
import { stackedYears } from '../../../charts/stackedYears.ts';
import type { Site } from '../../site.ts';

/** Papers a year, stacked by design, with the first paper of each design. */
export interface StackedTimeline {
  drawingHtml: string;
  first: string;
  last: string;
  layers: { layer: number; name: string; records: string }[];
  firsts: { name: string; year: string }[];
  table: { columns: string[]; rows: { year: string; counts: string[] }[] };
}

/** Designs with a layer of their own; the rest share one. */
const ownLayers = 4;
const size = { width: 640, height: 120 };

/** @returns null where no record of the tag has a year. */
export function presentStackedTimeline(site: Site, { timeline }: TagPage): StackedTimeline | null {
  const [first, last] = [timeline[0]?.year, timeline.at(-1)?.year];
  if (first === undefined || last === undefined) return null;
  const { format, labels, messages } = site;
  const words = messages.explore.tag;
  const own = largestDesigns(site, timeline);
  const layerOf = (design: string | null): number => {
    const place = design === null ? -1 : own.indexOf(design);
    return place < 0 ? own.length : place;
  };
  const rest = timeline.some(({ design }) => layerOf(design) === own.length);
  const names = [...own.map((design) => labels.facet('design', design)), ...(rest ? [words.otherDesigns] : [])];
  const inLayer = (layer: number): number => sum(timeline.filter(({ design }) => layerOf(design) === layer));
  const perYear = new Map<number, number>();
  for (const { year, records } of timeline) perYear.set(year, (perYear.get(year) ?? 0) + records);
  return {
    drawingHtml: stackedYears({
      label: messages.papersPerYear(first, last, format.number(Math.max(...perYear.values()))),
      parts: timeline.map(({ design, records, year }) => ({ year, layer: layerOf(design), count: records })),
      ...{ first, last },
      ...size,
    }),
    first: String(first),
    last: String(last),
    layers: names.map((name, layer) => ({ layer, name, records: format.number(inLayer(layer)) })),
    firsts: firstPapers(site, timeline),
    table: {
      columns: names,
      rows: [...perYear.keys()].map((year) => ({
        year: String(year),
        counts: names.map((_, layer) =>
          format.number(sum(timeline.filter((entry) => entry.year === year && layerOf(entry.design) === layer))),
        ),
      })),
    },
  };
}

/** The designs with most records, in the order of the codebook. */
function largestDesigns({ protocol }: Site, timeline: readonly DesignYear[]): string[] {
  const order = protocol.codebook.designs.map(({ id }) => id);
  const count = (id: string): number => sum(timeline.filter(({ design }) => design === id));
  const present = order.filter((id) => count(id) > 0);
  const largest = new Set([...present].sort((a, b) => count(b) - count(a)).slice(0, ownLayers));
  return present.filter((id) => largest.has(id));
}

function firstPapers({ labels }: Site, timeline: readonly DesignYear[]): StackedTimeline['firsts'] {
  const first = new Map<string, number>();
  for (const { design, year } of timeline) if (design !== null && !first.has(design)) first.set(design, year);
  return [...first].map(([design, year]) => ({ name: labels.facet('design', design), year: String(year) }));
}

function sum(entries: readonly DesignYear[]): number {
  return entries.reduce((total, { records }) => total + records, 0);
}
