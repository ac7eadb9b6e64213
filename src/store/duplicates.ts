import type { Database } from 'better-sqlite3';
import type { Annotator } from '../domain/codebook.ts';
import { recordTexts } from '../domain/recordText.ts';
import type { Annotations } from './annotations.ts';
import {
  createDuplicateRows,
  type DuplicateDecision,
  type DuplicateVerdict,
  type HeldPair,
  orderedPair,
  type Pair,
} from './duplicateRows.ts';
import type { Join, Records } from './records.ts';

export type { DuplicateDecision, DuplicateVerdict, HeldPair } from './duplicateRows.ts';

/** A decision that cannot be taken. The message is one sentence that says why and what to do. */
export class DuplicateError extends Error {
  override name = 'DuplicateError';
}

/** Who decides, why and when. */
export interface Decider {
  by: Annotator;
  reason: string;
  at: string;
}

/**
 * Which records are one publication. Decisions are kept for ever and the newest of a pair counts; which record is
 * read with which follows from them, so that undoing one leaves everything as it was. No row of a record is moved:
 * its sources, summaries and annotations stay with it and are read with the oldest record of the publication.
 *
 * Every writing method belongs inside the caller's transaction.
 */
export function createDuplicates(database: Database, records: Records, annotations: Annotations) {
  const rows = createDuplicateRows(database);

  function pairOf(one: number, other: number): Pair {
    for (const id of [one, other]) {
      if (records.headOf(id) === null) throw new DuplicateError(`There is no record ${id}.`);
    }
    if (one === other) throw new DuplicateError(`Record ${one} cannot be compared with itself.`);
    return orderedPair(one, other);
  }

  /** Two members of what would become one publication that were told apart before; null for none. */
  function toldApart([older, younger]: Pair): Pair | null {
    const [left, right] = [older, younger].map((id) => records.members(records.headOf(id) ?? id)) as [
      number[],
      number[],
    ];
    for (const a of left) {
      for (const b of right) {
        const pair = orderedPair(a, b);
        if (a !== b && !isPair(pair, [older, younger]) && rows.standing(pair) === 'different') return pair;
      }
    }
    return null;
  }

  /** True where other pairs would still make the two one publication. */
  function areJoinedByOthers(pair: Pair): boolean {
    const heads = headsOf(rows.samePairs().filter((same) => !isPair(same, pair)));
    const [older, younger] = pair.map((id) => heads.get(id) ?? id);
    return older === younger;
  }

  /** Lets every record be read with the oldest of its publication, and brings in line what is read differently now. */
  function settle(): void {
    const before = rows.pointers();
    const after = headsOf(rows.samePairs());
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
    for (const id of changed) rows.point(id, after.get(id) ?? null);
    const affected = new Set([...changed, ...changed.flatMap((id) => [before.get(id) ?? id, after.get(id) ?? id])]);
    for (const id of affected) records.refreshReading(id);
    for (const id of affected) {
      rows.settleScreening(id);
      settleTags(id);
    }
  }

  /** Marks evidence by the texts that are shown and settles the tags of the record this one is read with. */
  function settleTags(recordId: number): void {
    const head = records.headOf(recordId) ?? recordId;
    const record = records.get(head);
    if (!record) return;
    const texts = recordTexts(record.citation, record.summaries);
    for (const member of records.members(head)) annotations.checkEvidence(member, texts);
    annotations.deriveTags(head);
  }

  return {
    /** Holds two records for a person to say whether they are one publication. True if that was not known before. */
    hold(recordId: number, other: Join, runId: number, at: string): boolean {
      if (records.headOf(recordId) === records.headOf(other.recordId)) return false;
      return rows.hold(orderedPair(recordId, other.recordId), other.reason, runId, at);
    },
    /** The pairs that wait for a decision, oldest first. */
    waiting(): HeldPair[] {
      return rows.held().filter(({ recordId, otherRecordId }) => {
        const verdict = rows.standing([recordId, otherRecordId]);
        if (verdict === 'same' || verdict === 'different') return false;
        return records.headOf(recordId) !== records.headOf(otherRecordId);
      });
    },
    /** Every decision ever taken, in order. */
    decisions: (): DuplicateDecision[] => rows.decisions(),
    /** What was last decided about two records; null where nothing was. */
    standing: (one: number, other: number): DuplicateVerdict | null => rows.standing(orderedPair(one, other)),
    /** True where any two of the records behind these two were told apart. */
    areToldApart(one: number, other: number): boolean {
      const pair = orderedPair(one, other);
      return rows.standing(pair) === 'different' || toldApart(pair) !== null;
    },
    /**
     * Decides about two records, or takes the last decision about them back. Records that are the same are from
     * then on one record of the catalog: the oldest, with what all of them say.
     *
     * @throws {DuplicateError} for records that are not there, a decision that contradicts an earlier one about
     *   records of the same publication, or nothing to undo.
     */
    decide(one: number, other: number, decision: DuplicateVerdict, { by, reason, at }: Decider): void {
      const pair = pairOf(one, other);
      const known = rows.standing(pair);
      const named = `records ${pair[0]} and ${pair[1]}`;
      if (decision === 'undone' && (known === null || known === 'undone')) {
        throw new DuplicateError(`There is no decision about ${named} to undo.`);
      }
      if (decision === known)
        throw new DuplicateError(`It is already decided that ${named} are ${known === 'same' ? 'the same' : known}.`);
      const apart = decision === 'same' ? toldApart(pair) : null;
      if (apart) {
        throw new DuplicateError(
          `The ${named} cannot be the same: records ${apart[0]} and ${apart[1]} were told apart; undo that first.`,
        );
      }
      if (decision === 'different' && areJoinedByOthers(pair)) {
        throw new DuplicateError(
          `The ${named} are read as one publication by way of other records; undo a decision between those first.`,
        );
      }
      rows.addDecision(pair, decision, by, reason, at);
      settle();
    },
    settleTags,
  };
}

export type Duplicates = ReturnType<typeof createDuplicates>;

function isPair(a: Pair, b: Pair): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** For each record but the oldest of its publication, that oldest one. */
function headsOf(pairs: readonly Pair[]): Map<number, number> {
  const oldest = new Map<number, number>();
  const headOf = (id: number): number => {
    const next = oldest.get(id) ?? id;
    return next === id ? id : headOf(next);
  };
  for (const [older, younger] of pairs) {
    const [low, high] = orderedPair(headOf(older), headOf(younger));
    if (low !== high) oldest.set(high, low);
  }
  return new Map([...oldest.keys()].map((id) => [id, headOf(id)]));
}
