import { type CatalogQuery, emptyQuery, type FacetName } from '../catalogQuery.ts';

/** What a reader can set on the evidence map: the same object behind page, file and API. */
export const mapRowKinds = ['mechanism', 'predictor'] as const;
export const mapColumnKinds = ['design', 'species', 'years', 'language'] as const;
export const mapSizes = ['records', 'participants'] as const;

export interface MapSettings {
  rows: (typeof mapRowKinds)[number];
  columns: (typeof mapColumnKinds)[number];
  /** What a circle's area stands for. */
  size: (typeof mapSizes)[number];
}

export const defaultMapSettings: MapSettings = { rows: 'mechanism', columns: 'design', size: 'records' };

/** Reads a query string; what is unknown falls back to its default, so that an old address still answers. */
export function parseMapSettings(parameters: URLSearchParams): MapSettings {
  return {
    rows: oneOf(parameters.get('rows'), mapRowKinds) ?? defaultMapSettings.rows,
    columns: oneOf(parameters.get('columns'), mapColumnKinds) ?? defaultMapSettings.columns,
    size: oneOf(parameters.get('size'), mapSizes) ?? defaultMapSettings.size,
  };
}

/** The shortest query string that reads back as these settings. */
export function mapQueryString(settings: MapSettings): string {
  const parameters = new URLSearchParams();
  for (const name of ['rows', 'columns', 'size'] as const) {
    if (settings[name] !== defaultMapSettings[name]) parameters.set(name, settings[name]);
  }
  return parameters.toString();
}

/** A column: some values of a facet, or a span of years. */
export interface MapColumn {
  /** A facet value, "1990-1999", or "other" for the rest of many. */
  id: string;
  /** Values of the facet, any of which will do; empty where the column is a span of years. */
  values: string[];
  years: { from: number; to: number } | null;
}

/**
 * The search that finds exactly the records of a cell.
 *
 * @param rows the row's value; all rows' values for a total over them.
 * @param column null for a total over all columns.
 */
export function mapCellQuery(settings: MapSettings, rows: readonly string[], column: MapColumn | null): CatalogQuery {
  const facets: Partial<Record<FacetName, string[]>> = { [settings.rows]: [...rows] };
  if (column && settings.columns !== 'years') facets[settings.columns] = column.values;
  return { ...emptyQuery, facets, yearFrom: column?.years?.from ?? null, yearTo: column?.years?.to ?? null };
}

function oneOf<Value extends string>(text: string | null, allowed: readonly Value[]): Value | undefined {
  return allowed.find((value) => value === text);
}
