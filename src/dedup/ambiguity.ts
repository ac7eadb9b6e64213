import { comparePair } from './comparePair.ts';
import { type Edge, hold } from './edge.ts';
import type { Prepared } from './prepare.ts';

/** Only so many partners of one record are compared with one another. */
const partnersCompared = 8;

/**
 * A record that names no place in print may match two publications that are not one (a conference abstract and the
 * article, two editorials). It belongs to one of them, and nothing in it says to which: its pairs are held for a
 * person instead of being given to whichever came first.
 */
export function holdAmbiguous(records: readonly Prepared[], edges: readonly Edge[]): Edge[] {
  const vague = new Map<number, Edge[]>();
  for (const edge of edges) {
    if (edge.verdict.outcome !== 'same' || edge.verdict.firm) continue;
    for (const end of [edge.a, edge.b]) {
      const known = vague.get(end);
      if (known) known.push(edge);
      else vague.set(end, [edge]);
    }
  }
  const held = new Set<Edge>();
  for (const [position, pairs] of vague) {
    for (const [at, one] of pairs.slice(0, partnersCompared).entries()) {
      for (const other of pairs.slice(at + 1, partnersCompared)) {
        const [left, right] = [records[partnerOf(one, position)], records[partnerOf(other, position)]];
        if (!left || !right || comparePair(left, right).outcome === 'same') continue;
        held.add(one).add(other);
      }
    }
  }
  return edges.map((edge) =>
    held.has(edge) ? hold(edge, 'it matches two records that are not one publication') : edge,
  );
}

function partnerOf(edge: Edge, position: number): number {
  return edge.a === position ? edge.b : edge.a;
}
