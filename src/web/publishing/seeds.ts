import { mapColumnKinds, mapRowKinds } from '../../catalog/map/mapSettings.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { apiPaths } from '../api/apiPaths.ts';
import { locales } from '../locale.ts';

/** Where publishing begins: the front doors, and what no page leads to. */
export function publishSeeds({ codebook }: Protocol): string[] {
  const maps = mapRowKinds.flatMap((rows) =>
    mapColumnKinds.map((columns) => `${apiPaths.map}?rows=${rows}&columns=${columns}`),
  );
  return [
    ...locales.flatMap((locale) => [`/${locale}/`, `/${locale}/records`, `/${locale}/records.atom`]),
    ...codebook.mechanisms.map(({ id }) => `/en/mechanisms/${id}`),
    ...codebook.predictors.map(({ id }) => `/en/predictors/${id}`),
    apiPaths.mechanisms,
    apiPaths.predictors,
    apiPaths.facets,
    apiPaths.map,
    ...maps,
    apiPaths.synthesis,
    apiPaths.runs,
    apiPaths.openApi,
    ...['records', 'evidence'].flatMap((list) => [`/api/v1/${list}.jsonl`, `/api/v1/${list}.csv`]),
  ];
}
