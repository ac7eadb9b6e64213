import type { EvidenceMap, MapCell, MapRow } from '../../../catalog/map/evidenceMap.ts';
import { type MapSettings, mapColumnKinds, mapRowKinds, mapSizes } from '../../../catalog/map/mapSettings.ts';
import { bubble, bubbleGap } from '../../../charts/bubble.ts';
import { stanceSigns } from '../../labels.ts';
import { type MapViewKind, mapViews } from '../../mapViews.ts';
import type { Site } from '../../site.ts';
import { cellHref, cellWords, columnName, gapsOf, mapTones, sizeOf } from './mapWords.ts';

/** The evidence map: where papers are, and where there are none. */
export interface MapView {
  lead: string;
  choices: MapChoice[];
  caption: string;
  corner: string;
  isTable: boolean;
  /** Many columns leave each of them so little room that their names stand upright. */
  isDense: boolean;
  columns: { name: string; total: MapTotal }[];
  rows: MapRowView[];
  total: MapTotal;
  legend: { tone: string; name: string }[];
  notes: string[];
  files: { text: string; href: string }[];
}

export interface MapChoice {
  name: string;
  values: { text: string; href: string; current: boolean }[];
}

export interface MapTotal {
  text: string;
  /** Null where there is nothing to go to. */
  href: string | null;
  label: string;
}

export interface MapRowView {
  name: string;
  href: string;
  mechanism: string | null;
  code: string | null;
  cells: MapCellView[];
  total: MapTotal;
}

export interface MapCellView {
  column: string;
  /** Null for a gap. */
  href: string | null;
  label: string;
  number: string;
  drawingHtml: string;
  /** For the table: "▲ 5". */
  stances: string[];
}

const denseFrom = 10;

export function presentMap(site: Site, map: EvidenceMap, view: MapViewKind): MapView {
  const { format, messages } = site;
  const { settings } = map;
  const words = messages.explore.map;
  const ids = map.rows.map(({ id }) => id);
  const most = Math.max(...map.rows.flatMap((row) => row.cells.map((cell) => sizeOf(settings, cell))), 0);
  const gaps = gapsOf(map);
  return {
    lead: words.lead,
    choices: presentChoices(site, settings, view),
    caption: words.caption(words.rowNames[settings.rows], words.columnNames[settings.columns]),
    corner: words.rowNames[settings.rows],
    isTable: view === 'table',
    isDense: map.columns.length >= denseFrom,
    columns: map.columns.map((column, place) => {
      const name = columnName(site, settings, column);
      const count = map.columnTotals[place] ?? { records: 0, participants: 0 };
      return { name, total: presentTotal(site, settings, count, cellHref(site, settings, ids, column), name) };
    }),
    rows: map.rows.map((row) => presentRow(site, map, row, most)),
    total: presentTotal(site, settings, map.total, cellHref(site, settings, ids, null), words.all),
    legend: mapTones(settings).map((tone) => ({ tone, name: site.labels.stance(tone) })),
    notes: [
      words.gapCount(format.number(gaps.empty), format.number(gaps.all)),
      words.totalNote,
      ...(settings.size === 'participants' ? [words.participantsNote(format.number(map.total.withoutSample))] : []),
    ],
    files: [
      { text: 'CSV', href: site.links.mapCsv(settings) },
      { text: 'JSON', href: site.links.apiMap(settings) },
    ],
  };
}

function presentRow(site: Site, map: EvidenceMap, row: MapRow, most: number): MapRowView {
  const { labels, links } = site;
  const { settings } = map;
  const mechanism = settings.rows === 'mechanism' ? labels.mechanism(row.id) : undefined;
  const name = labels.facet(settings.rows, row.id);
  return {
    name,
    href: settings.rows === 'mechanism' ? links.mechanism(row.id) : links.predictor(row.id),
    mechanism: mechanism?.id ?? null,
    code: mechanism?.code ?? null,
    cells: row.cells.map((cell, place) => {
      const column = map.columns[place];
      const columnText = column ? columnName(site, settings, column) : '';
      const href = cell.records > 0 && column ? cellHref(site, settings, [row.id], column) : null;
      return presentCell(site, settings, { cell, most, href, name, column: columnText });
    }),
    total: presentTotal(site, settings, row.total, cellHref(site, settings, [row.id], null), name),
  };
}

function presentCell(
  site: Site,
  settings: MapSettings,
  {
    cell,
    most,
    href,
    name,
    column,
  }: { cell: MapCell; most: number; href: string | null; name: string; column: string },
): MapCellView {
  const { format, labels, messages } = site;
  const words = messages.explore.map;
  const value = sizeOf(settings, cell);
  const number = format.number(value);
  const tones = mapTones(settings);
  return {
    column,
    href,
    label: words.cell(name, column, href === null ? words.gapLabel : cellWords(site, settings, cell)),
    number,
    drawingHtml:
      href === null
        ? bubbleGap(words.gap)
        : bubble({
            value,
            most,
            text: number,
            parts: tones.map((tone) => ({ tone, amount: cell.byStance[tone] ?? 0 })),
          }),
    stances: tones
      .filter((tone) => (cell.byStance[tone] ?? 0) > 0)
      .map((tone) => `${stanceSigns[tone]} ${labels.stance(tone)} ${format.number(cell.byStance[tone] ?? 0)}`),
  };
}

function presentTotal(
  { format, messages }: Site,
  settings: MapSettings,
  count: { records: number; participants: number },
  href: string,
  name: string,
): MapTotal {
  const found = messages.records(count.records, format.number(count.records));
  return {
    text: format.number(sizeOf(settings, count)),
    href: count.records > 0 ? href : null,
    label: messages.explore.map.totalOf(name, found),
  };
}

function presentChoices({ links, messages }: Site, settings: MapSettings, view: MapViewKind): MapChoice[] {
  const words = messages.explore.map;
  const choice = <Name extends 'rows' | 'columns' | 'size'>(
    name: Name,
    title: string,
    values: readonly MapSettings[Name][],
    names: Record<MapSettings[Name], string>,
  ): MapChoice => ({
    name: title,
    values: values.map((value) => ({
      text: names[value],
      href: links.map({ ...settings, [name]: value }, view),
      current: settings[name] === value,
    })),
  });
  return [
    choice('rows', words.rows, mapRowKinds, words.rowNames),
    choice('columns', words.columns, mapColumnKinds, words.columnNames),
    choice('size', words.size, mapSizes, words.sizeNames),
    {
      name: words.view,
      values: mapViews.map((kind) => ({
        text: words.viewNames[kind],
        href: links.map(settings, kind),
        current: kind === view,
      })),
    },
  ];
}
