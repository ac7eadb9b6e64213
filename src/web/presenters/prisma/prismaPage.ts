import { stages } from '../../../prisma/boxes.ts';
import type { FlowTarget } from '../../../prisma/boxText.ts';
import { PrismaSumError } from '../../../prisma/checkSums.ts';
import type { Flow } from '../../../prisma/flow.ts';
import { flowDiagram, flowDiagramNarrow } from '../../../prisma/flowDiagram.ts';
import { flowTable } from '../../../prisma/flowTable.ts';
import { diagramLabels } from '../../../prisma/labels.ts';
import type { Site } from '../../site.ts';
import { apiPrismaAddress } from './apiPrisma.ts';
import { wordingOf } from './wording.ts';

/** The flow of the review at a date, drawn and as a table. */
export interface PrismaView {
  form: { action: string; value: string; first: string; nowHref: string | null };
  /** A date that could not be read. */
  fault: string | null;
  state: string;
  since: string | null;
  /** Null where the numbers do not add up, and nothing is drawn. */
  drawn: {
    drawings: string[];
    stages: { name: string; rows: { label: string; count: string; href: string; isPart: boolean }[] }[];
    sourcesNote: string | null;
    downloads: { text: string; href: string }[];
  } | null;
  appendix: { text: string; href: string }[];
  methodsHref: string;
}

export interface PrismaSource {
  /** YYYY-MM-DD; null for now. */
  asOf: string | null;
  /** What was asked for and is no date. */
  unread: string | null;
  days: { first: string; last: string } | null;
  /** Records of which only a library's decision stands. */
  decidedBySource: number;
  /** @throws {PrismaSumError} where the numbers do not add up */
  flow: () => Flow;
}

export function presentPrisma(site: Site, source: PrismaSource): PrismaView {
  const { asOf, days, unread } = source;
  const { format, links, messages } = site;
  const words = messages.prisma;
  return {
    form: {
      action: links.prisma.path,
      value: asOf ?? '',
      first: days?.first ?? '',
      nowHref: asOf === null ? null : links.prisma.path,
    },
    fault: unread === null ? null : words.noDate(unread),
    state: asOf === null ? words.standsNow : words.stoodAt(format.date(asOf)),
    since: days && words.since(format.date(days.first)),
    drawn: presentDrawn(site, source),
    appendix: [
      { text: words.searchMd, href: links.prisma.search('md', asOf) },
      { text: words.searchCsv, href: links.prisma.search('csv', asOf) },
    ],
    methodsHref: links.methods,
  };
}

function presentDrawn(site: Site, { asOf, decidedBySource, flow }: PrismaSource): PrismaView['drawn'] {
  const { format, links, messages } = site;
  const words = messages.prisma;
  try {
    const drawn = flow();
    const hrefOf = (target: FlowTarget): string => links.prisma.records(target, asOf);
    const options = { ...wordingOf(site), id: 'flow', hrefOf };
    const rows = flowTable(drawn, options);
    return {
      drawings: [flowDiagram(drawn, options), flowDiagramNarrow(drawn, options)],
      stages: stages.map((name) => ({
        name: diagramLabels[site.locale].stages[name],
        rows: rows
          .filter(({ stage }) => stage === name)
          .map(({ box, heading, key, part, label, count }) => ({
            label: heading !== null && part === null ? `${heading} ${label}` : label,
            count: format.number(count),
            href: hrefOf({ box, key, part }),
            isPart: part !== null,
          })),
      })),
      sourcesNote:
        decidedBySource === 0
          ? null
          : words.sourcesNote(words.sourcesRecords(decidedBySource, format.number(decidedBySource))),
      downloads: [
        { text: words.svg, href: links.prisma.svg(asOf) },
        { text: words.csv, href: links.prisma.csv(asOf) },
        { text: words.json, href: apiPrismaAddress(asOf) },
      ],
    };
  } catch (cause) {
    if (cause instanceof PrismaSumError) return null;
    throw cause;
  }
}
