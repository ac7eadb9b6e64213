import type { Facet, FacetValue } from '../../catalog/answers.ts';
import { type CatalogQuery, type FacetName, toggleFacet } from '../../catalog/catalogQuery.ts';
import type { Site } from '../site.ts';

export interface FacetView {
  name: FacetName;
  title: string;
  open: boolean;
  clearHref: string | null;
  clearLabel: string;
  values: FacetValueView[];
  more: FacetValueView[];
  moreLabel: string;
}

export interface FacetValueView {
  name: string;
  href: string;
  /** Records with the value; "+n" for what adding it to the chosen ones would bring. */
  count: string;
  selected: boolean;
  mechanism: string | null;
  code: string | null;
}

const openFromStart: readonly FacetName[] = ['mechanism', 'stance', 'predictor', 'design', 'species', 'language'];
const valuesBeforeFold = 8;
/** Behind the fold there is room for the most frequent; a search finds the rest (a catalog has thousands of journals). */
const valuesBehindFold = 12;

/** The facets that have anything to offer; values that no record has fold away unless they are chosen. */
export function presentFacets(site: Site, query: CatalogQuery, facets: readonly Facet[], total: number): FacetView[] {
  return facets.flatMap((facet) => {
    const held = facet.values.filter((value) => value.count > 0 || value.selected);
    if (held.length === 0 || cannotNarrow(held, total)) return [];
    const chosen = held.some((value) => value.selected);
    const present = (value: FacetValue): FacetValueView =>
      presentValue(site, query, facet.name, value, chosen ? total : null);
    const { head, more } = folded(held);
    const title = site.messages.facetNames[facet.name];
    return {
      name: facet.name,
      title,
      open: chosen || openFromStart.includes(facet.name),
      clearHref: chosen ? site.links.records({ ...withoutFacet(query, facet.name), page: 1 }) : null,
      clearLabel: site.messages.clearFacet(title),
      values: head.map(present),
      more: more.map(present),
      moreLabel: site.messages.showMore(site.format.number(more.length)),
    };
  });
}

/** A single value that every record has, and that is not chosen, leaves nothing to decide. */
function cannotNarrow([value, ...others]: readonly FacetValue[], total: number): boolean {
  return others.length === 0 && value?.selected === false && value.count === total;
}

/** What shows at once and what waits behind "more". Chosen values never hide, and no fold hides a single value. */
function folded(values: readonly FacetValue[]): { head: FacetValue[]; more: FacetValue[] } {
  const foldAt = values.length <= valuesBeforeFold + 1 ? values.length : valuesBeforeFold;
  const shows = (value: FacetValue, index: number): boolean => index < foldAt || value.selected;
  return {
    head: values.filter(shows),
    more: values.filter((value, index) => !shows(value, index)).slice(0, valuesBehindFold),
  };
}

/** The query with one facet given up whole. */
export function withoutFacet(query: CatalogQuery, name: FacetName): CatalogQuery {
  const facets = { ...query.facets };
  delete facets[name];
  return { ...query, facets };
}

/** @param total records of the search now, where something of this facet is chosen already; else null. */
function presentValue(
  site: Site,
  query: CatalogQuery,
  facet: FacetName,
  value: FacetValue,
  total: number | null,
): FacetValueView {
  const mechanism = facet === 'mechanism' ? site.labels.mechanism(value.value) : undefined;
  const adds = total !== null && !value.selected;
  return {
    name: site.labels.facet(facet, value.value),
    href: site.links.records(toggleFacet(query, facet, value.value)),
    count: adds ? `+${site.format.number(value.following - total)}` : site.format.number(value.count),
    selected: value.selected,
    mechanism: mechanism?.id ?? null,
    code: mechanism?.code ?? null,
  };
}
