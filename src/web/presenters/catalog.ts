import type { CatalogPage, RecordCard, Rescue } from '../../catalog/answers.ts';
import { type CatalogQuery, emptyQuery, pageSizes, sortOrders } from '../../catalog/catalogQuery.ts';
import { type ExportFormat, exportFiles, exportFormats } from '../../exporting/exportCitations.ts';
import type { Site } from '../site.ts';
import { type ActiveFilter, presentActiveFilters } from './activeFilters.ts';
import { type CardView, presentCard } from './card.ts';
import { coins } from './coins.ts';
import { type FacetView, presentFacets } from './facets.ts';
import { type HiddenField, hiddenFields } from './hiddenFields.ts';
import { type PagerView, presentPager } from './pager.ts';
import { presentSearchForm, type SearchFormView } from './searchForm.ts';
import { type YearBars, yearBars } from './yearBars.ts';

/** The search page: what was asked, how it was read, what was found, and every way on from here. */
export interface CatalogView {
  search: SearchFormView;
  heading: string;
  position: string | null;
  notes: NoteView[];
  reading: string | null;
  /** Turns synonyms off, or on again; null without words. */
  synonyms: { text: string; href: string } | null;
  filtersLabel: string;
  showResultsLabel: string;
  filters: ActiveFilter[];
  clearHref: string;
  facets: FacetView[];
  years: YearsView | null;
  sorts: ChoiceView[];
  sizes: ChoiceView[];
  cards: CardView[];
  /** Records that hold only some of the words, where few hold all of them. */
  also: CardView[];
  /** The search with its misspelt words mended. */
  suggestion: { q: string; href: string; found: string } | null;
  empty: EmptyView | null;
  pager: PagerView | null;
  /** Ways to take the whole search away; null where it found nothing. */
  keep: KeepView | null;
  /** Where the ticked records can be sent; null where there are none to tick. */
  tray: ChoiceOfFormat[] | null;
  compareAction: string;
}

export interface KeepView {
  title: string;
  formats: ChoiceOfFormat[];
  feedHref: string;
}

export interface ChoiceOfFormat {
  text: string;
  href: string;
}

export interface NoteView {
  text: string;
  link: { text: string; href: string } | null;
}

export interface ChoiceView {
  text: string;
  href: string;
  current: boolean;
}

export interface YearsView {
  bars: YearBars;
  label: string;
  action: string;
  from: string;
  to: string;
  hidden: HiddenField[];
  clearHref: string | null;
  clearLabel: string;
}

export interface EmptyView {
  title: string;
  text: string;
  ways: { text: string; href: string }[];
}

/** What helps where a search finds little or nothing. */
export interface Help {
  suggestion: { q: string; total: number } | null;
  rescues: readonly Rescue[];
}

const noHelp: Help = { suggestion: null, rescues: [] };

export function presentCatalog(site: Site, page: CatalogPage, help: Help = noHelp): CatalogView {
  const { format, links, messages } = site;
  const { query } = page;
  const filters = presentActiveFilters(site, query);
  const found = messages.records(page.total, format.number(page.total));
  const pages = Math.ceil(page.total / query.size);
  return {
    search: presentSearchForm(site, query),
    heading: found,
    position: pages > 1 ? messages.pageOf(format.number(query.page), format.number(pages)) : null,
    notes: presentNotes(site, page),
    reading: page.reading?.[site.locale] ?? null,
    synonyms: query.q === '' ? null : presentSynonyms(site, query),
    filtersLabel: messages.filtersCount(filters.length),
    showResultsLabel: messages.showResults(found),
    filters,
    clearHref: links.records({ ...emptyQuery, q: query.q, sort: query.sort, size: query.size }),
    facets: presentFacets(site, query, page.facets, page.total),
    years: presentYears(site, page),
    sorts: sortOrders.map((sort) => ({
      text: messages.sortNames[sort],
      href: links.records({ ...query, sort, page: 1 }),
      current: sort === query.sort,
    })),
    sizes: pageSizes.map((size) => ({
      text: format.number(size),
      href: links.records({ ...query, size, page: 1 }),
      current: size === query.size,
    })),
    cards: page.cards.map((card) => presentSelectable(site, card)),
    also: page.also.map((card) => presentSelectable(site, card)),
    suggestion: presentSuggestion(site, query, help),
    empty: page.cards.length === 0 ? presentEmpty(site, page, help) : null,
    pager: presentPager(site, query, page.total),
    keep: page.total === 0 ? null : presentKeep(site, page),
    tray: page.cards.length === 0 ? null : formats((format) => links.exportSelection(format)),
    compareAction: links.compare([]),
  };
}

