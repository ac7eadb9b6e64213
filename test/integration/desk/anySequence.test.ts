import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Stage } from '../../../src/domain/review.ts';
import { createDesk, type Desk, unranked } from '../../../src/review/createDesk.ts';
import { Refusal } from '../../../src/review/refusal.ts';
import { emptyTagging } from '../../../src/review/stages/tagging.ts';
import { reviewStateText } from '../../../src/review/trail/rebuildReview.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import type { Store } from '../../../src/store/openStore.ts';
import { deskInstant, signedIn } from '../../support/identity.ts';
import { protocol } from '../../support/libraryStore.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';
import { createOracle, type Place } from './reviewOracle.ts';

/** Sequences tried; each works on records of its own. A long run: `RESORB_SEQUENCES=2000 npx jest … anySequence`. */
const sequences = Number(process.env.RESORB_SEQUENCES ?? 60);
const recordsEach = 2;

let copies: StoreCopies;
let store: Store;
let desk: Desk;
let reviewers: number[];
let adjudicators: number[];
let firstRecord = 1;
beforeAll(async () => {
  copies = await recordCopies(recordsEach * (sequences + 40));
  store = copies.store();
  desk = createDesk({ store, protocol, ranking: unranked });
  const number = (role: 'reviewer' | 'adjudicator') => signedIn(store, role).identity.annotatorId;
  reviewers = ['reviewer', 'reviewer', 'reviewer'].map(() => number('reviewer'));
  // The third reviewer may settle too, so that voters try to.
  adjudicators = [number('adjudicator'), reviewers[2] ?? 0];
});
afterAll(() => copies.remove());

const screening = (verdict: string, exclusionReason: string | null) => ({ verdict, exclusionReason, note: '' });
const screeningAnswers = [
  screening('include', null),
  screening('unsure', null),
  screening('exclude', 'wrong-topic'),
  screening('exclude', 'wrong-region'),
];
const inflammation = { id: 'inflammation', position: 'supports', evidence: [] };
const taggingAnswers = [
  emptyTagging,
  { ...emptyTagging, mechanisms: [inflammation] },
  { ...emptyTagging, mechanisms: [{ ...inflammation, position: 'contradicts' }], sampleN: 12 },
  { ...emptyTagging, sampleN: 12 },
];
const answersAt = (stage: Stage): unknown[] => (stage === 'tagging' ? taggingAnswers : screeningAnswers);

const step = fc.record({
  kind: fc.constantFrom('vote', 'vote', 'vote', 'vote', 'withdraw', 'settle', 'settle', 'reopen'),
  record: fc.nat(recordsEach - 1),
  stage: fc.constantFrom<Stage>('title-abstract', 'title-abstract', 'full-text', 'tagging'),
  who: fc.nat(2),
  answer: fc.nat(3),
  /** Forms that are behind, or ahead of anything that was. */
  off: fc.constantFrom(0, 0, 0, 0, 0, -1, 1),
});
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

describe('whatever reviewers and adjudicators do, in whatever order', () => {
  test('the desk decides as the rules say, shows nobody another’s vote, and what stands follows from the trail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const recordIds = Array.from({ length: recordsEach }, () => firstRecord++);
        const oracle = createOracle();
        for (const each of steps) {
          const place: Place = { recordId: recordIds[each.record] ?? 0, stage: each.stage };
          const before = [store.trail.head(), standingText(place)];
          const { expected, refusal } = await take(oracle, each, place);
          expect({ each, refusal }).toEqual({ each, refusal: expected });
          if (refusal) expect([store.trail.head(), standingText(place)]).toEqual(before);
          expectStanding(oracle, place);
          expectBlind(oracle, place);
        }
      }),
      { numRuns: sequences },
    );
  });

  test('everything made anew from the trail stands as before, byte for byte, and the trail holds', () => {
    const before = reviewStateText(store);
    expect(before.length).toBeGreaterThan(10_000);
    expect(desk.rebuild()).toBe(store.trail.head().trailEntryId);
    expect(reviewStateText(store)).toBe(before);
    expect(verifyTrail(store)).toMatchObject({ fault: null, entries: store.trail.head().trailEntryId });
  });
});

