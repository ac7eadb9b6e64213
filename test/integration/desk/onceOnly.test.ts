import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, signedIn } from '../../support/identity.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';

let copies: StoreCopies;
let desk: ReturnType<typeof deskApp>;
let a: SignedInPerson;
let b: SignedInPerson;
let adjudicator: SignedInPerson;
let nextRecord = 1;
beforeAll(async () => {
  copies = await recordCopies(80);
  desk = deskApp({ store: copies.store() });
  a = signedIn(desk.store, 'reviewer');
  b = signedIn(desk.store, 'reviewer');
  adjudicator = signedIn(desk.store, 'adjudicator');
});
afterAll(() => copies.remove());

interface Form {
  who: () => SignedInPerson;
  path: string;
  fields: Record<string, string>;
}
const post = ({ who, path, fields }: Form) =>
  request(desk.app)
    .post(path)
    .set({ ...who().headers, Accept: 'application/json' })
    .type('form')
    .send(fields);
const standing = (recordId: number) => {
  const { votes, settlement, conflict } = desk.store.reviewState;
  return [
    votes(recordId, 'title-abstract'),
    settlement(recordId, 'title-abstract'),
    conflict(recordId, 'title-abstract'),
  ];
};

describe('a form sent again', () => {
  test('from one to five times, in any order with others, has one effect and the same answer', async () => {
    const times = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(times, fc.infiniteStream(fc.nat()), async (counts, order) => {
        const recordId = nextRecord++;
        const path = `/en/review/title-abstract/${recordId}`;
        const vote = (who: () => SignedInPerson, verdict: string): Form => ({
          who,
          path,
          fields: { verdict, version: '0', tagVersion: '0', key: `vote-${recordId}` },
        });
        const forms: Form[] = [
          vote(() => a, 'include'),
          vote(() => b, 'exclude'),
          { who: () => a, path: `${path}/skip`, fields: {} },
          { who: () => b, path: `${path}/discard`, fields: {} },
        ];
        const sent = forms.flatMap((form, index) => Array.from({ length: counts[index] ?? 1 }, () => form));
        const places = sent.map((form) => ({ form, at: order.next().value as number })).sort((x, y) => x.at - y.at);
        const answers = await Promise.all(places.map(({ form }) => post(form)));
        for (const { status } of answers) expect([200, 303]).toContain(status);
        const versions = answers.filter(({ status }) => status === 200).map(({ body }) => body.votes[0].version);
        expect(new Set(versions)).toEqual(new Set([1]));
        const entries = desk.store.trail.entries({ recordId });
        expect(entries.map(({ kind }) => kind).sort((x, y) => (x < y ? -1 : 1))).toEqual(['conflict', 'vote', 'vote']);
      }),
      { numRuns: 15 },
    );
  });

  test('settles, opens again and takes back once', async () => {
    const recordId = nextRecord++;
    const path = `/en/review/title-abstract/${recordId}`;
    const vote = { version: '0', tagVersion: '0' };
    await post({ who: () => a, path, fields: { ...vote, verdict: 'include' } }).expect(200);
    await post({ who: () => b, path, fields: { ...vote, verdict: 'exclude' } }).expect(200);
    const conflict = String(desk.store.reviewState.conflict(recordId, 'title-abstract')?.trailEntryId);
    const conflicts = `/en/review/conflicts/title-abstract/${recordId}`;
    const why = 'as it says';
    const acts: [Form, string][] = [
      [
        { who: () => adjudicator, path: conflicts, fields: { verdict: 'include', why, conflict, key: 'settle' } },
        'settled',
      ],
      [{ who: () => adjudicator, path: `${conflicts}/reopen`, fields: { why, key: 'reopen' } }, 'conflict'],
      [{ who: () => a, path: `${path}/withdraw`, fields: { version: '1', key: 'withdraw' } }, 'reopened'],
    ];
    for (const [form, last] of acts) {
      const answers = await Promise.all([form, form, form].map(post));
      for (const { status } of answers) expect([200, 303]).toContain(status);
      const before = desk.store.trail.head();
      expect(desk.store.trail.entries({ recordId }).at(-1)?.kind).toBe(last);
      await post(form);
      expect(desk.store.trail.head()).toEqual(before);
    }
  });

  test('that was changed meanwhile is no repetition: both versions are shown, and nothing is overwritten', async () => {
    const recordId = nextRecord++;
    const form = (verdict: string, key: string): Form => ({
      who: () => a,
      path: `/en/review/title-abstract/${recordId}`,
      fields: { verdict, version: '0', tagVersion: '0', key },
    });
    await post(form('include', 'the same')).expect(200);
    const before = standing(recordId);
    const other = await post(form('exclude', 'the same')).expect(409);
    expect(JSON.parse(other.text)).toMatchObject({ code: 'stale', current: { answer: { verdict: 'include' } } });
    const elsewhere = { ...form('include', 'the same'), path: `/en/review/title-abstract/${nextRecord++}` };
    await post(elsewhere).expect(409);
    expect(standing(recordId)).toEqual(before);
  });

  test('by somebody else under the same name is an act of its own', async () => {
    const path = `/en/review/title-abstract/${nextRecord++}`;
    const fields = { verdict: 'include', version: '0', tagVersion: '0', key: 'one name' };
    const both = await Promise.all([a, b].map((person) => post({ who: () => person, path, fields })));
    expect(both.map(({ body }) => body.votes[0].repeated)).toEqual([false, false]);
  });

  test('keeps a draft once for each version', async () => {
    const path = `/en/review/title-abstract/${nextRecord++}/draft`;
    const form = { who: () => a, path, fields: { note: 'half a thought', draftVersion: '0' } };
    const statuses = (await Promise.all([form, form, form].map(post))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409, 409]);
  });
});
