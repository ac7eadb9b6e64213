import { describe, expect, test } from '@jest/globals';
import { directions } from '../../../../src/domain/codebook.ts';
import { emptyTagging } from '../../../../src/review/stages/tagging.ts';
import { abstract, deskOfTwo, protocol, refusalOf, say } from './deskOfTwo.ts';

const [yes, unsure, no] = [say('include'), say('unsure'), say('exclude')];

describe('votes on a record', () => {
  test('are weighed when all are in, and not before', () => {
    const desk = deskOfTwo();
    expect(desk.cast(0, yes)).toEqual({
      recordId: desk.records.first,
      stage: 'title-abstract',
      version: 1,
      repeated: false,
    });
    expect(desk.standing()).toEqual({ voters: [0], conflict: null, settled: null });
    expect(desk.kinds()).toEqual(['vote']);
    desk.cast(1, unsure);
    expect(desk.standing()).toEqual({ voters: [0, 1], conflict: null, settled: yes });
    expect(desk.kinds()).toEqual(['vote', 'vote', 'settled']);
  });

  test('that differ are a conflict, which a changed vote resolves', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes);
    desk.cast(1, no);
    expect(desk.standing()).toEqual({ voters: [0, 1], conflict: ['verdict'], settled: null });
    expect(desk.cast(1, yes, { version: 1 }).version).toBe(2);
    expect(desk.standing()).toEqual({ voters: [0, 1], conflict: null, settled: yes });
  });

  test('that come to differ undo what was settled', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes);
    desk.cast(1, yes);
    desk.cast(1, no, { version: 1 });
    expect(desk.standing()).toEqual({ voters: [0, 1], conflict: ['verdict'], settled: null });
    const last = desk.store.trail.entries().at(-1);
    expect(last).toMatchObject({ kind: 'conflict', before: { answer: yes, basis: 'agreed' }, annotatorId: null });
    expect(last).toMatchObject({ reason: null, subject: null, requestId: 'r1', idempotencyKey: null });
  });

  test('changed without a change of what follows write nothing more than the vote', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes);
    desk.cast(1, yes);
    desk.cast(1, unsure, { version: 1 });
    expect(desk.kinds()).toEqual(['vote', 'vote', 'settled', 'vote']);
    expect(desk.standing().settled).toEqual(yes);
  });

  test('that still differ after a change make the conflict anew, since when it stands stays', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes);
    desk.cast(1, no);
    const before = desk.store.reviewState.conflict(desk.records.first, 'title-abstract');
    desk.cast(0, unsure, { version: 1 });
    const after = desk.store.reviewState.conflict(desk.records.first, 'title-abstract');
    expect(after?.trailEntryId).toBeGreaterThan(before?.trailEntryId ?? Number.POSITIVE_INFINITY);
    expect(after?.since).toBe(before?.since);
  });

  test('settle by themselves where the protocol asks for one', () => {
    const stages = { ...protocol.reviewing.stages, 'title-abstract': { votes: 1, exclusionReason: 'optional' } };
    const desk = deskOfTwo({ rules: { ...protocol, reviewing: { ...protocol.reviewing, stages } } as never });
    desk.cast(0, unsure);
    expect(desk.standing()).toEqual({ voters: [0], conflict: null, settled: yes });
  });

  test('on the next stage follow a record that went on, and no other', () => {
    const desk = deskOfTwo();
    const atFullText = { stage: 'full-text' } as const;
    expect(refusalOf(() => desk.cast(0, yes, atFullText))?.code).toBe('not-ready');
    for (const person of [0, 1]) desk.cast(person, yes);
    desk.cast(0, yes, atFullText);
    expect(desk.standing('full-text').voters).toEqual([0]);
    for (const person of [0, 1]) desk.cast(person, no, { recordId: desk.records.second });
    expect(refusalOf(() => desk.cast(0, yes, { ...atFullText, recordId: desk.records.second }))?.code).toBe(
      'not-ready',
    );
    expect(refusalOf(() => desk.cast(0, yes, { recordId: 99 }))).toMatchObject({
      code: 'unknown-record',
      message: 'There is no record 99 to decide about.',
    });
  });
});

