import type { CatalogQuery } from './catalogQuery.ts';
import type { CodeLists, FacetFamily } from './facetIndex.ts';
import type { HitList } from './hitList.ts';

/** Chosen values of a facet. */
export interface Choice {
  /** 1 for each code that is chosen. */
  has: Uint8Array;
  /** How many were chosen, those that no record has among them. */
  size: number;
}

/** What the values of a facet come to, by code. */
export interface Counted {
  counts: Uint32Array;
  /** What choosing a value would add, and giving it up would lose; null where nothing is chosen. */
  added: Uint32Array | null;
  lost: Uint32Array | null;
  /** Records that pass while nothing of the facet is chosen. */
  unfiltered: number;
}

/** What a query asks of one family: values, qualifiers, or both of one and the same statement. */
export interface FacetFilter {
  family: FacetFamily;
  passes(position: number): boolean;
  /** Whether a statement of the record has one of these values and one of these qualifiers; null for any. */
  holds(position: number, values: Choice | null, qualifiers: Choice | null): boolean;
  /** What must be met by values: those chosen, else those that pass by default. */
  required: Choice | null;
  /** The records that do not pass, ascending, where that is known beforehand. */
  failing: HitList | null;
}

export function choiceOf(names: readonly string[], chosen: readonly string[] | undefined): Choice | null {
  if (!chosen) return null;
  const wanted = new Set(chosen);
  return { has: Uint8Array.from(names, (name) => (wanted.has(name) ? 1 : 0)), size: wanted.size };
}

/** The filter of a family; null where the query asks nothing of it. */
export function filterOf(family: FacetFamily, { facets }: CatalogQuery): FacetFilter | null {
  const { starts, valueCodes, qualifierCodes, qualifierFacet, byDefault } = family;
  const required = choiceOf(family.values, facets[family.facet] ?? (byDefault ? [...byDefault] : undefined));
  const qualifiers = qualifierFacet ? choiceOf(family.qualifiers, facets[qualifierFacet]) : null;
  if (!required && !qualifiers) return null;
  const failing = facets[family.facet] || qualifiers ? null : family.hiddenByDefault;
  const { isOneEach, codes } = family.distinctValues;
  if (isOneEach && required && !qualifiers && !qualifierFacet) {
    const { has } = required;
    const holdsOne: FacetFilter['holds'] = (position, values) =>
      values === null || values.has[codes[position] as number] === 1;
    return { family, required, failing, holds: holdsOne, passes: (position) => has[codes[position] as number] === 1 };
  }
  const holds: FacetFilter['holds'] = (position, values, wanted) => {
    if (values === null && wanted === null) return true;
    const last = starts[position + 1] as number;
    for (let at = starts[position] as number; at < last; at++) {
      if (values !== null && values.has[valueCodes[at] as number] !== 1) continue;
      if (wanted === null || wanted.has[qualifierCodes[at] as number] === 1) return true;
    }
    return false;
  };
  return { family, required, failing, holds, passes: (position) => holds(position, required, qualifiers) };
}

/**
 * Counts a facet of which nothing is chosen.
 *
 * @param list records that count; where most do, `missing` has the others, and they are taken off the totals instead.
 */
export function tallyFree(lists: CodeLists, counted: CountedList): Counted {
  return { counts: tally(lists, counted), added: null, lost: null, unfiltered: 0 };
}

/** How often each code is said of some records. */
export function tally(lists: CodeLists, { list, missing }: CountedList): Uint32Array {
  const counts = missing ? lists.totals.slice() : new Uint32Array(lists.totals.length);
  addCodes(counts, lists, missing ?? list, missing ? -1 : 1);
  return counts;
}

/** Records to be counted, and all others where those are fewer. */
export interface CountedList {
  list: HitList;
  missing: HitList | null;
}

function addCodes(counts: Uint32Array, { starts, codes, isOneEach }: CodeLists, list: HitList, sign: 1 | -1): void {
  if (isOneEach) {
    for (let place = 0; place < list.length; place++) {
      const code = codes[list[place] as number] as number;
      counts[code] = (counts[code] as number) + sign;
    }
    return;
  }
  for (let place = 0; place < list.length; place++) {
    const position = list[place] as number;
    const last = starts[position + 1] as number;
    for (let at = starts[position] as number; at < last; at++) {
      const code = codes[at] as number;
      counts[code] = (counts[code] as number) + sign;
    }
  }
}

/**
 * Counts both facets of a family with a choice in one of them.
 *
 * @param lists records that fail no filter but, at most, this one.
 */
export function tallyChosen(
  { family, holds, required }: FacetFilter,
  lists: readonly HitList[],
  { chosen, chosenQualifiers }: { chosen: Choice | null; chosenQualifiers: Choice | null },
): { values: Counted; qualifiers: Counted } {
  const { starts, valueCodes, qualifierCodes } = family;
  const fallback = choiceOf(family.values, family.byDefault ? [...family.byDefault] : undefined);
  const values = createTally(family.values.length, chosen, fallback);
  const qualifiers = createTally(family.qualifiers.length, chosenQualifiers, null);
  for (const list of lists) {
    for (let place = 0; place < list.length; place++) {
      const position = list[place] as number;
      // Each of the two facets is counted without its own choice.
      const countsValues = holds(position, null, chosenQualifiers);
      const countsQualifiers = holds(position, required, null);
      const last = starts[position + 1] as number;
      for (let at = starts[position] as number; at < last; at++) {
        const value = valueCodes[at] as number;
        const qualifier = qualifierCodes[at] as number;
        if (countsValues && (!chosenQualifiers || chosenQualifiers.has[qualifier] === 1)) values.add(value);
        if (countsQualifiers && (!required || required.has[value] === 1)) qualifiers.add(qualifier);
      }
      if (countsValues) values.close();
      if (countsQualifiers) qualifiers.close();
    }
  }
  return { values: values.counted(), qualifiers: qualifiers.counted() };
}

/** Counts distinct codes record by record, and what choosing or giving up each would change. */
function createTally(size: number, chosen: Choice | null, fallback: Choice | null) {
  const counts = new Uint32Array(size);
  /** Records that hold the value and none of the chosen ones: what choosing it would add. */
  const added = new Uint32Array(size);
  /** Records that hold the value as their only chosen one: what giving it up would lose. */
  const lost = new Uint32Array(size);
  /** Records that pass while nothing of the facet is chosen. */
  let unfiltered = 0;
  let seen: number[] = [];
  return {
    add(code: number): void {
      if (!seen.includes(code)) seen.push(code);
    },
    close(): void {
      if (fallback === null || seen.some((code) => fallback.has[code] === 1)) unfiltered++;
      const held = chosen ? seen.filter((code) => chosen.has[code] === 1) : [];
      for (const code of seen) {
        counts[code] = (counts[code] as number) + 1;
        if (held.length === 0) added[code] = (added[code] as number) + 1;
        else if (held.length === 1 && held[0] === code) lost[code] = (lost[code] as number) + 1;
      }
      seen = [];
    },
    counted: (): Counted => ({ counts, added, lost, unfiltered }),
  };
}
