/** The evidence map as circles or as plain figures. */
export const mapViews = ['map', 'table'] as const;
export type MapViewKind = (typeof mapViews)[number];

export function parseMapView(text: string | null): MapViewKind {
  return mapViews.find((kind) => kind === text) ?? 'map';
}
