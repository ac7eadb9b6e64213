import type { Stage } from '../domain/review.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';
import { checkEvidence } from './checkEvidence.ts';
import { entryNamed } from './namedActs.ts';
import { Refusal } from './refusal.ts';
import { rulesOf, type Stages } from './stages/stages.ts';
import type { Projection, SettledAfter } from './trail/projectEntry.ts';
import type { Act, Voting } from './voting.ts';

export interface Settle extends Act {
  recordId: number;
  stage: Stage;
  answer: unknown;
  /** Why; never empty. */
  reason: string;
  /** Number of the trail's entry that made the conflict which the form showed. */
  conflictEntryId: number;
}

export interface Reopen extends Act {
  recordId: number;
  stage: Stage;
  reason: string;
}

export interface AdjudicationParts {
  store: Store;
  protocol: Protocol;
  stages: Stages;
  project: Projection;
  voting: Voting;
}

/** Settling what the votes leave open. Every method belongs inside one transaction; the votes stay as they were cast. */
export function createAdjudication({ store, protocol, stages, project, voting }: AdjudicationParts) {
  /**
   * Decides a conflict.
   *
   * @throws {Refusal} nothing (there is no conflict), own-conflict, stale (the votes changed meanwhile), invalid or evidence.
   */
  function settle(act: Settle): { trailEntryId: number; repeated: boolean } {
    const repeated = repeatOf(act, 'settled');
    if (repeated) return repeated;
    const { recordId, stage } = act;
    const reason = requireReason(act.reason);
    const conflict = store.reviewState.conflict(recordId, stage);
    if (!conflict) throw new Refusal('nothing', `Record ${recordId} has no conflict to settle at this stage.`);
    if (conflict.trailEntryId !== act.conflictEntryId)
      throw new Refusal('stale', 'The votes have changed since this form was opened.', { current: conflict });
    requireStranger(act);
    const read = rulesOf(stages, stage).schema.safeParse(act.answer);
    if (!read.success) {
      const faults = read.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
      throw new Refusal('invalid', 'The decision cannot be kept as it stands.', { faults });
    }
    const answer: unknown = read.data;
    const isUnsure = (answer as { verdict?: string }).verdict === 'unsure';
    if (isUnsure)
      throw new Refusal('invalid', 'A conflict is settled by including or excluding the record.', {
        faults: [{ field: 'verdict', message: 'must be include or exclude' }],
      });
    checkEvidence(store, recordId, stage, answer);
    const after: SettledAfter = { answer, basis: 'adjudicated' };
    const before = { fields: conflict.fields };
    const entry = store.trail.append({ ...entryOf(act), kind: 'settled', before, after, reason });
    project(entry);
    return { trailEntryId: entry.trailEntryId, repeated: false };
  }

  /**
   * Opens a settled record again, with a reason; its votes stand, so that what they say counts anew.
   *
   * @throws {Refusal} nothing where it is not settled, own-conflict.
   */
  function reopen(act: Reopen): { trailEntryId: number; repeated: boolean } {
    const repeated = repeatOf(act, 'reopened');
    if (repeated) return repeated;
    const { recordId, stage } = act;
    const reason = requireReason(act.reason);
    const settlement = store.reviewState.settlement(recordId, stage);
    if (settlement?.basis !== 'adjudicated')
      throw new Refusal('nothing', `Record ${recordId} was not settled by an adjudicator at this stage.`);
    requireStranger(act);
    const before = { answer: settlement.answer, basis: settlement.basis };
    const entry = store.trail.append({ ...entryOf(act), kind: 'reopened', before, after: null, reason });
    project(entry);
    voting.weigh(recordId, stage, act.at, act.requestId);
    return { trailEntryId: entry.trailEntryId, repeated: false };
  }

  function requireStranger({ recordId, stage, annotatorId }: Act & { recordId: number; stage: Stage }): void {
    if (protocol.reviewing.adjudication.byVoters) return;
    if (store.reviewState.vote(recordId, stage, annotatorId))
      throw new Refusal('own-conflict', 'You voted on this record, so somebody else has to settle it.');
  }

  function repeatOf(act: Settle | Reopen, kind: string): { trailEntryId: number; repeated: true } | null {
    const done = entryNamed(store, act, kind);
    return done ? { trailEntryId: done.trailEntryId, repeated: true } : null;
  }

  return { settle, reopen };
}

export type Adjudication = ReturnType<typeof createAdjudication>;

function requireReason(reason: string): string {
  const words = reason.trim();
  if (words === '')
    throw new Refusal('invalid', 'A reason is needed.', { faults: [{ field: 'reason', message: 'is needed' }] });
  return words;
}

function entryOf({ recordId, stage, annotatorId, at, requestId, idempotencyKey }: Settle | Reopen) {
  return { recordId, stage, annotatorId, at, requestId, idempotencyKey, subject: null };
}