describe('taking a vote back', () => {
  test('opens again what it had settled or put into conflict', () => {
    for (const second of [yes, no]) {
      const desk = deskOfTwo();
      desk.cast(0, yes);
      desk.cast(1, second);
      expect(desk.withdraw(1, 1)).toMatchObject({ version: 2, repeated: false });
      expect(desk.standing()).toEqual({ voters: [0], conflict: null, settled: null });
      expect(desk.kinds().slice(-2)).toEqual(['vote-withdrawn', 'reopened']);
      const before = second === yes ? { answer: yes, basis: 'agreed' } : null;
      expect(desk.store.trail.entries().at(-1)?.before).toEqual(before);
    }
  });

  test('before all are in leaves nothing to open', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes);
    desk.withdraw(0, 1);
    expect(desk.kinds()).toEqual(['vote', 'vote-withdrawn']);
    expect(desk.store.trail.entries().at(-1)).toMatchObject({ before: { answer: yes }, after: { version: 2 } });
    expect(desk.cast(0, no, { version: 2 }).version).toBe(3);
  });

  test('of nobody is refused', () => {
    const desk = deskOfTwo();
    expect(refusalOf(() => desk.withdraw(0, 0))).toMatchObject({
      code: 'nothing',
      message: expect.stringMatching(/\w/),
    });
  });
});

describe('a form that is behind', () => {
  test('is told what stands and changes nothing', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes);
    for (const late of [() => desk.cast(0, no), () => desk.cast(0, no, { version: 2 }), () => desk.withdraw(0, 0)]) {
      const refusal = refusalOf(late);
      expect(refusal).toMatchObject({
        name: 'Refusal',
        code: 'stale',
        details: { current: { answer: yes, version: 1 } },
      });
      expect(refusal?.message).toContain('changed elsewhere');
    }
    expect(desk.kinds()).toEqual(['vote']);
  });

  test('after all votes are in is closed to whoever has none', () => {
    for (const second of [yes, no]) {
      const desk = deskOfTwo();
      desk.cast(0, yes);
      desk.cast(1, second);
      expect(refusalOf(() => desk.cast(2, yes))).toMatchObject({
        code: 'closed',
        message: `Record ${desk.records.first} has all its votes at this stage.`,
      });
    }
  });
});

describe('an act with a name', () => {
  test('is done once, and its answer is the first one’s', () => {
    const desk = deskOfTwo();
    const first = desk.cast(0, yes, { idempotencyKey: 'k' });
    expect(desk.cast(0, yes, { idempotencyKey: 'k', version: 7 })).toEqual({ ...first, repeated: true });
    expect(desk.withdraw(0, 1, { idempotencyKey: 'w' })).toMatchObject({ version: 2, repeated: false });
    expect(desk.withdraw(0, 1, { idempotencyKey: 'w' })).toMatchObject({ version: 2, repeated: true });
    expect(desk.kinds()).toEqual(['vote', 'vote-withdrawn']);
  });

  test('cannot be another act', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes, { idempotencyKey: 'k' });
    const others = [
      () => desk.cast(0, no, { idempotencyKey: 'k', version: 1 }),
      () => desk.cast(0, yes, { idempotencyKey: 'k', recordId: desk.records.second }),
      () => desk.cast(0, { ...emptyTagging }, { idempotencyKey: 'k', stage: 'tagging' }),
      () => desk.withdraw(0, 1, { idempotencyKey: 'k' }),
    ];
    for (const other of others)
      expect(refusalOf(other)).toMatchObject({ code: 'stale', message: expect.stringContaining('already sent') });
    expect(refusalOf(() => desk.cast(0, no, { idempotencyKey: 'k' }))?.details.current).toMatchObject({ answer: yes });
    // Somebody else's name for their own act.
    expect(desk.cast(1, yes, { idempotencyKey: 'k' }).repeated).toBe(false);
  });
});

