import { max } from 'd3-array';
import { layPlane, type PlaneAxis, scatterSize } from './plane.ts';
import { chart, type Described, element, escapeXml } from './svg.ts';
import { textAt, textWidth, wrap } from './text.ts';

export interface BaujatPoint {
  label: string;
  /** Share of the study in Q. */
  heterogeneity: number;
  /** How far the pooled effect moves without it. */
  influence: number;
  href?: string;
}

export interface BaujatModel extends Described {
  points: readonly BaujatPoint[];
  x: Pick<PlaneAxis, 'label' | 'format'>;
  y: Pick<PlaneAxis, 'label' | 'format'>;
  /** How many of the outermost studies are named; six unless told. */
  named?: number;
}

const labelSize = 14;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Studies by what they add to heterogeneity and to the result; those that stand out are named where there is room. */
export function baujatPlot(model: BaujatModel): string {
  const [farX, farY] = [max(model.points, (p) => p.heterogeneity) ?? 0, max(model.points, (p) => p.influence) ?? 0];
  const plane = layPlane(
    scatterSize,
    { ...model.x, domain: [0, 1.12 * (farX || 1)] },
    { ...model.y, domain: [0, 1.12 * (farY || 1)] },
  );
  const placed = model.points.map((point) => ({
    point,
    x: plane.x(point.heterogeneity),
    y: plane.y(point.influence),
    distance: Math.hypot(point.heterogeneity / (farX || 1), point.influence / (farY || 1)),
  }));
  const taken: Box[] = placed.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const names = [...placed]
    .sort((left, right) => right.distance - left.distance)
    .slice(0, model.named ?? 6)
    .map(({ point, x, y }) => placeName(point.label, x, y, plane.width, taken));
  return chart(
    model,
    {
      width: plane.width,
      height: plane.height,
      className: 'chart-baujat',
      hasLinks: model.points.some(({ href }) => href !== undefined),
    },
    plane.frame,
    ...placed.map(({ point, x, y }) => {
      const mark = element(
        'circle',
        { class: 'c-point', cx: x, cy: y, r: 5 },
        element('title', {}, escapeXml(point.label)),
      );
      return point.href === undefined ? mark : element('a', { href: point.href, 'aria-label': point.label }, mark);
    }),
    ...names,
  );
}

/** The first of a few places round a point where its name touches nothing; none where all are taken. */
function placeName(label: string, x: number, y: number, width: number, taken: Box[]): string {
  const [text = ''] = wrap(label, 150, labelSize, 1);
  const length = textWidth(text, labelSize);
  const places = [
    { x: x + 9, y: y + 4 },
    { x: x - 9 - length, y: y + 4 },
    { x: x - length / 2, y: y - 10 },
    { x: x - length / 2, y: y + 20 },
  ];
  for (const place of places) {
    const box = { left: place.x, right: place.x + length, top: place.y - 11, bottom: place.y + 4 };
    const inside = box.left > 58 && box.right < width - 2 && box.top > 0;
    if (!inside || taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    return textAt(text, { x: place.x, y: place.y, className: 'c-small' });
  }
  return '';
}
