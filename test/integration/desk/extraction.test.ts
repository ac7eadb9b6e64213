import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { deskApp } from '../../support/deskApp.ts';
import { signedIn } from '../../support/identity.ts';

const desk = deskApp();
const [a, b] = ['Reviewer A', 'Reviewer B'].map((name) => signedIn(desk.store, 'reviewer', { name }));
const judge = signedIn(desk.store, 'adjudicator', { name: 'Adjudicator' });
if (!a || !b) throw new Error('nobody');

const included = desk.store.reviewQueue.open({
  stage: 'extraction',
  annotatorId: a.identity.annotatorId,
  needed: 2,
  now: desk.clock(),
});
/** A cohort of the library whose numbers are pooled; those two agree on stand in their place. */
const agreed =
  desk.store.synthesisRows
    .all()
    .find(({ recordKey }) => recordKey === 'local:ahn-2000-effect-transligamentous-extension-lumbar-disc')?.recordId ??
  0;
const [differing = 0] = included.filter((recordId) => recordId !== agreed);
const group = (events: string) => ({
  'arm.0.label': 'whole series',
  'arm.0.type': 'all',
  'arm.0.events': events,
  'arm.0.total': '40',
  'arm.0.definition': 'complete',
  'arm.0.measure': 'volume',
  'arm.0.followUpMonths': '12',
  'arm.0.followUpStatistic': 'mean',
  'arm.0.operated': 'none-operated',
  'arm.0.place': 'Table 2',
  checklist: 'jbi-prevalence',
  'bias.frame': 'yes',
});
const extract = (headers: Record<string, string>, recordId: number, fields: Record<string, string>) =>
  request(desk.app)
    .post(`/en/review/extraction/${recordId}`)
    .set(headers)
    .type('form')
    .send({ version: '0', ...fields });

describe('taking numbers out of a paper', () => {
  test('numbers that cannot be are refused in words and kept before the reviewer', async () => {
    const refused = await extract(a.headers, agreed, group('41'));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('are more than the total');
    expect(refused.text).toContain('value="41"');
    expect((await extract(a.headers, agreed, group('many'))).status).toBe(422);
  });

  test('what two agree on stands in the synthesis, before what the library had coded', async () => {
    for (const { headers } of [a, b]) expect((await extract(headers, agreed, group('31'))).status).toBe(303);
    const rows = desk.store.synthesisRows.all().filter(({ recordId }) => recordId === agreed);
    expect(rows).toMatchObject([
      {
        group: 'all: whole series',
        events: 31,
        total: 40,
        percent: 77.5,
        definition: 'Complete disappearance',
        note: 'Table 2',
      },
    ]);
    const page = await request(desk.app).get('/en/synthesis/resorption?definition=complete').expect(200);
    expect(page.text).toContain('31 / 40');
  });

  test('tagging a record leaves the library’s numbers where they are', async () => {
    const before = desk.store.synthesisRows.all();
    const [other] = before.filter(({ recordId }) => recordId !== agreed);
    for (const { headers } of [a, b])
      await request(desk.app)
        .post(`/en/review/tagging/${other?.recordId}`)
        .set(headers)
        .type('form')
        .send({ version: '0', tagVersion: '0', mechanism: 'inflammation', 'mechanism.inflammation': 'discusses' })
        .expect(303);
    expect(desk.store.synthesisRows.all().map(({ events, total }) => [events, total])).toEqual(
      before.map(({ events, total }) => [events, total]),
    );
  });

  test('where they differ, an adjudicator takes each number from one of them', async () => {
    await extract(a.headers, differing, group('10'));
    await extract(b.headers, differing, { ...group('12'), 'bias.frame': 'unclear' });
    const conflict = desk.store.reviewState.conflict(differing, 'extraction');
    expect(conflict?.fields).toEqual(['arm:1:events', 'bias:frame']);
    const page = await request(desk.app)
      .get(`/en/review/conflicts/extraction/${differing}`)
      .set(judge.headers)
      .expect(200);
    expect(page.text).toContain('Group 1: Events');
    await request(desk.app)
      .post(`/en/review/conflicts/extraction/${differing}`)
      .set(judge.headers)
      .type('form')
      .send({
        conflict: String(conflict?.trailEntryId),
        'field.arm:1:events': 'vote:2',
        'field.bias:frame': 'vote:1',
        why: 'Counted again in Table 2.',
      })
      .expect(303);
    expect(desk.store.reviewState.settlement(differing, 'extraction')?.answer).toMatchObject({
      arms: [{ events: 12 }],
      riskOfBias: [{ item: 'frame', judgement: 'yes' }],
    });
  });

  test('without a script, groups are added and removed by buttons', async () => {
    const [, , third = 0] = included;
    const draft = (fields: Record<string, string>) =>
      request(desk.app)
        .post(`/en/review/extraction/${third}/draft`)
        .set(a.headers)
        .type('form')
        .send(fields)
        .expect(303);
    await draft({ draftVersion: '0', ...group('5'), addArm: '1' });
    const shown = () => request(desk.app).get(`/en/review/extraction/${third}`).set(a.headers).expect(200);
    expect((await shown()).text).toContain('name="arm.1.label"');
    await draft({ draftVersion: '1', ...group('5'), 'arm.1.label': 'second', removeArm: '0' });
    expect((await shown()).text).toContain('name="arm.0.label" value="second"');
  });
});
