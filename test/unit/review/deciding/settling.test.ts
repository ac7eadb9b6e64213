import { describe, expect, test } from '@jest/globals';
import { deskOfTwo, protocol, refusalOf, say } from './deskOfTwo.ts';

const [yes, unsure, no] = [say('include'), say('unsure'), say('exclude')];

function inConflict(rules = protocol) {
  const desk = deskOfTwo({ rules });
  desk.cast(0, yes);
  desk.cast(1, no);
  const conflictEntryId = () =>
    desk.store.reviewState.conflict(desk.records.first, 'title-abstract')?.trailEntryId ?? 0;
  const at = { recordId: desk.records.first, stage: 'title-abstract' as const };
  const settle = (person = 3, rest: object = {}) =>
    desk.adjudication.settle({
      ...desk.act(person),
      ...at,
      answer: yes,
      reason: ' It reports follow-up. ',
      conflictEntryId: conflictEntryId(),
      ...rest,
    });
  const reopen = (person = 3, rest: object = {}) =>
    desk.adjudication.reopen({ ...desk.act(person), ...at, reason: 'Read again.', ...rest });
  return { ...desk, settle, reopen, conflictEntryId };
}

describe('settling a conflict', () => {
  test('puts the decision in its place, with its reason and what it was about', () => {
    const desk = inConflict();
    const { trailEntryId, repeated } = desk.settle();
    expect(repeated).toBe(false);
    expect(desk.standing()).toEqual({ voters: [0, 1], conflict: null, settled: yes });
    const entry = desk.store.trail.entries().at(-1);
    expect(entry).toMatchObject({
      trailEntryId,
      kind: 'settled',
      before: { fields: ['verdict'] },
      after: { answer: yes, basis: 'adjudicated' },
      reason: 'It reports follow-up.',
      annotatorId: desk.people[3],
      subject: null,
    });
    expect(refusalOf(() => desk.cast(0, no, { version: 1 }))?.code).toBe('closed');
    expect(refusalOf(() => desk.withdraw(0, 1))?.code).toBe('closed');
    expect(desk.blinding.isComplete(desk.records.first, 'title-abstract')).toBe(true);
  });

  test.each([
    ['without a reason', { reason: '  ' }, 'invalid'],
    ['whose votes changed meanwhile', { conflictEntryId: 1 }, 'stale'],
    ['by leaving it open', { answer: unsure }, 'invalid'],
    ['by an answer that is none', { answer: { verdict: 'maybe' } }, 'invalid'],
    ['of a record that has none', { recordId: 2 }, 'nothing'],
  ])('%s is refused and changes nothing', (_name, change, code) => {
    const desk = inConflict();
    const before = desk.kinds().length;
    const refusal = refusalOf(() => desk.settle(3, change));
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(/\w+ .*\./);
    expect(desk.kinds()).toHaveLength(before);
  });

  test('says what is wrong by its field', () => {
    const desk = inConflict();
    const faults = (change: object) => refusalOf(() => desk.settle(3, change))?.details.faults;
    expect(faults({ reason: '' })).toEqual([{ field: 'reason', message: 'is needed' }]);
    expect(faults({ answer: unsure })).toEqual([{ field: 'verdict', message: 'must be include or exclude' }]);
    expect(faults({ answer: { ...yes, note: 3 } })?.map(({ field }) => field)).toEqual(['note']);
    expect(refusalOf(() => desk.settle(3, { conflictEntryId: 0 }))?.details.current).toMatchObject({
      fields: ['verdict'],
    });
  });

  test('is not for those who voted, unless the protocol lets them', () => {
    const desk = inConflict();
    expect(refusalOf(() => desk.settle(0))).toMatchObject({
      code: 'own-conflict',
      message: expect.stringMatching(/\w/),
    });
    const lenient = { ...protocol, reviewing: { ...protocol.reviewing, adjudication: { byVoters: true } } };
    expect(inConflict(lenient).settle(0).repeated).toBe(false);
  });

  test('is done once under one name', () => {
    const desk = inConflict();
    const first = desk.settle(3, { idempotencyKey: 's' });
    expect(desk.settle(3, { idempotencyKey: 's' })).toEqual({ ...first, repeated: true });
    const opened = desk.reopen(3, { idempotencyKey: 'o' });
    expect(desk.reopen(3, { idempotencyKey: 'o' })).toEqual({ ...opened, repeated: true });
    expect(refusalOf(() => desk.reopen(3, { idempotencyKey: 's' }))?.code).toBe('stale');
  });
});