/** Does one step, telling how the desk took it and how the rules say it must. */
async function take(oracle: ReturnType<typeof createOracle>, { kind, who, answer: chosen, off }: Step, place: Place) {
  const act = { ...place, at: deskInstant, requestId: null, idempotencyKey: null };
  const standing = oracle.at(place);
  const reviewer = reviewers[who] ?? 0;
  const adjudicator = adjudicators[who % 2] ?? 0;
  const answer = answersAt(place.stage)[chosen];
  if (kind === 'vote') {
    const version = Math.max(0, (standing.versions.get(reviewer) ?? 0) + off);
    const expected = oracle.refusalOf(place, reviewer, version, true);
    const shown = { suggestions: [], ranking: null };
    const refusal = await refusalOf(desk.vote({ ...act, annotatorId: reviewer, version, answer, shown }));
    if (!expected) oracle.keep(place, reviewer, answer);
    return { expected, refusal };
  }
  if (kind === 'withdraw') {
    const version = Math.max(0, (standing.versions.get(reviewer) ?? 0) + off);
    const expected = oracle.refusalOf(place, reviewer, version, false);
    const refusal = await refusalOf(desk.withdraw({ ...act, annotatorId: reviewer, version }));
    if (!expected) oracle.keep(place, reviewer, null);
    return { expected, refusal };
  }
  const by = { ...act, annotatorId: adjudicator, reason: 'as the text says' };
  if (kind === 'settle') {
    const entry = store.reviewState.conflict(place.recordId, place.stage)?.trailEntryId ?? 0;
    const settled = (answer as { verdict?: string }).verdict === 'unsure' ? answersAt(place.stage)[0] : answer;
    const expected = oracle.settleRefusalOf(place, adjudicator, off === 0);
    const refusal = await refusalOf(desk.settle({ ...by, answer: settled, conflictEntryId: entry + off }));
    if (!expected) standing.adjudicated = settled;
    return { expected, refusal };
  }
  const expected = oracle.reopenRefusalOf(place, adjudicator);
  const refusal = await refusalOf(desk.reopen(by));
  if (!expected) {
    standing.adjudicated = undefined;
    oracle.noteOutcome(place);
  }
  return { expected, refusal };
}

async function refusalOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (cause) {
    if (cause instanceof Refusal) return cause.code;
    throw cause;
  }
}

function standingText({ recordId, stage }: Place): string {
  const { votes, settlement, conflict } = store.reviewState;
  return JSON.stringify([votes(recordId, stage), settlement(recordId, stage), conflict(recordId, stage)]);
}

function expectStanding(oracle: ReturnType<typeof createOracle>, place: Place): void {
  const { recordId, stage } = place;
  const standing = oracle.at(place);
  const votes = store.reviewState.votes(recordId, stage);
  expect(new Map(votes.map(({ annotatorId, answer }) => [annotatorId, answer]))).toEqual(standing.votes);
  for (const who of reviewers)
    expect(store.trail.voteVersion(recordId, stage, who)).toBe(standing.versions.get(who) ?? 0);
  for (const { annotatorId, version } of votes) expect(version).toBe(standing.versions.get(annotatorId));

  const state = oracle.stateOf(place);
  const settlement = store.reviewState.settlement(recordId, stage);
  expect(settlement?.basis ?? null).toBe(state === 'agreed' || state === 'adjudicated' ? state : null);
  expect(store.reviewState.conflict(recordId, stage) !== null).toBe(state === 'conflict');
  const conflicts = store.trail.entries({ recordId, stage, kind: 'conflict' });
  expect(conflicts).toHaveLength(standing.conflicts);
  if (stage !== 'tagging' && settlement)
    expect((settlement.answer as { verdict: string }).verdict).toBe(oracle.verdictOf(place));
}

/** While votes are to come, each sees their own alone, and nothing of the trail tells more. */
function expectBlind(oracle: ReturnType<typeof createOracle>, place: Place): void {
  const { recordId, stage } = place;
  const isOpen = oracle.stateOf(place) === 'open';
  const entries = store.trail.entries({ recordId, stage });
  const all = store.trail.entries({ recordId });
  for (const who of [...reviewers, ...adjudicators]) {
    const votes = desk.blinding.visibleVotes(recordId, stage, who);
    const seen = desk.blinding.visibleEntries(entries, who);
    expect(desk.blinding.visibleHistory(recordId, who)).toEqual(desk.blinding.visibleEntries(all, who));
    if (isOpen) {
      expect(votes.every(({ annotatorId }) => annotatorId === who)).toBe(true);
      expect(seen.every(({ annotatorId }) => annotatorId === who)).toBe(true);
      expect(desk.open(recordId, stage, who).complete).toBeNull();
    } else {
      expect(votes).toHaveLength(2);
      expect(seen).toEqual(entries);
    }
  }
  const complete = new Set(desk.blinding.completeVotes(stage).map((vote) => vote.recordId));
  expect(complete.has(recordId)).toBe(!isOpen);
  // A vote given once the others' could be seen is kept as one that was not blind.
  const blindLast = entries
    .filter(({ kind }) => kind === 'vote')
    .map(({ trailEntryId, after }) => ({
      trailEntryId,
      blind: (after as { shown: { blind: boolean } }).shown.blind,
    }));
  const firstComplete = entries.find(({ kind }) => kind === 'settled' || kind === 'conflict')?.trailEntryId;
  for (const { trailEntryId, blind } of blindLast)
    expect(blind).toBe(firstComplete === undefined || trailEntryId < firstComplete);
}
