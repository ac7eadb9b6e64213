import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { medianPause } from '../../../src/review/progress.ts';
import { deskApp } from '../../support/deskApp.ts';
import { signedIn } from '../../support/identity.ts';

const desk = deskApp();
const [a, b] = ['Reviewer A', 'Reviewer B'].map((name) => signedIn(desk.store, 'reviewer', { name }));
if (!a || !b) throw new Error('nobody');

const vote = (headers: Record<string, string>, recordId: number, fields: Record<string, string>) =>
  request(desk.app)
    .post(`/en/review/title-abstract/${recordId}`)
    .set(headers)
    .type('form')
    .send({ version: '0', tagVersion: '0', ...fields });

async function file(headers: Record<string, string>, name: string): Promise<Record<string, string>[]> {
  const { text } = await request(desk.app).get(`/en/review/decisions/${name}.csv`).set(headers).expect(200);
  return parse(text, { columns: true, bom: true }) as Record<string, string>[];
}

describe('files of decisions', () => {
  test('tell others’ votes only once all are in', async () => {
    await vote(a.headers, 1, { verdict: 'include', note: '=1+1' });
    expect(await file(b.headers, 'decisions')).toEqual([]);
    expect(await file(a.headers, 'decisions')).toMatchObject([
      { who: 'Reviewer A', verdict: 'include', note: "'=1+1" },
    ]);
    await vote(b.headers, 1, { verdict: 'exclude', reason: 'wrong-topic' });
    expect((await file(b.headers, 'decisions')).map(({ who, verdict }) => [who, verdict])).toEqual([
      ['Reviewer A', 'include'],
      ['Reviewer B', 'exclude'],
    ]);
    await vote(a.headers, 2, { verdict: 'exclude' });
    await vote(b.headers, 2, { verdict: 'exclude' });
  });

  test('are in the forms of other programs', async () => {
    const asreview = await file(a.headers, 'asreview');
    expect(asreview).toHaveLength(desk.store.records.count());
    expect(asreview.slice(0, 3).map(({ included }) => included)).toEqual(['', '0', '']);
    const [first, second] = await file(a.headers, 'rayyan');
    expect(first?.notes).toBe('RAYYAN-INCLUSION: {"Reviewer A"=>"Included", "Reviewer B"=>"Excluded"}');
    expect(second?.notes).toContain('Excluded');
    expect((await file(a.headers, 'covidence'))[1]).toMatchObject({ Tags: 'Excluded', 'Covidence #': '#2' });
  });

  test('of another name are not there', async () => {
    await request(desk.app).get('/en/review/decisions/secrets.csv').set(a.headers).expect(404);
  });
});

describe('progress', () => {
  test('says how much is done and left, and nobody’s verdict', async () => {
    const { text } = await request(desk.app).get('/en/review/progress').set(b.headers).expect(200);
    expect(text).toContain('1 of 147 records settled, 1 in conflict, 145 open.');
    expect(text).not.toContain('votes still needed');
    expect(text).not.toContain('wrong-topic');
  });

  test('takes the median of pauses within a sitting', () => {
    const at = (seconds: number) => ({ at: new Date(seconds * 1000).toISOString() });
    expect(medianPause([0, 10, 30, 60, 100, 10_000, 10_050].map(at))).toBe(30);
    expect(medianPause([0, 10].map(at))).toBeNull();
  });
});
