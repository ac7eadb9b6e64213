import { sumOver } from './sums.ts';

export interface QuadraturePoint {
  node: number;
  weight: number;
}

/** Value of the physicists' Hermite polynomial of a degree. */
function hermite(degree: number, x: number): number {
  let [previous, current] = [1, 2 * x];
  if (degree === 0) return previous;
  for (let n = 1; n < degree; n += 1) [previous, current] = [current, 2 * x * current - 2 * n * previous];
  return current;
}

/** Nodes and weights for integrals of exp(-x^2) f(x); exact for polynomials up to degree 2n - 1. */
export function gaussHermite(points: number): QuadraturePoint[] {
  const edge = Math.sqrt(2 * points + 1);
  // An odd number of cells keeps the root at zero inside one of them.
  const cells = 200 * points + 1;
  const scale = sumOver(points, (index) => Math.log(index + 1)) + (points - 1) * Math.LN2 + Math.log(Math.PI) / 2;
  const nodes: number[] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const [left, right] = [-edge + (2 * edge * cell) / cells, -edge + (2 * edge * (cell + 1)) / cells];
    if (hermite(points, left) * hermite(points, right) < 0) nodes.push(bisect(points, left, right));
  }
  return nodes.map((node) => ({
    node,
    weight: Math.exp(scale - 2 * Math.log(points) - 2 * Math.log(Math.abs(hermite(points - 1, node)))),
  }));
}

function bisect(degree: number, from: number, to: number): number {
  let [left, right] = [from, to];
  for (let step = 0; step < 80; step += 1) {
    const middle = (left + right) / 2;
    if (hermite(degree, left) * hermite(degree, middle) <= 0) right = middle;
    else left = middle;
  }
  return (left + right) / 2;
}
