import { holdAmbiguous } from './ambiguity.ts';
import { comparePair } from './comparePair.ts';
import { type Edge, hold } from './edge.ts';
import type { Prepared } from './prepare.ts';
import { createUnionFind, type UnionFind } from './unionFind.ts';

export interface Clusters {
  /** Positions of each cluster of two and more, with the pairs that joined it. */
  merged: { members: number[]; edges: Edge[] }[];
  /** Pairs for a person: those compared as such, and those a cluster refused. */
  held: Edge[];
}

/** Only so many differing members are compared with a newcomer: beyond that they are copies of one another. */
const witnessesKept = 12;

/**
 * Joins pairs into clusters, strongest pair first. A chain must not join what a direct comparison keeps apart
 * (an article, a record without pages, an erratum), so two clusters are joined only if no member of one rules
 * out a member of the other; the pair is held for a person instead.
 */
export function cluster(records: readonly Prepared[], edges: readonly Edge[]): Clusters {
  const groups = createUnionFind(records.length);
  const witnesses = new Map<number, number[]>();
  const witnessesOf = (root: number): number[] => witnesses.get(root) ?? [root];
  const accepted: Edge[] = [];
  const held: Edge[] = [];
  const ordered = holdAmbiguous(records, edges).sort(byStrength);
  for (const edge of ordered) {
    if (edge.verdict.outcome !== 'same') continue;
    const [rootA, rootB] = [groups.find(edge.a), groups.find(edge.b)];
    if (rootA !== rootB) {
      const refusal = ruledOut(records, witnessesOf(rootA), witnessesOf(rootB));
      if (refusal !== null) {
        held.push(hold(edge, `another record of the group speaks against it: ${refusal}`));
        continue;
      }
      const kept = mergeWitnesses(records, witnessesOf(rootA), witnessesOf(rootB));
      witnesses.set(groups.join(rootA, rootB), kept);
    }
    accepted.push(edge);
  }
  held.push(...ordered.filter(({ verdict }) => verdict.outcome === 'maybe'));
  return { merged: gather(records.length, accepted, groups), held: onePerPairOfClusters(held, groups) };
}

/** Every cluster with its members, ascending, and its pairs, strongest first. */
function gather(size: number, accepted: readonly Edge[], groups: UnionFind): Clusters['merged'] {
  const merged = new Map<number, Clusters['merged'][number]>();
  for (const edge of accepted) {
    const root = groups.find(edge.a);
    const known = merged.get(root);
    if (known) known.edges.push(edge);
    else merged.set(root, { members: [], edges: [edge] });
  }
  for (let position = 0; position < size; position++) merged.get(groups.find(position))?.members.push(position);
  return [...merged.values()].sort((x, y) => (x.members[0] ?? 0) - (y.members[0] ?? 0));
}

function byStrength(x: Edge, y: Edge): number {
  return y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b;
}

/** Why a member of one cluster cannot be the publication of the other; null if none objects. */
function ruledOut(records: readonly Prepared[], a: readonly number[], b: readonly number[]): string | null {
  for (const x of a) {
    for (const y of b) {
      const [left, right] = [records[x], records[y]];
      if (!left || !right) continue;
      const verdict = comparePair(left, right);
      if (verdict.outcome === 'different' || (left.doi !== null && right.doi !== null && left.doi !== right.doi)) {
        return verdict.reason;
      }
    }
  }
  return null;
}

/** Members that differ in what rules duplicates out; further copies of the same facts can object to nothing new. */
function mergeWitnesses(records: readonly Prepared[], a: readonly number[], b: readonly number[]): number[] {
  const known = new Set<string>();
  const kept: number[] = [];
  for (const position of [...a, ...b]) {
    const record = records[position];
    if (!record) continue;
    const facts = factsOf(record);
    if (known.has(facts)) continue;
    known.add(facts);
    kept.push(position);
  }
  return kept.slice(0, witnessesKept);
}

function factsOf(record: Prepared): string {
  const { volume, issue, pages } = record.place;
  const range = pages.map(({ first, last }) => `${first}-${last ?? ''}`).join();
  return [
    record.doi,
    record.pmid,
    record.year,
    volume,
    issue,
    range,
    record.genre,
    record.title.forms[0]?.compact,
  ].join('\n');
}

function onePerPairOfClusters(held: readonly Edge[], groups: UnionFind): Edge[] {
  const seen = new Set<string>();
  const kept: Edge[] = [];
  for (const edge of held) {
    const [rootA, rootB] = [groups.find(edge.a), groups.find(edge.b)];
    const pair = rootA < rootB ? `${rootA} ${rootB}` : `${rootB} ${rootA}`;
    if (rootA === rootB || seen.has(pair)) continue;
    seen.add(pair);
    kept.push(edge);
  }
  return kept;
}
