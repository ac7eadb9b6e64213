import type { Stage } from '../domain/review.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';
import type { StoredVote } from '../store/reviewState.ts';
import { checkEvidence } from './checkEvidence.ts';
import { entryNamed, otherAct } from './namedActs.ts';
import { Refusal } from './refusal.ts';
import { rulesOf, type Stages } from './stages/stages.ts';
import type { ConflictAfter, Projection, SettledAfter, VoteAfter } from './trail/projectEntry.ts';

/** What a reviewer was shown beside the record when voting. */
export interface Shown {
  /** Which suggestions of the program stood beside the form; empty where they were hidden. */
  suggestions: string[];
  /** How the record came to the reviewer: the order of the queue and the model behind it. */
  ranking: { order: string; model: string | null } | null;
  /** The file that the vote came with, where it was cast in another program. */
  imported?: string;
  /** Whether it was cast blind there; the desk sees for itself what is cast at it. */
  blind?: boolean;
}

/** Who does something, when, and under which request. */
export interface Act {
  annotatorId: number;
  /** ISO 8601, UTC. */
  at: string;
  requestId: string | null;
  /** Names the act; sent again, it is not done again. */
  idempotencyKey: string | null;
}

export interface CastVote extends Act {
  recordId: number;
  stage: Stage;
  answer: unknown;
  /** The version of the reviewer's own vote that the form showed; 0 for none. */
  version: number;
  shown: Shown;
}

export interface WithdrawVote extends Act {
  recordId: number;
  stage: Stage;
  version: number;
}

/** What an act led to, as far as the actor may know. */
export interface VoteResult {
  recordId: number;
  stage: Stage;
  version: number;
  /** True where the same act had been done before and nothing was done now. */
  repeated: boolean;
}

export interface VotingParts {
  store: Store;
  protocol: Protocol;
  stages: Stages;
  project: Projection;
}

