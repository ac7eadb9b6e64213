import { createBlocks } from './blocks.ts';
import { cluster } from './clusters.ts';
import { comparePair, type Verdict } from './comparePair.ts';
import type { Edge } from './edge.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { DedupRecord } from './record.ts';

export { fromCitation } from './fromCitation.ts';
export type { DedupRecord } from './record.ts';

export interface Duplicates {
  /** Records that are one publication. `pairs` are the comparisons the group rests on, so that it can be undone. */
  merged: MergedGroup[];
  /** Pairs for a person to decide, the likeliest first. */
  maybe: MaybePair[];
}

export interface MergedGroup {
  ids: string[];
  /** The strongest reason among the pairs. */
  reason: string;
  pairs: { a: string; b: string; reason: string }[];
}

export interface MaybePair {
  a: string;
  b: string;
  reason: string;
  /** How much agrees, 0..1. */
  score: number;
}

export interface Match {
  id: string;
  outcome: 'same' | 'maybe';
  reason: string;
}

export interface DedupIndex {
  /** Adds a record, or replaces the one of the same id. */
  add: (record: DedupRecord) => void;
  /** Stored records that are, or may be, the same publication: the same first, then by how much agrees. */
  candidates: (record: DedupRecord) => Match[];
}

/**
 * An index of stored records that tells in about half a millisecond, among 100,000, what a newcomer duplicates. It answers
 * for pairs; whether a merge would join two records that exclude each other is `findDuplicates`' to say.
 */
export function createDedupIndex(): DedupIndex {
  const stored = createStore();
  return {
    add: (record) => {
      stored.add(prepare(record));
    },
    candidates: (record) => {
      const found = stored.matches(prepare(record)).filter(({ other }) => other.id !== record.id);
      const ordered = found.sort((x, y) => byStrength(x.verdict, y.verdict) || compareText(x.other.id, y.other.id));
      return ordered.map(({ other, verdict }) => ({
        id: other.id,
        outcome: verdict.outcome === 'same' ? 'same' : 'maybe',
        reason: verdict.reason,
      }));
    },
  };
}

/**
 * Finds the duplicates among records. The answer does not depend on the order of the records; ids must differ.
 *
 * @throws {Error} if two records have one id.
 */
export function findDuplicates(records: readonly DedupRecord[]): Duplicates {
  const prepared = records.map(prepare).sort((a, b) => compareText(a.id, b.id));
  const stored = createStore();
  const edges: Edge[] = [];
  for (const [position, record] of prepared.entries()) {
    if (prepared[position - 1]?.id === record.id) throw new Error(`Two records have the id "${record.id}".`);
    for (const match of stored.matches(record)) edges.push({ a: match.position, b: position, verdict: match.verdict });
    stored.add(record);
  }
  const { merged, held } = cluster(prepared, edges);
  const idAt = (position: number): string => prepared[position]?.id ?? '';
  return {
    merged: merged.map((group) => ({
      ids: group.members.map(idAt),
      reason: group.edges[0]?.verdict.reason ?? '',
      pairs: group.edges.map(({ a, b, verdict }) => ({ a: idAt(a), b: idAt(b), reason: verdict.reason })),
    })),
    maybe: held
      .sort((x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b)
      .map(({ a, b, verdict }) => ({ a: idAt(a), b: idAt(b), reason: verdict.reason, score: verdict.score })),
  };
}

interface Found {
  position: number;
  other: Prepared;
  verdict: Verdict;
}

/** Records in the order they came, reached through blocks. */
function createStore() {
  const records: Prepared[] = [];
  const positions = new Map<string, number>();
  const recordAt = (position: number): Prepared => {
    const record = records[position];
    if (!record) throw new Error(`No record stands at position ${position}.`);
    return record;
  };
  const blocks = createBlocks(recordAt);
  return {
    add(record: Prepared): void {
      const known = positions.get(record.id);
      if (known !== undefined) blocks.remove(known, recordAt(known));
      const position = known ?? records.length;
      records[position] = record;
      positions.set(record.id, position);
      blocks.add(position, record);
    },
    matches(record: Prepared): Found[] {
      const found: Found[] = [];
      for (const position of blocks.near(record)) {
        const other = recordAt(position);
        const verdict = comparePair(other, record);
        if (verdict.outcome !== 'different') found.push({ position, other, verdict });
      }
      return found;
    },
  };
}

function byStrength(a: Verdict, b: Verdict): number {
  if (a.outcome !== b.outcome) return a.outcome === 'same' ? -1 : 1;
  return b.score - a.score;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
