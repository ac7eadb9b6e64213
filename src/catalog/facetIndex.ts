import type { FacetName } from './catalogQuery.ts';
import { everything, type HitList } from './hitList.ts';

/**
 * The facets of all records as typed arrays, a position a record in the order of record ids. Counting a hit set
 * over these arrays takes about as long as finding it; SQL takes fifteen times as long.
 */
export interface FacetIndex {
  recordIds: Uint32Array;
  /** For each record id its position, -1 where the id is none or is no record of the catalog. */
  positions: Int32Array;
  /** Every position. */
  everything: HitList;
  /** 0 where the year is not known. */
  years: Uint16Array;
  /** Records by year. */
  yearTotals: Uint32Array;
  /** -1 where the sample size is not known. */
  sampleSizes: Int32Array;
  families: FacetFamily[];
}

/** For each record some codes: those of the record at position p are at starts[p] .. starts[p + 1]. */
export interface CodeLists {
  starts: Uint32Array;
  codes: Uint32Array | Uint16Array | Uint8Array;
  /** Where each record has one code and no more, `codes` is read by position alone. */
  isOneEach: boolean;
  /** How often each code is said of all records together. */
  totals: Uint32Array;
}

/**
 * One thing that is said of records, as value and qualifier ("macrophage-infiltration", "supports"), and the
 * facets that filter by either. Both are met by one and the same statement: a record that supports A and
 * discusses B is no hit for "discusses A".
 */
export interface FacetFamily {
  facet: FacetName;
  qualifierFacet: FacetName | null;
  values: string[];
  qualifiers: string[];
  /** Statements of the record at position p are at starts[p] .. starts[p + 1]. */
  starts: Uint32Array;
  valueCodes: Uint32Array;
  qualifierCodes: Uint8Array;
  /** The values of each record without repeats, and the qualifiers likewise: what is counted where nothing is chosen. */
  distinctValues: CodeLists;
  distinctQualifiers: CodeLists;
  /** Values that pass while nothing of the facet is chosen; null for all of them. */
  byDefault: ReadonlySet<string> | null;
  /** The records that do not pass then. */
  hiddenByDefault: HitList;
}

/** One statement of a record, on its way into the index. */
export interface Statement {
  value: string;
  qualifier?: string;
}

export interface FamilySource<Row> {
  facet: FacetName;
  qualifierFacet?: FacetName;
  byDefault?: readonly string[];
  statements(row: Row): Iterable<Statement>;
}

/** Lays out rows, which must be in the order of their ids, as a facet index. */
export function buildFacetIndex<Row extends { recordId: number; year: number | null; sampleN: number | null }>(
  rows: readonly Row[],
  sources: readonly FamilySource<Row>[],
): FacetIndex {
  const recordIds = Uint32Array.from(rows, (row) => row.recordId);
  const positions = new Int32Array((recordIds.at(-1) ?? 0) + 1).fill(-1);
  recordIds.forEach((recordId, position) => {
    positions[recordId] = position;
  });
  const years = Uint16Array.from(rows, (row) => row.year ?? 0);
  return {
    recordIds,
    positions,
    everything: everything(rows.length),
    years,
    yearTotals: yearTotals(years),
    sampleSizes: Int32Array.from(rows, (row) => row.sampleN ?? -1),
    families: sources.map((source) => buildFamily(rows, source)),
  };
}

function buildFamily<Row>(rows: readonly Row[], source: FamilySource<Row>): FacetFamily {
  const { values, qualifiers, starts, valueCodes, qualifierCodes } = buildStatements(rows, source.statements);
  const byDefault = source.byDefault ? new Set(source.byDefault) : null;
  const passes = (position: number): boolean => {
    for (let at = starts[position] as number; at < (starts[position + 1] as number); at++) {
      if (byDefault?.has(values[valueCodes[at] as number] ?? '')) return true;
    }
    return false;
  };
  return {
    facet: source.facet,
    qualifierFacet: source.qualifierFacet ?? null,
    values,
    qualifiers,
    starts,
    valueCodes,
    qualifierCodes,
    distinctValues: distinct(starts, valueCodes, values.length),
    distinctQualifiers: distinct(starts, qualifierCodes, qualifiers.length),
    byDefault,
    hiddenByDefault: byDefault ? everything(rows.length).filter((position) => !passes(position)) : new Uint32Array(0),
  };
}

/** Years have four digits. */
const yearRoom = 10_000;

function yearTotals(years: Uint16Array): Uint32Array {
  const totals = new Uint32Array(yearRoom);
  for (const year of years) totals[year] = (totals[year] as number) + 1;
  return totals;
}

/** What is said of each row, as codes. */
export function buildStatements<Row>(rows: readonly Row[], statements: (row: Row) => Iterable<Statement>) {
  const values = codebook();
  const qualifiers = codebook();
  const starts = new Uint32Array(rows.length + 1);
  const valueCodes: number[] = [];
  const qualifierCodes: number[] = [];
  rows.forEach((row, position) => {
    for (const { value, qualifier } of statements(row)) {
      valueCodes.push(values.code(value));
      qualifierCodes.push(qualifiers.code(qualifier ?? ''));
    }
    starts[position + 1] = valueCodes.length;
  });
  return {
    values: values.list,
    qualifiers: qualifiers.list,
    starts,
    valueCodes: Uint32Array.from(valueCodes),
    qualifierCodes: Uint8Array.from(qualifierCodes),
  };
}

/** The same lists where none has a repeat; else new ones without. */
function distinct(starts: Uint32Array, codes: Uint32Array | Uint8Array, size: number): CodeLists {
  const kept = codes.slice();
  const newStarts = new Uint32Array(starts.length);
  const totals = new Uint32Array(size);
  let count = 0;
  let isOneEach = true;
  for (let position = 0; position + 1 < starts.length; position++) {
    const first = count;
    for (let at = starts[position] as number; at < (starts[position + 1] as number); at++) {
      const code = codes[at] as number;
      let known = first;
      while (known < count && kept[known] !== code) known++;
      if (known < count) continue;
      kept[count++] = code;
      totals[code] = (totals[code] as number) + 1;
    }
    newStarts[position + 1] = count;
    isOneEach &&= count === first + 1;
  }
  const lists = count === codes.length ? { starts, codes } : { starts: newStarts, codes: kept.slice(0, count) };
  return { ...lists, isOneEach, totals };
}

function codebook() {
  const codes = new Map<string, number>();
  const list: string[] = [];
  return {
    list,
    code(value: string): number {
      const known = codes.get(value);
      if (known !== undefined) return known;
      codes.set(value, list.length);
      return list.push(value) - 1;
    },
  };
}

/** The position of a record id, or -1. */
export function positionOf(index: FacetIndex, recordId: number): number {
  return index.positions[recordId] ?? -1;
}

/** The positions of rising record ids; ids that are no record of the catalog are left out. */
export function positionsOf(index: FacetIndex, recordIds: Uint32Array): HitList {
  const found = new Uint32Array(recordIds.length);
  let count = 0;
  for (let place = 0; place < recordIds.length; place++) {
    const position = index.positions[recordIds[place] as number] ?? -1;
    if (position >= 0) found[count++] = position;
  }
  return found.subarray(0, count);
}
