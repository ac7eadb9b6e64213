import type { FacetValue, YearCount } from './answers.ts';
import type { CatalogQuery, FacetName } from './catalogQuery.ts';
import {
  type Choice,
  type Counted,
  type CountedList,
  choiceOf,
  type FacetFilter,
  filterOf,
  tally,
  tallyChosen,
  tallyFree,
} from './facetFilter.ts';
import type { FacetIndex } from './facetIndex.ts';
import { complement, difference, type HitList, intersection, union } from './hitList.ts';

/** What a hit set comes to under the filters of a query. */
export interface FacetCounts {
  /** Positions of the records that pass every filter, ascending. */
  passing: HitList;
  facets: Map<FacetName, FacetValue[]>;
  years: YearCount[];
}

/**
 * Filters a hit set and counts every facet, array by array.
 *
 * Within a facet the chosen values are joined by "or", between facets by "and"; each facet is counted without
 * its own filter, so a record counts for a facet when it fails no other one.
 *
 * @param hits positions of the records that the words of the query find; null for all.
 */
export function countFacets(index: FacetIndex, hits: HitList | null, query: CatalogQuery): FacetCounts {
  const filters = index.families.flatMap((family) => filterOf(family, query) ?? []);
  const years = yearFilter(index.years, query);
  const tests: Test[] = [...filters];
  if (years) tests.push({ passes: years, failing: null });
  const { passing, failingOnly } = judge(hits ?? index.everything, tests);

  let passed: CountedList | null = null;
  const free = (): CountedList => {
    passed ??= mostly(passing, index);
    return passed;
  };
  const facets = new Map<FacetName, FacetValue[]>();
  const add = (facet: FacetName, names: readonly string[], choice: Choice | null, count: Counted): void => {
    facets.set(facet, facetValues(names, choice, count, passing.length));
  };
  for (const family of index.families) {
    const { facet, qualifierFacet, values, qualifiers } = family;
    const place = filters.findIndex((filter) => filter.family === family);
    const filter = filters[place];
    const chosen = choiceOf(values, query.facets[facet]);
    const chosenQualifiers = qualifierFacet ? choiceOf(qualifiers, query.facets[qualifierFacet]) : null;
    if (filter && (chosen || chosenQualifiers)) {
      const counted = tallyChosen(filter, [passing, failingOnly(place)], { chosen, chosenQualifiers });
      add(facet, values, chosen, counted.values);
      if (qualifierFacet) add(qualifierFacet, qualifiers, chosenQualifiers, counted.qualifiers);
      continue;
    }
    const counted = filter ? mostly(union(passing, failingOnly(place)), index) : free();
    add(facet, values, null, tallyFree(family.distinctValues, counted));
    if (qualifierFacet) add(qualifierFacet, qualifiers, null, tallyFree(family.distinctQualifiers, counted));
  }
  return {
    passing,
    facets,
    years: yearCounts(index, years ? mostly(union(passing, failingOnly(tests.length - 1)), index) : free()),
  };
}

/** Records to be counted; where they are most of all, those that are not counted go with them. */
function mostly(list: HitList, { recordIds }: FacetIndex): CountedList {
  if (list.length * 2 <= recordIds.length) return { list, missing: null };
  return { list, missing: complement(list, recordIds.length) };
}

/** What a record must pass; the records that do not, where that is known beforehand. */
type Test = Pick<FacetFilter, 'passes' | 'failing'>;

/** Parts hits into those that pass every test and, for each test, those that fail it alone. */
function judge(hits: HitList, tests: readonly Test[]) {
  if (tests.length === 0) return { passing: hits, failingOnly: () => new Uint32Array(0) };
  const known = tests.length === 1 ? tests[0]?.failing : null;
  if (known) return { passing: difference(hits, known), failingOnly: () => intersection(hits, known) };
  /** How many tests each hit fails, and the last of them. */
  const failures = new Uint8Array(hits.length);
  const failed = new Uint8Array(hits.length);
  tests.forEach(({ passes }, place) => {
    for (let at = 0; at < hits.length; at++) {
      if (passes(hits[at] as number)) continue;
      failures[at] = (failures[at] as number) + 1;
      failed[at] = place;
    }
  });
  const those = (count: number, test: number): HitList => {
    const kept = new Uint32Array(hits.length);
    let size = 0;
    for (let at = 0; at < hits.length; at++) {
      if (failures[at] === count && (count === 0 || failed[at] === test)) kept[size++] = hits[at] as number;
    }
    return kept.subarray(0, size);
  };
  return { passing: those(0, 0), failingOnly: (place: number) => those(1, place) };
}

function facetValues(names: readonly string[], choice: Choice | null, count: Counted, total: number): FacetValue[] {
  const { counts, added, lost, unfiltered } = count;
  const following = (code: number, selected: boolean): number => {
    if (choice === null) return counts[code] as number;
    if (!selected) return total + (added?.[code] ?? 0);
    return choice.size > 1 ? total - (lost?.[code] ?? 0) : unfiltered;
  };
  const values: FacetValue[] = [];
  for (let code = 0; code < names.length; code++) {
    const selected = choice?.has[code] === 1;
    if (counts[code] === 0 && !selected) continue;
    const value = names[code] as string;
    // A statement may be without a qualifier.
    if (value !== '')
      values.push({ value, count: counts[code] as number, selected, following: following(code, selected) });
  }
  return values;
}

function yearFilter(years: Uint16Array, { yearFrom, yearTo }: CatalogQuery): ((position: number) => boolean) | null {
  if (yearFrom === null && yearTo === null) return null;
  const from = Math.max(yearFrom ?? 1, 1);
  const to = yearTo ?? Number.POSITIVE_INFINITY;
  return (position) => {
    const year = years[position] as number;
    return year >= from && year <= to;
  };
}

/** Records a year, gaps filled with zero. */
function yearCounts({ years, yearTotals }: FacetIndex, counted: CountedList): YearCount[] {
  const counts = tally({ starts: noStarts, codes: years, isOneEach: true, totals: yearTotals }, counted);
  const first = counts.findIndex((count, year) => year > 0 && count > 0);
  if (first < 0) return [];
  const last = counts.findLastIndex((count) => count > 0);
  return Array.from({ length: last - first + 1 }, (_, offset) => ({
    year: first + offset,
    count: counts[first + offset] as number,
  }));
}

const noStarts = new Uint32Array(0);
