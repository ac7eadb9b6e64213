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
const valuesBehindFold = 32;

/** The facets that have anything to offer; values that no record has fold away unless they are chosen. */
export function presentFacets(site: Site, query: CatalogQuery, facets: readonly Facet[], total: number): FacetView[] {
  return facets.flatMap((facet) => {
    const chosen = facet.values.some((value) => value.selected);
    const values = facet.values
      .filter((value) => value.count > 0 || value.selected)
      .map((value) => presentValue(site, query, facet.name, value, chosen ? total : null));
    if (values.length === 0 || cannotNarrow(facet, total)) return [];
    const title = site.messages.facetNames[facet.name];
    // Chosen values never hide behind the fold.
    const foldAt = values.length <= valuesBeforeFold + 1 ? values.length : valuesBeforeFold;
    const head = values.filter((value, index) => index < foldAt || value.selected);
    const more = values.filter((value, index) => index >= foldAt && !value.selected).slice(0, valuesBehindFold);
    return {
      name: facet.name,
      title,
      open: chosen || openFromStart.includes(facet.name),
      clearHref: chosen ? site.links.records({ ...withoutFacet(query, facet.name), page: 1 }) : null,
      clearLabel: site.messages.clearFacet(title),
      values: head,
      more,
      moreLabel: site.messages.showMore(site.format.number(more.length)),
    };
  });
}

/** A single value that every record has, and that is not chosen, leaves nothing to decide. */
function cannotNarrow({ values }: Facet, total: number): boolean {
  const held = values.filter((value) => value.count > 0 || value.selected);
  return held.length === 1 && held[0]?.selected === false && held[0].count === total;
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
