import type { EvidenceMap, MapCell } from '../../../catalog/map/evidenceMap.ts';
import { type MapColumn, type MapSettings, mapCellQuery } from '../../../catalog/map/mapSettings.ts';
import { type Direction, directions, type Stance, stances } from '../../../domain/codebook.ts';
import type { Site } from '../../site.ts';

/** The stances or directions that a cell is split by, in the order they are drawn in. */
export function mapTones({ rows }: MapSettings): readonly (Stance | Direction)[] {
  return rows === 'mechanism' ? stances : directions;
}

export function columnName({ labels, messages }: Site, settings: MapSettings, column: MapColumn): string {
  if (column.years) return messages.explore.map.decade(String(column.years.from), String(column.years.to));
  if (settings.columns === 'years') return column.id;
  if (column.id === 'other' && column.values.length > 1) return messages.explore.map.otherLanguages;
  return labels.facet(settings.columns, column.id);
}

/** The catalog with a cell's facets set. */
export function cellHref(
  { links }: Site,
  settings: MapSettings,
  rows: readonly string[],
  column: MapColumn | null,
): string {
  return links.records(mapCellQuery(settings, rows, column));
}

/** "8 records: 5 support, 3 discuss; 412 participants". */
export function cellWords({ format, labels, messages }: Site, settings: MapSettings, cell: MapCell): string {
  const words = messages.explore.map;
  const said = mapTones(settings)
    .filter((tone) => (cell.byStance[tone] ?? 0) > 0)
    .map((tone) => words.stanceCount(labels.stance(tone), format.number(cell.byStance[tone] ?? 0)));
  const records = messages.records(cell.records, format.number(cell.records));
  const participants = cell.participants > 0 ? [words.participants(format.number(cell.participants))] : [];
  return [records, ...said, ...participants].join(words.separator);
}

/** What the circles' areas stand for. */
export function sizeOf(settings: MapSettings, count: { records: number; participants: number }): number {
  return settings.size === 'records' ? count.records : count.participants;
}

/** Cells without any record, out of all. */
export function gapsOf(map: EvidenceMap): { empty: number; all: number } {
  const cells = map.rows.flatMap((row) => row.cells);
  return { empty: cells.filter((cell) => cell.records === 0).length, all: cells.length };
}