describe('an answer that cannot be kept', () => {
  test('names every fault by its field', () => {
    const desk = deskOfTwo();
    const refusal = refusalOf(() => desk.cast(0, { verdict: 'include', exclusionReason: 'wrong-topic', note: 1 }));
    expect(refusal?.code).toBe('invalid');
    expect(refusal?.details.faults?.map(({ field }) => field)).toEqual(['note']);
    expect(refusal?.message).toMatch(/^The answer cannot be kept: note .+\.$/);
    const reason = refusalOf(() => desk.cast(0, say('include', 'wrong-topic')));
    expect(reason?.details.faults).toEqual([{ field: 'exclusionReason', message: 'belongs to an exclusion only' }]);
    const fault = (answer: unknown, stage: 'title-abstract' | 'full-text' = 'title-abstract') =>
      refusalOf(() => desk.cast(0, answer, { stage }))?.details.faults?.[0]?.message;
    expect(fault(say('exclude', 'magic'))).toBe('is no exclusion reason of the protocol');
    expect(fault(no, 'full-text')).toBe('is needed to exclude');
    const term = { id: 'magic', position: 'supports', evidence: [] };
    const tags = refusalOf(() => desk.cast(0, { ...emptyTagging, mechanisms: [term] }, { stage: 'tagging' }));
    expect(tags?.details.faults).toEqual([{ field: 'mechanisms.0.id', message: 'is not in the codebook' }]);
    expect(desk.kinds()).toEqual([]);
  });
});

describe('sentences quoted for a tag', () => {
  const [mechanism] = protocol.codebook.mechanisms;
  const [predictor] = protocol.codebook.predictors;
  const quote = (start: number, text: string) => ({ field: 'abstract', start, end: start + text.length, text });
  const tags = (evidence: unknown[]) => ({
    ...emptyTagging,
    mechanisms: [{ id: mechanism?.id, position: 'supports', evidence }],
  });

  test('must stand in the record where they are said to', () => {
    const desk = deskOfTwo();
    const cast = (person: number, evidence: unknown[]) => desk.cast(person, tags(evidence), { stage: 'tagging' });
    expect(cast(0, [quote(0, 'Macrophages'), quote(abstract.indexOf('size'), 'size')]).version).toBe(1);
    for (const wrong of [quote(1, 'Macrophages'), { ...quote(0, 'Macrophages'), field: 'title' }, quote(0, 'x')])
      expect(refusalOf(() => cast(1, [quote(0, 'Macrophages'), wrong]))?.code).toBe('evidence');
    const long = refusalOf(() => cast(1, [quote(0, 'w'.repeat(100))]));
    expect(long?.message).toBe(`The words “${'w'.repeat(80)}” do not stand in the abstract where the answer says.`);
    expect(cast(1, []).version).toBe(1);
    const forPredictor = [{ id: predictor?.id, position: directions[0], evidence: [quote(5, 'nothing')] }];
    expect(
      refusalOf(() => desk.cast(2, { ...emptyTagging, predictors: forPredictor }, { stage: 'tagging' }))?.code,
    ).toBe('evidence');
  });
});

describe('what a vote writes down', () => {
  test('is what was shown, whether it was blind, and what it replaces', () => {
    const desk = deskOfTwo();
    desk.cast(0, yes, { shown: { suggestions: ['a'], ranking: { order: 'relevant', model: 'm' } } });
    desk.cast(1, no);
    desk.cast(1, yes, { version: 1 });
    const votes = desk.store.trail.entries({ kind: 'vote' });
    expect(votes.map(({ after }) => after)).toEqual([
      {
        version: 1,
        answer: yes,
        shown: { suggestions: ['a'], ranking: { order: 'relevant', model: 'm' }, blind: true },
      },
      { version: 1, answer: no, shown: { ...desk.shown, blind: true } },
      { version: 2, answer: yes, shown: { ...desk.shown, blind: false } },
    ]);
    expect(votes.map(({ before }) => before)).toEqual([null, null, { answer: no }]);
    expect(votes.map(({ annotatorId }) => desk.people.indexOf(annotatorId ?? 0))).toEqual([0, 1, 1]);
    const imported = { ...desk.shown, imported: 'votes.csv', blind: true };
    desk.cast(1, no, { version: 2, shown: imported });
    expect(desk.store.trail.entries({ kind: 'vote' }).at(-1)?.after).toMatchObject({ shown: { blind: true } });
  });

  test('takes the draft and the hold on the record away', () => {
    const desk = deskOfTwo();
    const [reviewer = 0] = desk.people;
    const recordId = desk.records.first;
    const until = '2030-01-01T00:00:00.000Z';
    desk.store.reviewQueue.assign(recordId, 'title-abstract', reviewer, until);
    const held = () => desk.store.reviewQueue.held(reviewer, 'title-abstract', '2026-01-01T00:00:00.000Z');
    expect(held()).toEqual([recordId]);
    desk.cast(0, yes);
    expect(held()).toEqual([]);
  });
});
