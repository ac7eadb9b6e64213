import { protocolDir } from '../../../../src/paths.ts';
import { loadProtocol } from '../../../../src/protocol/loadProtocol.ts';
import type { Protocol } from '../../../../src/protocol/protocol.ts';
import { createAdjudication } from '../../../../src/review/adjudication.ts';
import { createBlinding } from '../../../../src/review/blinding.ts';
import { createCodingFromSettlements } from '../../../../src/review/codingFromSettlements.ts';
import { Refusal } from '../../../../src/review/refusal.ts';
import type { ScreeningAnswer } from '../../../../src/review/stages/screening.ts';
import { createStages } from '../../../../src/review/stages/stages.ts';
import { createProjection } from '../../../../src/review/trail/projectEntry.ts';
import { type CastVote, createVoting } from '../../../../src/review/voting.ts';
import { openStore } from '../../../../src/store/openStore.ts';
import { incoming } from '../../../support/citations.ts';

export const protocol = loadProtocol(protocolDir);

export const say = (verdict: ScreeningAnswer['verdict'], exclusionReason: string | null = null): ScreeningAnswer => ({
  verdict,
  exclusionReason,
  note: '',
});

/** What the records of these tests say. */
export const abstract = 'Macrophages eat the fragment. Its size falls.';

/** The rules of deciding over three records and four people, without pages. */
export function deskOfTwo({ rules = protocol }: { rules?: Protocol } = {}) {
  const store = openStore(':memory:');
  store.runs.start({ source: 'file', programVersion: 'test', startedAt: '2026-01-01T00:00:00.000Z' });
  const records = ['101', '102', '103'].map(
    (pmid) =>
      store.records.save(
        incoming({ pmid, title: `Study ${pmid}`, abstract: [{ label: null, nlmCategory: null, text: abstract }] }),
      ).recordId,
  );
  const people = ['Reviewer A', 'Reviewer B', 'Reviewer C', 'Adjudicator'].map((name) => {
    const account = { name, nameKey: name, role: 'reviewer' as const, passwordHash: 'plain', at: '2026-01-01' };
    return store.accounts.get(store.accounts.add(account))?.annotatorId ?? 0;
  });
  const stages = createStages(rules);
  const project = createProjection(store, createCodingFromSettlements(store, rules));
  const voting = createVoting({ store, protocol: rules, stages, project });
  const adjudication = createAdjudication({ store, protocol: rules, stages, project, voting });
  let minute = 0;
  const act = (person: number) => ({
    annotatorId: people[person] ?? 0,
    at: new Date(Date.UTC(2026, 1, 1, 0, minute++)).toISOString(),
    requestId: 'r1',
    idempotencyKey: null as string | null,
  });
  const shown = { suggestions: [], ranking: null };
  const [recordId = 0, second = 0, third = 0] = records;
  const cast = (person: number, answer: unknown, rest: Partial<CastVote> = {}) =>
    voting.cast({ ...act(person), recordId, stage: 'title-abstract', answer, version: 0, shown, ...rest });
  const withdraw = (person: number, version: number, rest: Partial<CastVote> = {}) =>
    voting.withdraw({ ...act(person), recordId, stage: 'title-abstract', version, ...rest });
  /** What stands at a stage: who voted, the conflict's fields, the settled answer. */
  const standing = (stage: CastVote['stage'] = 'title-abstract', of = recordId) => ({
    voters: store.reviewState.votes(of, stage).map(({ annotatorId }) => people.indexOf(annotatorId)),
    conflict: store.reviewState.conflict(of, stage)?.fields ?? null,
    settled: store.reviewState.settlement(of, stage)?.answer ?? null,
  });
  const kinds = () => store.trail.entries().map(({ kind }) => kind);
  return {
    store,
    people,
    records: { first: recordId, second, third },
    voting,
    adjudication,
    blinding: createBlinding(store),
    stages,
    act,
    shown,
    cast,
    withdraw,
    standing,
    kinds,
  };
}

/** The refusal that an act ends with; null where it is done. */
export function refusalOf(work: () => unknown): Refusal | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
