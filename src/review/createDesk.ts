import type { Stage } from '../domain/review.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';
import type { NewTrailEntry } from '../store/trail.ts';
import { createAdjudication, type Reopen, type Settle } from './adjudication.ts';
import { createAgreement } from './agreement/createAgreement.ts';
import { createBlinding } from './blinding.ts';
import { createCertaintyJudging, type JudgeCertainty, type WithdrawCertainty } from './certainty.ts';
import { createCodingFromSettlements } from './codingFromSettlements.ts';
import { createDrafting, type SaveDraft } from './drafting.ts';
import { type LearnedTags, nothingLearned } from './learnedTags/createLearnedTags.ts';
import { createRecordOpening } from './openRecord.ts';
import { createQueue, type Explanation, type Ranking } from './queue.ts';
import { createStages } from './stages/stages.ts';
import { createProjection } from './trail/projectEntry.ts';
import { rebuildReview } from './trail/rebuildReview.ts';
import { type CastVote, createVoting, type WithdrawVote } from './voting.ts';

export interface DeskParts {
  store: Store;
  protocol: Protocol;
  ranking: Ranking;
  learnedTags?: LearnedTags;
}

/** An act of a person that is about no single stage of a record. */
export interface Note {
  kind: string;
  /** What it is about: "run:12". */
  subject: string;
  before?: unknown;
  after: unknown;
  reason?: string;
  annotatorId: number;
  at: string;
  requestId: string | null;
  /** Names the act; sent again, it is not written down again. */
  idempotencyKey?: string | null;
}

/** Everything oldest first: a desk without a model. */
export const unranked: Ranking = { order: () => null };

/**
 * The reviewers' desk: every act that changes the review goes through here, is written into the trail and into what
 * follows from it in one transaction, and is durable when its promise resolves.
 */
export function createDesk({ store, protocol, ranking, learnedTags = nothingLearned }: DeskParts) {
  const stages = createStages(protocol);
  const project = createProjection(store, createCodingFromSettlements(store, protocol));
  const voting = createVoting({ store, protocol, stages, project });
  const adjudication = createAdjudication({ store, protocol, stages, project, voting });
  const drafting = createDrafting(store);
  const blinding = createBlinding(store);
  const certainty = createCertaintyJudging(store, protocol, project);
  return {
    stages,
    blinding,
    agreement: createAgreement(store, protocol),
    /** A record as one reviewer may see it. */
    open: createRecordOpening(store, protocol, blinding, learnedTags),
    /** How well learned tags are suggested; null before the first lesson. */
    learnedFigures: learnedTags.figures,
    /** What the reviewer's ranking says of a record; null where the protocol keeps it back or there is no ranking. */
    explain: (annotatorId: number, recordId: number): Promise<Explanation | null> =>
      (protocol.reviewing.queue.showScore && ranking.explain?.(annotatorId, recordId)) || Promise.resolve(null),
    queue: createQueue(store, protocol, ranking),
    vote: (act: CastVote) => store.write(() => voting.cast(act)),
    /** Several votes of one form, all or none. */
    voteAll: (acts: readonly CastVote[]) => store.write(() => acts.map((act) => voting.cast(act))),
    withdraw: (act: WithdrawVote) => store.write(() => voting.withdraw(act)),
    settle: (act: Settle) => store.write(() => adjudication.settle(act)),
    reopen: (act: Reopen) => store.write(() => adjudication.reopen(act)),
    certainty: {
      versionOf: certainty.versionOf,
      history: certainty.history,
      judge: (act: JudgeCertainty) => store.write(() => certainty.judge(act)),
      withdraw: (act: WithdrawCertainty) => store.write(() => certainty.withdraw(act)),
    },
    draft: drafting.read,
    saveDraft: (draft: SaveDraft) => store.write(() => drafting.save(draft)),
    discardDraft: (annotatorId: number, stage: Stage, recordId: number) =>
      store.write(() => drafting.discard(annotatorId, stage, recordId)),
    /** Writes down an act that is kept elsewhere, inside the caller's transaction. */
    append: (note: Note): void => {
      store.trail.append(entryOf(note));
    },
    /** The same as a transaction of its own. */
    note: (note: Note) =>
      store.write(() => {
        const { annotatorId, idempotencyKey } = note;
        if (!idempotencyKey || !store.trail.find(annotatorId, idempotencyKey)) store.trail.append(entryOf(note));
      }),
    /** Makes what stands anew from the trail. */
    rebuild: () => store.transaction(() => rebuildReview(store, project)),
  };
}

export type Desk = ReturnType<typeof createDesk>;

function entryOf({ before = null, reason, idempotencyKey = null, ...note }: Note): NewTrailEntry {
  return { ...note, before, reason: reason ?? null, recordId: null, stage: null, idempotencyKey };
}
