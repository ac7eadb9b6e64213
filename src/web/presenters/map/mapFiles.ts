import type { EvidenceMap, MapCell, MapCount } from '../../../catalog/map/evidenceMap.ts';
import { mapCellQuery } from '../../../catalog/map/mapSettings.ts';
import type { ApiAnswer } from '../../api/schemas.ts';
import { csvText } from '../../csv.ts';
import { apiRecordsAddress } from '../../links.ts';
import type { Site } from '../../site.ts';
import { cellHref, columnName, mapTones } from './mapWords.ts';

/** The map as CSV (RFC 4180 with a byte order mark), a row a cell, gaps among them. */
export function mapCsv(site: Site, map: EvidenceMap, origin: string): string {
  const { settings } = map;
  const tones = mapTones(settings);
  const head = [
    settings.rows,
    `${settings.rows}_name`,
    settings.columns,
    `${settings.columns}_name`,
    'records',
    'participants',
    'records_without_sample',
    ...tones.map((tone) => tone.replaceAll(' ', '_')),
    'address',
  ];
  const lines = map.rows.flatMap((row) =>
    map.columns.map((column, place) => {
      const cell = row.cells[place] as MapCell;
      return [
        row.id,
        site.labels.facet(settings.rows, row.id),
        column.id,
        columnName(site, settings, column),
        cell.records,
        cell.participants,
        cell.withoutSample,
        ...tones.map((tone) => cell.byStance[tone] ?? 0),
        origin + cellHref(site, settings, [row.id], column),
      ];
    }),
  );
  return csvText([head, ...lines]);
}

/** The map as the API gives it: counts, and the address of every cell's records. */
export function apiMap(map: EvidenceMap): ApiAnswer<'Map'> {
  const { settings, columns } = map;
  const ids = map.rows.map(({ id }) => id);
  return {
    settings,
    columns: columns.map(({ id, values, years }, place) => ({
      id,
      values,
      years,
      total: map.columnTotals[place] as MapCount,
    })),
    rows: map.rows.map(({ id, cells, total }) => ({
      id,
      total,
      link: apiRecordsAddress(mapCellQuery(settings, [id], null)),
      cells: cells.map((cell, place) => ({
        column: columns[place]?.id ?? '',
        ...cell,
        link: apiRecordsAddress(mapCellQuery(settings, [id], columns[place] ?? null)),
      })),
    })),
    total: map.total,
    link: apiRecordsAddress(mapCellQuery(settings, ids, null)),
  };
}
