import { extent, max } from 'd3-array';
import { layPlane, type PlaneAxis, scatterSize } from './plane.ts';
import { chart, type Described, element, escapeXml, pathThrough } from './svg.ts';

export interface FunnelPoint {
  label: string;
  effect: number;
  standardError: number;
  href?: string;
}

export interface FunnelModel extends Described {
  points: readonly FunnelPoint[];
  /** Mirror images added by trim and fill, drawn hollow. */
  filled?: readonly FunnelPoint[];
  /** The pooled effect, at which the funnel stands. */
  centre: number;
  /** Normal quantile of the pseudo limits: 1.96 for 95 %. */
  quantile: number;
  x: Pick<PlaneAxis, 'label' | 'format' | 'ticks'>;
  y: Pick<PlaneAxis, 'label' | 'format'>;
}

/** Effects against their standard errors, the most precise on top, with the pseudo limits round the pooled effect. */
export function funnelPlot(model: FunnelModel): string {
  const all = [...model.points, ...(model.filled ?? [])];
  const widest = 1.08 * (max(all, ({ standardError }) => standardError) ?? 1);
  const reach = model.quantile * widest;
  const [low = 0, high = 1] = extent([...all.map(({ effect }) => effect), model.centre - reach, model.centre + reach]);
  const pad = 0.03 * (high - low || 1);
  const plane = layPlane(
    scatterSize,
    { ...model.x, domain: [low - pad, high + pad] },
    { ...model.y, domain: [0, widest] },
    true,
  );
  const { x, y } = plane;
  const region = pathThrough(
    [
      [x(model.centre), y(0)],
      [x(model.centre - reach), y(widest)],
      [x(model.centre + reach), y(widest)],
    ],
    true,
  );
  const dot = (point: FunnelPoint, className: string): string => {
    const mark = element(
      'circle',
      { class: className, cx: x(point.effect), cy: y(point.standardError), r: 5 },
      element('title', {}, escapeXml(point.label)),
    );
    return point.href === undefined ? mark : element('a', { href: point.href, 'aria-label': point.label }, mark);
  };
  return chart(
    model,
    {
      width: plane.width,
      height: plane.height,
      className: 'chart-funnel',
      hasLinks: all.some(({ href }) => href !== undefined),
    },
    element('path', { class: 'c-region', d: region }),
    plane.frame,
    element('line', { class: 'c-pooled', x1: x(model.centre), x2: x(model.centre), y1: y(0), y2: y(widest) }),
    ...(model.filled ?? []).map((point) => dot(point, 'c-point-filled')),
    ...model.points.map((point) => dot(point, 'c-point')),
  );
}
