import type { FacetName } from '../catalogQuery.ts';
import type { FacetFamily, FacetIndex } from '../facetIndex.ts';
import { mapColumns } from './mapColumns.ts';
import type { MapColumn, MapSettings } from './mapSettings.ts';

/** How much there is on something. */
export interface MapCount {
  records: number;
  /** Sum of the sample sizes that the records give: people, animals or specimens, as each counts them. */
  participants: number;
  /** Records that give no sample size. */
  withoutSample: number;
}

export interface MapCell extends MapCount {
  /** Records by stance on the row's mechanism, or direction of its predictor. */
  byStance: Record<string, number>;
}

export interface MapRow {
  id: string;
  /** One a column, in their order. */
  cells: MapCell[];
  /** Every record of the row, also those that no column holds. A record may stand in several columns. */
  total: MapCell;
}

/** Where the evidence is and where it is missing. Excluded records are left out, as in a search. */
export interface EvidenceMap {
  settings: MapSettings;
  columns: MapColumn[];
  rows: MapRow[];
  /** Distinct records of any row, column by column. */
  columnTotals: MapCount[];
  /** Distinct records of any row. */
  total: MapCount;
}

/**
 * Counts records over two of the things that are said of them, in one pass over the facet index.
 *
 * @param rowOrder ids of the rows in the order of the codebook; rows without a record are kept: they are gaps.
 * @param columnOrder ids of the columns in the order of the codebook; columns without one are ordered by count.
 */
export function evidenceMap(
  index: FacetIndex,
  settings: MapSettings,
  rowOrder: readonly string[],
  columnOrder: readonly string[],
): EvidenceMap {
  const family = familyOf(index, settings.rows);
  const shown = defaultlyShown(index);
  const columns = mapColumns(index, settings.columns, columnOrder, shown);
  const columnsAt = columnReader(index, settings, columns);
  const rows = rowOrder.map((id): MapRow => ({ id, cells: columns.map(emptyCell), total: emptyCell() }));
  const rowOfCode = family.values.map((value) => rowOrder.indexOf(value));
  const columnTotals = columns.map(emptyCount);
  const total = emptyCount();

  for (let position = 0; position < index.recordIds.length; position++) {
    if (!shown(position)) continue;
    const sample = index.sampleSizes[position] as number;
    const held = columnsAt(position);
    let isInMap = false;
    for (let at = family.starts[position] as number; at < (family.starts[position + 1] as number); at++) {
      const row = rows[rowOfCode[family.valueCodes[at] as number] as number];
      if (!row) continue;
      isInMap = true;
      const stance = family.qualifiers[family.qualifierCodes[at] as number] as string;
      addTo(row.total, sample, stance);
      for (const column of held) addTo(row.cells[column] as MapCell, sample, stance);
    }
    if (!isInMap) continue;
    add(total, sample);
    for (const column of held) add(columnTotals[column] as MapCount, sample);
  }
  return { settings, columns, rows, columnTotals, total };
}

/** Tells which columns the record at a position stands in. */
function columnReader(
  index: FacetIndex,
  settings: MapSettings,
  columns: readonly MapColumn[],
): (position: number) => number[] {
  if (settings.columns === 'years') {
    return (position) => {
      const year = index.years[position] as number;
      const column = columns.findIndex(({ years }) => years !== null && year >= years.from && year <= years.to);
      return column < 0 ? [] : [column];
    };
  }
  const family = familyOf(index, settings.columns);
  const columnOfCode = family.values.map((value) => columns.findIndex(({ values }) => values.includes(value)));
  return (position) => {
    const found = new Set<number>();
    for (let at = family.starts[position] as number; at < (family.starts[position + 1] as number); at++) {
      const column = columnOfCode[family.valueCodes[at] as number] as number;
      if (column >= 0) found.add(column);
    }
    return [...found];
  };
}

/** Whether a record is shown while no filter is chosen. */
function defaultlyShown(index: FacetIndex): (position: number) => boolean {
  const family = familyOf(index, 'screening');
  const passes = family.values.map((value) => family.byDefault?.has(value) ?? true);
  return (position) => {
    for (let at = family.starts[position] as number; at < (family.starts[position + 1] as number); at++) {
      if (passes[family.valueCodes[at] as number]) return true;
    }
    return false;
  };
}

function familyOf(index: FacetIndex, facet: FacetName): FacetFamily {
  const family = index.families.find((candidate) => candidate.facet === facet);
  if (!family) throw new Error(`The facet index has no family "${facet}".`);
  return family;
}

function emptyCount(): MapCount {
  return { records: 0, participants: 0, withoutSample: 0 };
}

function emptyCell(): MapCell {
  return { ...emptyCount(), byStance: {} };
}

function add(count: MapCount, sample: number): void {
  count.records++;
  if (sample < 0) count.withoutSample++;
  else count.participants += sample;
}

function addTo(cell: MapCell, sample: number, stance: string): void {
  add(cell, sample);
  if (stance !== '') cell.byStance[stance] = (cell.byStance[stance] ?? 0) + 1;
}
