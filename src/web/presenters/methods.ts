import type { MethodsAnswer } from '../../catalog/answers.ts';
import { emptyQuery } from '../../catalog/catalogQuery.ts';
import { outside } from '../links.ts';
import type { Site } from '../site.ts';
import { presentRunRow, type RunRow } from './runs.ts';

/** How the catalog came to be, from the protocol and from what has been run. */
export interface MethodsView {
  question: string;
  version: string;
  foundingReview: { citation: string; doi: string; href: string } | null;
  numbers: { name: string; value: string }[];
  include: string[];
  exclude: { name: string; definition: string | null; records: string | null }[];
  /** Reasons that are no entry of the protocol's list, in the screener's own words. */
  otherReasons: { title: string; reasons: { text: string; records: string }[] } | null;
  searchLines: { number: string; note: string | null; query: string }[];
  expandedSearch: string;
  runs: RunRow[];
  runsHref: string;
  states: string[];
  annotators: { name: string; annotations: string }[];
  mechanisms: { mechanism: string; code: string; name: string; href: string; definition: string; notThis: string }[];
  limits: string[];
  apiHref: string;
}

export function presentMethods(site: Site, answer: MethodsAnswer): MethodsView {
  const { format, links, locale, messages, protocol } = site;
  const { review, codebook } = protocol;
  const excluded = new Map(answer.exclusions.map(({ reason, records }) => [reason, records]));
  return {
    question: review.question[locale],
    version: review.version,
    foundingReview: review.foundingReview
      ? { ...review.foundingReview, href: outside.doi(review.foundingReview.doi) }
      : null,
    numbers: presentNumbers(site, answer),
    include: review.eligibility.include.map((criterion) => criterion[locale]),
    exclude: review.eligibility.exclude.map((reason) => {
      const records = excluded.get(reason.id);
      return {
        name: reason.label[locale],
        definition: reason.definition?.[locale] ?? null,
        records: records === undefined ? null : messages.records(records, format.number(records)),
      };
    }),
    otherReasons: presentOtherReasons(site, answer),
    searchLines: review.search.pubmed.map((line) => ({
      number: `#${line.number}`,
      note: line.note ?? null,
      query: line.query,
    })),
    expandedSearch: answer.expandedSearch,
    runs: answer.runs.map((run) => presentRunRow(site, run)),
    runsHref: links.runs,
    states: Object.values(messages.codingStates),
    annotators: answer.annotators.map(({ kind, name, version, annotations }) => ({
      name: [messages.annotatorNames[kind], name, version].filter(Boolean).join(' '),
      annotations: messages.annotations(annotations, format.number(annotations)),
    })),
    mechanisms: codebook.mechanisms.map((mechanism) => ({
      mechanism: mechanism.id,
      code: mechanism.code,
      name: mechanism.label[locale],
      href: links.mechanism(mechanism.id),
      definition: mechanism.definition[locale],
      notThis: mechanism.notThis[locale],
    })),
    limits: messages.limits,
    apiHref: links.apiRecords(emptyQuery),
  };
}

function presentOtherReasons(site: Site, { exclusions }: MethodsAnswer): MethodsView['otherReasons'] {
  const { format, messages, protocol } = site;
  const listed = new Set(protocol.review.eligibility.exclude.map(({ id }) => id));
  const others = exclusions.filter(({ reason }) => !listed.has(reason));
  if (others.length === 0) return null;
  return {
    title: messages.otherReasons(others.length, format.number(others.length)),
    reasons: others.map(({ reason, records }) => ({
      text: reason,
      records: messages.records(records, format.number(records)),
    })),
  };
}

function presentNumbers(site: Site, { status }: MethodsAnswer): MethodsView['numbers'] {
  const { format, messages } = site;
  const { numbers: names, never } = messages;
  const years =
    status.firstYear !== null && status.lastYear !== null
      ? messages.yearRange(String(status.firstYear), String(status.lastYear))
      : never;
  return [
    { name: names.records, value: format.number(status.records) },
    { name: names.included, value: format.number(status.included) },
    { name: names.excluded, value: format.number(status.excluded) },
    { name: names.unscreened, value: format.number(status.unscreened) },
    { name: names.withAbstract, value: format.number(status.withAbstract) },
    { name: names.years, value: years },
    { name: names.lastSearch, value: status.lastSearchAt ? format.date(status.lastSearchAt) : never },
    { name: names.libraryLoaded, value: status.libraryLoadedAt ? format.date(status.libraryLoadedAt) : never },
  ];
}
