import type { FacetValue, YearCount } from './answers.ts';
import type { CatalogQuery, FacetName } from './catalogQuery.ts';
import type { FacetFamily, FacetIndex } from './facetIndex.ts';

/** What a hit set comes to under the filters of a query. */
export interface FacetCounts {
  /** Positions of the records that pass every filter, ascending. */
  passing: number[];
  facets: Map<FacetName, FacetValue[]>;
  years: YearCount[];
}

/**
 * Filters a hit set and counts every facet in one pass.
 *
 * Within a facet the chosen values are joined by "or", between facets by "and"; each facet is counted without
 * its own filter, so a record counts for a facet when it fails no other one.
 *
 * @param hits positions of the records that the words of the query find; null for all.
 */
export function countFacets(index: FacetIndex, hits: Iterable<number> | null, query: CatalogQuery): FacetCounts {
  const facets = index.families.flatMap((family) => facetsOf(family, query));
  const passing: number[] = [];
  const yearCounts = new Map<number, number>();

  const visit = (position: number): void => {
    const year = index.years[position] as number;
    const yearPasses = withinYears(year, query);
    let failed = yearPasses ? 0 : 1;
    for (const counter of facets) if (!counter.read(position)) failed++;
    // A family with two facets fails both when no statement meets both choices; each is then judged alone.
    for (const counter of facets) if (failed - counter.ownFailures() === 0) counter.count();
    if (failed === 0) passing.push(position);
    if (failed === (yearPasses ? 0 : 1) && year > 0) yearCounts.set(year, (yearCounts.get(year) ?? 0) + 1);
  };
  if (hits) for (const position of hits) visit(position);
  else for (let position = 0; position < index.recordIds.length; position++) visit(position);

  return {
    passing,
    facets: new Map(facets.map((counter) => [counter.facet, counter.values(passing.length)])),
    years: filledYears(yearCounts),
  };
}

interface FacetCounter {
  facet: FacetName;
  /** Looks at a record; true if it passes this facet's filter. */
  read(position: number): boolean;
  /** How many of the failures found by `read` vanish when this facet's own filter is given up. */
  ownFailures(): number;
  count(): void;
  values(total: number): FacetValue[];
}

/** The counters of a family: one for its values, and one for its qualifiers where it has any. */
function facetsOf(family: FacetFamily, query: CatalogQuery): FacetCounter[] {
  const chosenValues = codesOf(family.values, query.facets[family.facet]);
  const fallback = family.byDefault && codesOf(family.values, [...family.byDefault]);
  const chosenQualifiers = family.qualifierFacet
    ? codesOf(family.qualifiers, query.facets[family.qualifierFacet])
    : null;
  const passingValues = chosenValues ?? fallback;

  let first = 0;
  let last = 0;
  let passes = true;
  const meets = (codes: ReadonlySet<number> | null, code: number): boolean => codes === null || codes.has(code);
  const find = (values: ReadonlySet<number> | null, qualifiers: ReadonlySet<number> | null): boolean => {
    if (values === null && qualifiers === null) return true;
    for (let at = first; at < last; at++) {
      if (meets(values, family.valueCodes[at] as number) && meets(qualifiers, family.qualifierCodes[at] as number)) {
        return true;
      }
    }
    return false;
  };

  const values = tally(family.values, chosenValues, fallback);
  const counters: FacetCounter[] = [
    {
      facet: family.facet,
      read(position) {
        first = family.starts[position] as number;
        last = family.starts[position + 1] as number;
        passes = find(passingValues, chosenQualifiers);
        return passes;
      },
      ownFailures: () => (!passes && find(null, chosenQualifiers) ? 1 : 0),
      count() {
        for (let at = first; at < last; at++) {
          if (meets(chosenQualifiers, family.qualifierCodes[at] as number)) values.add(family.valueCodes[at] as number);
        }
        values.close();
      },
      values: values.result,
    },
  ];
  if (family.qualifierFacet) {
    const qualifiers = tally(family.qualifiers, chosenQualifiers, null);
    counters.push({
      facet: family.qualifierFacet,
      // The first counter of the family has judged the record for both facets.
      read: () => true,
      ownFailures: () => (!passes && find(passingValues, null) ? 1 : 0),
      count() {
        for (let at = first; at < last; at++) {
          if (meets(passingValues, family.valueCodes[at] as number))
            qualifiers.add(family.qualifierCodes[at] as number);
        }
        qualifiers.close();
      },
      values: qualifiers.result,
    });
  }
  return counters;
}

/**
 * Counts distinct values record by record, and what choosing or giving up each would change.
 *
 * @param chosen codes the reader chose; null for none.
 * @param fallback codes that pass while none is chosen; null for all.
 */
function tally(names: readonly string[], chosen: ReadonlySet<number> | null, fallback: ReadonlySet<number> | null) {
  const counts = new Uint32Array(names.length);
  /** Records that hold the value and none of the chosen ones: what choosing it would add. */
  const added = new Uint32Array(names.length);
  /** Records that hold the value as their only chosen one: what giving it up would lose. */
  const lost = new Uint32Array(names.length);
  /** Records that pass while nothing of the facet is chosen. */
  let unfiltered = 0;
  let seen: number[] = [];

  function following(code: number, selected: boolean, total: number): number {
    if (chosen === null) return counts[code] as number;
    if (!selected) return total + (added[code] as number);
    return chosen.size > 1 ? total - (lost[code] as number) : unfiltered;
  }

  return {
    add(code: number): void {
      if (!seen.includes(code)) seen.push(code);
    },
    close(): void {
      if (fallback === null || seen.some((code) => fallback.has(code))) unfiltered++;
      const held = chosen ? seen.filter((code) => chosen.has(code)) : [];
      for (const code of seen) {
        counts[code] = (counts[code] as number) + 1;
        if (held.length === 0) added[code] = (added[code] as number) + 1;
        else if (held.length === 1 && held[0] === code) lost[code] = (lost[code] as number) + 1;
      }
      seen = [];
    },
    result(total: number): FacetValue[] {
      const values = names.map((value, code) => {
        const selected = chosen?.has(code) ?? false;
        return { value, count: counts[code] as number, selected, following: following(code, selected, total) };
      });
      return values.filter((value) => value.value !== '' && (value.count > 0 || value.selected));
    },
  };
}

function codesOf(names: readonly string[], chosen: readonly string[] | undefined): ReadonlySet<number> | null {
  if (!chosen) return null;
  // A value that no record has gets a code of its own: it is met by none.
  return new Set(chosen.map((value, place) => (names.includes(value) ? names.indexOf(value) : -1 - place)));
}

function withinYears(year: number, { yearFrom, yearTo }: CatalogQuery): boolean {
  if (yearFrom === null && yearTo === null) return true;
  return year > 0 && year >= (yearFrom ?? 0) && year <= (yearTo ?? Number.POSITIVE_INFINITY);
}

function filledYears(counts: ReadonlyMap<number, number>): YearCount[] {
  if (counts.size === 0) return [];
  const known = [...counts.keys()];
  const first = Math.min(...known);
  const span = Math.max(...known) - first;
  return Array.from({ length: span + 1 }, (_, offset) => ({
    year: first + offset,
    count: counts.get(first + offset) ?? 0,
  }));
}
