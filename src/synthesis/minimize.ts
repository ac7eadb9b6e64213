import { at, sumOver } from './sums.ts';

type Point = readonly number[];

const combine = (from: Point, to: Point, share: number): number[] =>
  from.map((value, index) => value + share * (at(to, index) - value));

/**
 * Nelder and Mead's simplex search for the lowest point of a smooth function of a few variables, started again
 * from where it stopped until a fresh simplex finds nothing lower.
 */
export function minimize(
  objective: (point: Point) => number,
  start: Point,
  step = 0.5,
): { point: Point; value: number } {
  let best = { point: start, value: objective(start) };
  for (let restart = 0; restart < 5; restart += 1) {
    const found = simplexSearch(objective, best.point, restart === 0 ? step : step / 4);
    const gained = best.value - found.value;
    if (found.value <= best.value) best = found;
    if (gained < 1e-10 * (1 + Math.abs(best.value))) break;
  }
  return best;
}

function simplexSearch(objective: (point: Point) => number, start: Point, step: number) {
  const vertex = (point: Point) => ({ point, value: objective(point) });
  let simplex = [vertex(start)];
  start.forEach((value, index) => {
    simplex.push(vertex(start.map((other, place) => (place === index ? value + step : other))));
  });
  const size = start.length;
  for (let round = 0; round < 300 * size; round += 1) {
    simplex.sort((left, right) => left.value - right.value);
    const [best, worst] = [simplex[0], simplex[size]];
    const second = simplex[size - 1];
    if (best === undefined || worst === undefined || second === undefined) break;
    if (spread(simplex.map(({ point }) => point)) < 1e-7) break;
    const others = simplex.slice(0, size);
    const centre = start.map((_, index) => sumOver(size, (row) => at(others[row]?.point ?? [], index)) / size);
    const reflected = vertex(combine(worst.point, centre, 2));
    if (reflected.value < best.value) {
      const expanded = vertex(combine(worst.point, centre, 3));
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) {
      simplex[size] = reflected;
    } else {
      const inside = vertex(combine(worst.point, centre, reflected.value < worst.value ? 1.5 : 0.5));
      if (inside.value < Math.min(worst.value, reflected.value)) simplex[size] = inside;
      else simplex = simplex.map(({ point }) => vertex(combine(best.point, point, 0.5)));
    }
  }
  simplex.sort((left, right) => left.value - right.value);
  return simplex[0] as { point: Point; value: number };
}

function spread(points: readonly Point[]): number {
  const [first] = points;
  if (first === undefined) return 0;
  return Math.max(...points.flatMap((point) => point.map((value, index) => Math.abs(value - at(first, index)))));
}

/** Second derivatives by central differences. */
export function hessian(objective: (point: Point) => number, point: Point, step = 1e-3): number[][] {
  const shifted = (moves: Record<number, number>): number =>
    objective(point.map((value, index) => value + (moves[index] ?? 0)));
  const centre = objective(point);
  return point.map((_, i) =>
    point.map((_value, j) => {
      if (i === j) return (shifted({ [i]: step }) - 2 * centre + shifted({ [i]: -step })) / step ** 2;
      const same = shifted({ [i]: step, [j]: step }) + shifted({ [i]: -step, [j]: -step });
      const opposite = shifted({ [i]: step, [j]: -step }) + shifted({ [i]: -step, [j]: step });
      return (same - opposite) / (4 * step ** 2);
    }),
  );
}

/**
 * Lowest value of a smooth function of one variable with one valley: Newton's steps on central differences, kept
 * short and halved while they climb.
 */
export function minimizeLine(objective: (x: number) => number, start: number): { x: number; value: number } {
  const h = 1e-3;
  let [x, value] = [start, objective(start)];
  for (let round = 0; round < 100; round += 1) {
    const [below, above] = [objective(x - h), objective(x + h)];
    const slope = (above - below) / (2 * h);
    const curvature = (above - 2 * value + below) / h ** 2;
    const newton = curvature > 1e-8 ? -slope / curvature : -Math.sign(slope);
    let step = Math.max(-2, Math.min(2, newton));
    let next = objective(x + step);
    while (next > value && Math.abs(step) > 1e-7) {
      step /= 2;
      next = objective(x + step);
    }
    if (next >= value || Math.abs(step) < 1e-6) break;
    [x, value] = [x + step, next];
  }
  return { x, value };
}
