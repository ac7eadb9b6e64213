import { chart, type Described, element } from './svg.ts';
import { textAt } from './text.ts';

export interface NetworkNode {
  id: string;
  /** The few characters printed in the node. */
  code: string;
  /** What the link says to those who do not see it. */
  label: string;
  href: string;
}

export interface NetworkLine {
  from: string;
  to: string;
  /** The line's width goes by it. */
  weight: number;
}

export interface Network extends Described {
  nodes: readonly NetworkNode[];
  lines: readonly NetworkLine[];
  /** The node in the middle; the others stand round it in their order, so that the drawing never jumps. */
  centre: string;
}

const side = 300;
const ring = 116;
const nodeRadius = 21;
const widest = 9;

/** Nodes on a circle, one in the middle, and lines as wide as what joins them. */
export function network({ nodes, lines, centre, ...described }: Network): string {
  const places = new Map(layout(nodes, centre));
  const most = Math.max(1, ...lines.map(({ weight }) => weight));
  const drawn = [...lines]
    .sort((a, b) => a.weight - b.weight)
    .flatMap(({ from, to, weight }) => {
      const [start, end] = [places.get(from), places.get(to)];
      if (!start || !end || weight <= 0) return [];
      const isOwn = from === centre || to === centre;
      return element('line', {
        class: isOwn ? 'n-line n-own' : 'n-line',
        x1: start.x,
        y1: start.y,
        x2: end.x,
        y2: end.y,
        'stroke-width': 1 + (widest - 1) * (weight / most),
      });
    });
  const circles = nodes.flatMap((node) => {
    const place = places.get(node.id);
    if (!place) return [];
    const radius = node.id === centre ? nodeRadius * 1.35 : nodeRadius;
    const shape = [
      element('circle', { cx: place.x, cy: place.y, r: radius }),
      textAt(node.code, { x: place.x, y: place.y + 5, anchor: 'middle' }),
    ];
    return node.id === centre
      ? element('g', { class: 'n-node', 'data-m': node.id }, ...shape)
      : element('a', { class: 'n-node', 'data-m': node.id, href: node.href, 'aria-label': node.label }, ...shape);
  });
  return chart(
    described,
    { width: side, height: side, className: 'chart-network', hasLinks: true },
    ...drawn,
    ...circles,
  );
}

function layout(nodes: readonly NetworkNode[], centre: string): [string, { x: number; y: number }][] {
  const middle = { x: side / 2, y: side / 2 };
  const others = nodes.filter(({ id }) => id !== centre);
  return [
    [centre, middle],
    ...others.map(({ id }, place): [string, { x: number; y: number }] => {
      const angle = (2 * Math.PI * place) / others.length;
      return [id, { x: middle.x + ring * Math.sin(angle), y: middle.y - ring * Math.cos(angle) }];
    }),
  ];
}
