import type { FacetIndex } from '../facetIndex.ts';
import type { MapColumn, MapSettings } from './mapSettings.ts';

/** Languages with a column of their own; the rest share one. */
const ownLanguages = 7;
/** A search reads no more values of a facet than this, and a cell must be one search. */
const mostValues = 50;
const decade = 10;

/**
 * The columns of a map: what the codebook names, in its order and with its gaps; the decades between the first and
 * the last record; or the languages by falling count.
 *
 * @param isShown whether the record at a position is shown at all.
 */
export function mapColumns(
  index: FacetIndex,
  kind: MapSettings['columns'],
  order: readonly string[],
  isShown: (position: number) => boolean,
): MapColumn[] {
  if (kind === 'years') return decades(index, isShown);
  if (order.length > 0) return order.map(valueColumn);
  const values = valuesByCount(index, kind, isShown);
  const rest = values.slice(ownLanguages, ownLanguages + mostValues);
  const own = values.slice(0, rest.length === 1 ? ownLanguages + 1 : ownLanguages).map(valueColumn);
  return rest.length > 1 ? [...own, { id: 'other', values: rest, years: null }] : own;
}

function valueColumn(value: string): MapColumn {
  return { id: value, values: [value], years: null };
}

function decades(index: FacetIndex, isShown: (position: number) => boolean): MapColumn[] {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (let position = 0; position < index.years.length; position++) {
    const year = index.years[position] as number;
    if (year === 0 || !isShown(position)) continue;
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  const columns: MapColumn[] = [];
  for (let from = first - (first % decade); from <= last; from += decade) {
    const to = from + decade - 1;
    columns.push({ id: `${from}-${to}`, values: [], years: { from, to } });
  }
  return columns;
}

function valuesByCount(
  index: FacetIndex,
  kind: Exclude<MapSettings['columns'], 'years'>,
  isShown: (position: number) => boolean,
): string[] {
  const family = index.families.find(({ facet }) => facet === kind);
  if (!family) return [];
  const counts = new Uint32Array(family.values.length);
  for (let position = 0; position < index.recordIds.length; position++) {
    if (!isShown(position)) continue;
    for (let at = family.starts[position] as number; at < (family.starts[position + 1] as number); at++) {
      const code = family.valueCodes[at] as number;
      counts[code] = (counts[code] as number) + 1;
    }
  }
  return family.values
    .map((value, code) => ({ value, count: counts[code] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
    .map(({ value }) => value);
}