/** Votes: cast, changed, withdrawn. Every method belongs inside one transaction. */
export function createVoting({ store, protocol, stages, project }: VotingParts) {
  /**
   * Casts or changes the actor's vote.
   *
   * @throws {Refusal} unknown-record, not-ready, invalid, evidence, stale or closed; nothing is changed then.
   */
  function cast(act: CastVote): VoteResult {
    const { recordId, stage, annotatorId } = act;
    const answer = readAnswer(stage, act.answer);
    const repeated = repeatOf(act, 'vote', answer);
    if (repeated) return repeated;
    requireStage(recordId, stage);
    checkEvidence(store, recordId, stage, answer);
    const own = requireCurrent(act);
    requireOpen(recordId, stage, own);

    // Once all votes were in, whoever votes may have seen the others', even where one was taken back since.
    const blind = act.shown.blind ?? !store.trail.wasComplete(recordId, stage);
    const after: VoteAfter = { version: act.version + 1, answer, shown: { ...act.shown, blind } };
    project(store.trail.append({ ...entryOf(act), kind: 'vote', before: own && { answer: own.answer }, after }));
    store.drafts.remove(annotatorId, stage, recordId);
    store.reviewQueue.release(recordId, stage, annotatorId);
    weigh(recordId, stage, act.at, act.requestId);
    return { recordId, stage, version: after.version, repeated: false };
  }

  /**
   * Takes the actor's vote back; what it was stays in the trail.
   *
   * @throws {Refusal} nothing, stale or closed.
   */
  function withdraw(act: WithdrawVote): VoteResult {
    const repeated = repeatOf(act, 'vote-withdrawn', undefined);
    if (repeated) return repeated;
    const { recordId, stage } = act;
    const own = requireCurrent(act);
    if (!own) throw new Refusal('nothing', 'There is no vote of yours to take back here.');
    requireOpen(recordId, stage, own);
    const after = { version: act.version + 1 };
    project(store.trail.append({ ...entryOf(act), kind: 'vote-withdrawn', before: { answer: own.answer }, after }));
    weigh(recordId, stage, act.at, act.requestId);
    return { recordId, stage, version: after.version, repeated: false };
  }

  /** Settles, opens or puts into conflict what the votes say now, and writes that into the trail. */
  function weigh(recordId: number, stage: Stage, at: string, requestId: string | null): void {
    const votes = store.reviewState.votes(recordId, stage);
    const rules = rulesOf(stages, stage);
    const answers = votes.map(({ answer }) => answer);
    const settlement = store.reviewState.settlement(recordId, stage);
    const conflict = store.reviewState.conflict(recordId, stage);
    const program = {
      at,
      annotatorId: null,
      subject: null,
      recordId,
      stage,
      reason: null,
      requestId,
      idempotencyKey: null,
    };
    const standing = settlement ? { answer: settlement.answer, basis: settlement.basis } : null;
    if (votes.length < protocol.reviewing.stages[stage].votes) {
      if (settlement || conflict)
        project(store.trail.append({ ...program, kind: 'reopened', before: standing, after: null }));
      return;
    }
    const fields = answers.length > 1 ? rules.differences(answers) : [];
    if (fields.length > 0) {
      // Made anew by every vote that changed, the same fields or not: an adjudicator must not settle votes never seen.
      const after: ConflictAfter = { fields };
      project(store.trail.append({ ...program, kind: 'conflict', before: standing, after }));
      return;
    }
    const after: SettledAfter = { answer: rules.agreed(answers), basis: 'agreed' };
    if (JSON.stringify(settlement?.answer) !== JSON.stringify(after.answer))
      project(store.trail.append({ ...program, kind: 'settled', before: standing, after }));
  }

  function repeatOf(act: CastVote | WithdrawVote, kind: string, answer: unknown): VoteResult | null {
    const done = entryNamed(store, act, kind);
    if (!done) return null;
    const after = done.after as Partial<VoteAfter> & { version: number };
    if (JSON.stringify(after.answer) !== JSON.stringify(answer)) throw otherAct(store, act);
    return { recordId: act.recordId, stage: act.stage, version: after.version, repeated: true };
  }

  function readAnswer(stage: Stage, answer: unknown): unknown {
    const read = rulesOf(stages, stage).schema.safeParse(answer);
    if (read.success) return read.data;
    const faults = read.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
    const [first] = faults;
    throw new Refusal('invalid', `The answer cannot be kept: ${first?.field ?? 'it'} ${first?.message ?? ''}.`, {
      faults,
    });
  }

  function requireStage(recordId: number, stage: Stage): void {
    if (store.records.headOf(recordId) !== recordId)
      throw new Refusal('unknown-record', `There is no record ${recordId} to decide about.`);
    if (stage !== 'tagging' && !store.reviewQueue.isReady(recordId, stage))
      throw new Refusal('not-ready', `Record ${recordId} has not come to this stage.`);
  }

  function requireCurrent({ recordId, stage, annotatorId, version }: CastVote | WithdrawVote): StoredVote | null {
    const own = store.reviewState.vote(recordId, stage, annotatorId);
    if (store.trail.voteVersion(recordId, stage, annotatorId) !== version)
      throw new Refusal('stale', 'Your vote was changed elsewhere since this form was opened.', { current: own });
    return own;
  }

  function requireOpen(recordId: number, stage: Stage, own: StoredVote | null): void {
    const settlement = store.reviewState.settlement(recordId, stage);
    if (settlement?.basis === 'adjudicated' || ((settlement || store.reviewState.conflict(recordId, stage)) && !own))
      throw new Refusal('closed', `Record ${recordId} has all its votes at this stage.`);
  }

  return { cast, withdraw, weigh };
}

export type Voting = ReturnType<typeof createVoting>;

function entryOf({ recordId, stage, annotatorId, at, requestId, idempotencyKey }: CastVote | WithdrawVote) {
  return { recordId, stage, annotatorId, at, requestId, idempotencyKey, subject: null, reason: null };
}
