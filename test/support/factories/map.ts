import type { EvidenceMap, MapCell } from '../../../src/catalog/map/evidenceMap.ts';
import type { MapSettings } from '../../../src/catalog/map/mapSettings.ts';

export function aMapCell(overrides: Partial<MapCell> = {}): MapCell {
  return { records: 8, participants: 412, withoutSample: 2, byStance: { supports: 5, discusses: 3 }, ...overrides };
}

const gap: MapCell = { records: 0, participants: 0, withoutSample: 0, byStance: {} };

/** Two rows by two columns, with one gap. */
export function aMap(settings: MapSettings, overrides: Partial<EvidenceMap> = {}): EvidenceMap {
  const isMechanism = settings.rows === 'mechanism';
  const [first, second] = isMechanism ? ['inflammation', 'neovascularization'] : ['rim-enhancement', 'age'];
  return {
    settings,
    columns: [
      { id: 'rct', values: ['rct'], years: null },
      { id: 'animal', values: ['animal'], years: null },
    ],
    rows: [
      { id: first as string, cells: [aMapCell(), gap], total: aMapCell({ records: 9 }) },
      { id: second as string, cells: [gap, aMapCell({ records: 1, byStance: { supports: 1 } })], total: aMapCell() },
    ],
    columnTotals: [aMapCell(), aMapCell({ records: 1 })],
    total: aMapCell({ records: 10 }),
    ...overrides,
  };
}
