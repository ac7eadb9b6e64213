import { z } from 'zod';
import type { Protocol } from '../protocol/protocol.ts';
import type { StoredCertainty } from '../store/certainty.ts';
import type { Store } from '../store/openStore.ts';
import type { TrailEntry } from '../store/trail.ts';
import { type CertaintyJudgement, downgradeDomains, upgradeDomains } from '../synthesis/summaryOfFindings.ts';
import { certaintyKinds, findingSubject } from './certaintyEntries.ts';
import { Refusal } from './refusal.ts';
import type { CertaintyAfter, Projection } from './trail/projectEntry.ts';
import type { Act } from './voting.ts';

/** What lay before the people who judged; a finding that has grown since has to be judged anew. */
export interface CertaintyBasis {
  studies: number;
  participants: number;
}

/** As it is kept: the judgement and what it was made on. */
export interface KeptJudgement extends CertaintyJudgement {
  basis: CertaintyBasis;
}

export interface JudgeCertainty extends Act {
  findingId: string;
  /** The version that the form showed; 0 for none. */
  version: number;
  /** Where it starts and the steps from there, as the form has them. */
  judgement: unknown;
  basis: CertaintyBasis;
}

export interface WithdrawCertainty extends Act {
  findingId: string;
  version: number;
}

/** Longest reason that is kept, in characters. */
export const longestReason = 2000;

const judgementSchema = z.strictObject({
  start: z.enum(['high', 'low']),
  steps: z
    .array(
      z.strictObject({
        domain: z.enum([...downgradeDomains, ...upgradeDomains]),
        levels: z.union([z.literal(1), z.literal(2)]),
        reason: z.string().trim().min(1, 'needs a reason').max(longestReason),
      }),
    )
    .refine((steps) => new Set(steps.map(({ domain }) => domain)).size === steps.length, 'names a domain twice'),
});

/** How sure people are of the findings. Every method that writes belongs inside one transaction. */
export function createCertaintyJudging(store: Store, { synthesis }: Protocol, project: Projection) {
  const findings = new Set(synthesis.findings.map(({ id }) => id));

  /** Every act about a finding, oldest first: each holds what stood before it. */
  const history = (findingId: string): TrailEntry[] => store.trail.ofSubject(findingSubject(findingId));

  /**
   * Keeps a judgement in the place of the one before, which stays in the trail.
   *
   * @throws {Refusal} unknown-record for a finding the protocol does not name, invalid, or stale; nothing is changed
   *   then.
   */
  function judge(act: JudgeCertainty): void {
    const judgement: KeptJudgement = { ...readJudgement(act.judgement), basis: act.basis };
    const after: CertaintyAfter = { version: act.version + 1, judgement };
    if (isRepeated(act, certaintyKinds.judged, after)) return;
    const standing = requireCurrent(act);
    append(act, certaintyKinds.judged, standing, after);
  }

  /**
   * Takes the judgement back: the finding is then not judged.
   *
   * @throws {Refusal} unknown-record, nothing, or stale.
   */
  function withdraw(act: WithdrawCertainty): void {
    const after = { version: act.version + 1 };
    if (isRepeated(act, certaintyKinds.withdrawn, after)) return;
    const standing = requireCurrent(act);
    if (!standing) throw new Refusal('nothing', 'This finding is not judged.');
    append(act, certaintyKinds.withdrawn, standing, after);
  }

  function append(
    { findingId, annotatorId, at, requestId, idempotencyKey }: WithdrawCertainty,
    kind: string,
    standing: StoredCertainty | null,
    after: unknown,
  ): void {
    const before = standing && { version: standing.version, judgement: standing.judgement };
    const none = { recordId: null, stage: null, reason: null };
    const subject = findingSubject(findingId);
    project(store.trail.append({ kind, subject, before, after, annotatorId, at, requestId, idempotencyKey, ...none }));
  }

  function isRepeated(
    { annotatorId, idempotencyKey, findingId }: WithdrawCertainty,
    kind: string,
    after: unknown,
  ): boolean {
    const done = idempotencyKey === null ? null : store.trail.find(annotatorId, idempotencyKey);
    if (!done) return false;
    const isSame = done.kind === kind && done.subject === findingSubject(findingId);
    if (!isSame || JSON.stringify(done.after) !== JSON.stringify(after))
      throw new Refusal('stale', 'This form was already sent with something else in it.', {
        current: store.certainty.get(findingId),
      });
    return true;
  }

  function requireCurrent({ findingId, version }: WithdrawCertainty): StoredCertainty | null {
    if (!findings.has(findingId)) throw new Refusal('unknown-record', `There is no finding "${findingId}".`);
    const current = store.certainty.get(findingId);
    if (versionOf(findingId) !== version)
      throw new Refusal('stale', 'The certainty of this finding was judged elsewhere since this form was opened.', {
        current,
      });
    return current;
  }

  /** How often the finding was judged or its judgement taken back. */
  const versionOf = (findingId: string): number => history(findingId).length;

  return { judge, withdraw, versionOf, history };
}

export type CertaintyJudging = ReturnType<typeof createCertaintyJudging>;

function readJudgement(judgement: unknown): CertaintyJudgement {
  const read = judgementSchema.safeParse(judgement);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
  throw new Refusal('invalid', 'The judgement cannot be kept: each step needs a domain, a level and a reason.', {
    faults,
  });
}
