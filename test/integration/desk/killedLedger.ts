import { expect } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { createDesk, unranked } from '../../../src/review/createDesk.ts';
import { reviewStateText } from '../../../src/review/trail/rebuildReview.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { firstHash, type TrailEntry } from '../../../src/store/trail.ts';
import { protocol } from '../../support/libraryStore.ts';
import type { Act, People, Somebody } from './killedPeople.ts';

const nameOf = (annotatorId: number | null, key: string | null): string => `${annotatorId}:${key}`;

/**
 * What the server acknowledged, held against the database. After each kill only what is new is looked at, so that the
 * last round costs no more than the first; now and then, and at the end, everything is.
 */
export function createLedger(db: string, { voters, adjudicators }: People) {
  const everybody = [...voters, ...adjudicators];
  const promised = new Map<string, Act>();
  const kept = new Map<string, TrailEntry>();
  let head = { trailEntryId: 0, hash: firstHash };

  /** Reads on in the trail: numbers without a gap, each entry sealed to the one before, no act twice. */
  function readOn(store: Store): void {
    const after = head.trailEntryId;
    for (const { seal, ...entry } of store.trail.seals(after, -1)) {
      expect(entry).toEqual({ trailEntryId: head.trailEntryId + 1, previousHash: head.hash, hash: seal });
      head = entry;
    }
    for (const entry of store.trail.entries({ after })) {
      if (entry.annotatorId === null) continue;
      const name = nameOf(entry.annotatorId, entry.idempotencyKey);
      expect(kept.has(name)).toBe(false);
      kept.set(name, entry);
    }
  }

  function expectKept(name: string, { fields }: Act): void {
    const entry = kept.get(name);
    expect({ name, isKept: entry !== undefined }).toEqual({ name, isKept: true });
    if (fields.verdict) expect(entry?.after).toMatchObject({ answer: { verdict: fields.verdict } });
  }

  /** A record was voted on as often as that was acknowledged, and once more at most where the answer never came. */
  function expectVersions(store: Store, who: Somebody): void {
    for (const [recordId, version] of who.versions) {
      const stored = store.trail.voteVersion(recordId, 'title-abstract', who.annotatorId);
      const isInDoubt = who.unanswered?.kind === 'vote' && who.unanswered.recordId === recordId;
      expect(isInDoubt ? [version, version + 1] : [version]).toContain(stored);
    }
  }

  return {
    /** How many acts were acknowledged until now. */
    acknowledged: (): number => promised.size + everybody.reduce((sum, who) => sum + who.acknowledged.length, 0),
    /** Every act acknowledged since the last look is there once, with what it said; nobody did anything else. */
    look(): void {
      const store = openStore(db, { readonly: true });
      readOn(store);
      for (const who of everybody) {
        for (const act of who.acknowledged.splice(0)) {
          const name = nameOf(who.annotatorId, act.key);
          promised.set(name, act);
          expectKept(name, act);
        }
        expectVersions(store, who);
      }
      const inDoubt = new Set(
        everybody.flatMap(({ annotatorId, unanswered }) => (unanswered ? nameOf(annotatorId, unanswered.key) : [])),
      );
      expect([...kept.keys()].filter((name) => !promised.has(name) && !inDoubt.has(name))).toEqual([]);
      store.close();
    },
    /** The same of everything from the beginning; the file is sound, and the state follows from the trail, byte for byte. */
    lookAtAll(): void {
      expect(integrityOf(db)).toBe('ok');
      const store = openStore(db);
      kept.clear();
      head = { trailEntryId: 0, hash: firstHash };
      readOn(store);
      for (const [name, act] of promised) expectKept(name, act);
      const before = reviewStateText(store);
      createDesk({ store, protocol, ranking: unranked }).rebuild();
      expect(reviewStateText(store)).toBe(before);
      expect(verifyTrail(store).fault).toBeNull();
      store.close();
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;

function integrityOf(file: string): unknown {
  const database = new BetterSqlite(file, { readonly: true });
  const found = database.pragma('integrity_check', { simple: true });
  database.close();
  return found;
}