describe('opening a settled record again', () => {
  test('lets its votes count anew', () => {
    const desk = inConflict();
    desk.settle();
    expect(desk.reopen().repeated).toBe(false);
    expect(desk.standing()).toEqual({ voters: [0, 1], conflict: ['verdict'], settled: null });
    const opened = desk.store.trail.entries({ kind: 'reopened' })[0];
    expect(opened).toMatchObject({ before: { answer: yes, basis: 'adjudicated' }, after: null, reason: 'Read again.' });
    desk.cast(0, no, { version: 1 });
    expect(desk.standing().settled).toEqual(no);
  });

  test('is refused where no adjudicator settled it, to voters, and without a reason', () => {
    const desk = inConflict();
    expect(refusalOf(() => desk.reopen())).toMatchObject({
      code: 'nothing',
      message: expect.stringContaining('not settled'),
    });
    desk.cast(0, no, { version: 1 });
    expect(refusalOf(() => desk.reopen())?.code).toBe('nothing');
    desk.cast(0, yes, { version: 2 });
    desk.settle();
    expect(refusalOf(() => desk.reopen(1))?.code).toBe('own-conflict');
    expect(refusalOf(() => desk.reopen(3, { reason: ' ' }))?.code).toBe('invalid');
    expect(desk.standing().settled).toEqual(yes);
  });
});

describe('who sees which votes', () => {
  test('is everybody once all are in, and until then each their own', () => {
    const desk = deskOfTwo();
    const [a = 0, b = 0] = desk.people;
    const { first, second } = desk.records;
    const seenBy = (annotatorId: number | null, recordId = first) =>
      desk.blinding
        .visibleVotes(recordId, 'title-abstract', annotatorId)
        .map((vote) => desk.people.indexOf(vote.annotatorId));
    desk.cast(0, yes);
    expect([seenBy(a), seenBy(b), seenBy(null)]).toEqual([[0], [], []]);
    const entries = () => desk.store.trail.entries();
    const kindsFor = (annotatorId: number | null) =>
      desk.blinding.visibleEntries(entries(), annotatorId).map(({ kind }) => kind);
    expect([kindsFor(a), kindsFor(b), kindsFor(null)]).toEqual([['vote'], [], []]);
    expect(desk.blinding.completeVotes('title-abstract')).toEqual([]);
    desk.cast(1, no);
    expect([seenBy(a), seenBy(b), seenBy(null)]).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(kindsFor(null)).toEqual(['vote', 'vote', 'conflict']);
    for (const person of [0, 1]) desk.cast(person, yes, { recordId: second });
    desk.cast(0, yes, { recordId: desk.records.third });
    expect(desk.blinding.completeVotes('title-abstract').map(({ recordId }) => recordId)).toEqual([
      first,
      first,
      second,
      second,
    ]);
    desk.withdraw(1, 1);
    expect([seenBy(a), seenBy(b)]).toEqual([[0], []]);
    expect(kindsFor(b).filter((kind) => kind === 'vote-withdrawn')).toEqual(['vote-withdrawn']);
    expect(kindsFor(desk.people[2] ?? 0)).toEqual(['vote', 'vote', 'settled']);
  });

  test('entries that tell no vote are everybody’s', () => {
    const desk = deskOfTwo();
    desk.store.trail.append({
      at: '2026-02-01T00:00:00.000Z',
      kind: 'note',
      annotatorId: null,
      subject: 'run:1',
      recordId: null,
      stage: null,
      before: null,
      after: {},
      reason: null,
      requestId: null,
      idempotencyKey: null,
    });
    expect(desk.blinding.visibleEntries(desk.store.trail.entries(), null)).toHaveLength(1);
  });
});
