import type { FlowTarget } from '../../../prisma/boxText.ts';
import type { Flow } from '../../../prisma/flow.ts';
import { diagramLabels, lineLabel, partLabel } from '../../../prisma/labels.ts';
import type { ListedRecord } from '../../../store/prismaRows.ts';
import type { Site } from '../../site.ts';
import { type PagerView, pageNumbers } from '../pager.ts';
import { wordingOf } from './wording.ts';

/** Records on a page. */
export const listedRecords = 100;

/** The records behind a number of the flow. */
export interface PrismaRecordsView {
  flowHref: string;
  title: string;
  lead: string;
  /** Where records count more than once. */
  oftenLead: string | null;
  rows: { href: string; title: string; note: string; journal: string; year: string; times: string }[];
  pager: PagerView | null;
}

export interface PrismaRecordsSource {
  target: FlowTarget;
  asOf: string | null;
  flow: Flow;
  /** Every record of the number with how often it counts, in order. */
  times: ReadonlyMap<string, number>;
  /** From 1. */
  page: number;
  listed: (recordId: number) => ListedRecord | null;
}

export function presentPrismaRecords(site: Site, source: PrismaRecordsSource): PrismaRecordsView {
  const { asOf, flow, listed, target, times } = source;
  const { format, links, messages } = site;
  const words = messages.prisma;
  const labels = diagramLabels[site.locale];
  const { nameOf } = wordingOf(site);
  const what =
    target.part === null
      ? lineLabel(labels, target.key, flow.shown)
      : `${lineLabel(labels, target.key, flow.shown)}: ${partLabel(labels, target.key, target.part, nameOf)}`;
  const count = [...times.values()].reduce((total, each) => total + each, 0);
  const isOften = count > times.size;
  const pages = Math.max(1, Math.ceil(times.size / listedRecords));
  const page = Math.min(source.page, pages);
  const hrefOf = (to: number): string => links.prisma.records(target, asOf, to);
  const shown = [...times].slice((page - 1) * listedRecords, page * listedRecords);
  return {
    flowHref: links.prisma.flow(asOf),
    title: words.recordsTitle(what),
    lead: words.recordsLead(format.number(count), asOf === null ? words.asOfNow : words.asOfDate(format.date(asOf))),
    oftenLead: isOften ? words.oftenLead(messages.records(times.size, format.number(times.size))) : null,
    rows: shown.map(([id, often]) => {
      const record = listed(Number(id));
      const head = record?.duplicateOf ?? null;
      return {
        href: links.record(Number(id)),
        title: record?.title || messages.untitled,
        note: head === null ? '' : words.readWith(String(head)),
        journal: record?.journal ?? '',
        year: record?.year ? String(record.year) : '',
        times: isOften ? words.times(format.number(often)) : '',
      };
    }),
    pager:
      pages === 1
        ? null
        : {
            steps: pageNumbers(page, pages).map((step) =>
              step === null
                ? { text: '…', label: '', href: null, current: false }
                : {
                    text: format.number(step),
                    label: messages.page(format.number(step)),
                    href: hrefOf(step),
                    current: step === page,
                  },
            ),
            previous: page > 1 ? hrefOf(page - 1) : null,
            next: page < pages ? hrefOf(page + 1) : null,
          },
  };
}