function presentSelectable(site: Site, card: RecordCard): CardView {
  return { ...presentCard(site, card), select: { id: String(card.recordId) }, coins: coins(card) };
}

function presentKeep({ format, links, messages }: Site, { query, total }: CatalogPage): KeepView {
  return {
    title: messages.exchange.exportAll(format.number(total)),
    formats: formats((name) => links.exportSearch(name, query)),
    feedHref: links.feed(query),
  };
}

function formats(href: (format: ExportFormat) => string): ChoiceOfFormat[] {
  return exportFormats.map((format) => ({ text: exportFiles[format].label, href: href(format) }));
}

function presentSuggestion(
  { format, links, messages }: Site,
  query: CatalogQuery,
  { suggestion }: Help,
): CatalogView['suggestion'] {
  if (!suggestion) return null;
  const found = messages.records(suggestion.total, format.number(suggestion.total));
  return {
    q: suggestion.q,
    href: links.records({ ...query, q: suggestion.q, page: 1 }),
    found: messages.explore.search.suggestionFound(found),
  };
}

function presentSynonyms({ links, messages }: Site, query: CatalogQuery): { text: string; href: string } {
  return {
    text: query.synonyms ? messages.withoutSynonyms : messages.withSynonyms,
    href: links.records({ ...query, synonyms: !query.synonyms, page: 1 }),
  };
}

function presentNotes(site: Site, page: CatalogPage): NoteView[] {
  const { format, links, messages } = site;
  const { query } = page;
  const notes: NoteView[] = page.warnings.map((warning) => ({ text: warning[site.locale], link: null }));
  if (page.relaxed) notes.push({ text: messages.relaxed, link: null });
  if (page.hiddenExcluded > 0) {
    notes.push({
      text: messages.hiddenExcluded(page.hiddenExcluded, format.number(page.hiddenExcluded)),
      link: { text: messages.showExcluded, href: links.records(excludedOnly(query)) },
    });
  }
  return notes;
}

function excludedOnly(query: CatalogQuery): CatalogQuery {
  return { ...query, facets: { ...query.facets, screening: ['excluded'] }, page: 1 };
}

const histogramSize = { width: 264, height: 44 };

function presentYears(site: Site, page: CatalogPage): YearsView | null {
  const { query } = page;
  const bars = yearBars(page.years, histogramSize, { from: query.yearFrom, to: query.yearTo });
  if (!bars) return null;
  const { format, links, messages } = site;
  const limited = query.yearFrom !== null || query.yearTo !== null;
  return {
    bars,
    label: messages.histogramLabel(bars.first, bars.last, format.number(bars.most)),
    action: links.recordsPath,
    from: query.yearFrom === null ? '' : String(query.yearFrom),
    to: query.yearTo === null ? '' : String(query.yearTo),
    hidden: hiddenFields(query, ['from', 'to']),
    clearHref: limited ? links.records({ ...query, yearFrom: null, yearTo: null, page: 1 }) : null,
    clearLabel: messages.clearFacet(messages.yearTitle),
  };
}

/** A way out of an empty page: never a dead end. */
function presentEmpty(site: Site, page: CatalogPage, { rescues }: Help): EmptyView {
  const { format, labels, links, messages } = site;
  const { query } = page;
  const ways: EmptyView['ways'] = [];
  if (page.total > 0) {
    ways.push({ text: messages.firstPage, href: links.records({ ...query, page: 1 }) });
    return { title: messages.beyondLastPage, text: '', ways };
  }
  for (const { query: wider, total, values, without } of rescues) {
    const names = values.map((value) => (without === 'years' ? value : labels.facet(without, value)));
    const filter = without === 'years' ? messages.explore.search.withoutYears : names.join(', ');
    const found = messages.records(total, format.number(total));
    ways.push({ text: messages.rescue(filter, found), href: links.records(wider) });
  }
  if (!query.synonyms) {
    ways.push({ text: messages.withSynonyms, href: links.records({ ...query, synonyms: true, page: 1 }) });
  }
  ways.push({ text: messages.startOver, href: links.records(emptyQuery) });
  return { title: messages.noHits, text: query.q ? messages.noHitsFor(query.q) : messages.noHitsFilters, ways };
}
