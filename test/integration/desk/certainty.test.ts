import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { reviewStateText } from '../../../src/review/trail/rebuildReview.ts';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, signedIn } from '../../support/identity.ts';

let desk: ReturnType<typeof deskApp>;
let curator: SignedInPerson;
let reviewer: SignedInPerson;
beforeAll(() => {
  desk = deskApp();
  curator = signedIn(desk.store, 'curator', { name: 'Curator A' });
  reviewer = signedIn(desk.store, 'reviewer');
});
afterAll(() => desk.store.close());

const page = async (path: string, headers: Record<string, string> = {}) =>
  load((await request(desk.app).get(path).set(headers).expect(200)).text);
const judge = (finding: string, fields: Record<string, string>, person = curator) =>
  request(desk.app).post(`/en/review/certainty/${finding}`).set(person.headers).type('form').send(fields);
const certaintyOf = async (row: number) =>
  (await page('/en/synthesis/findings'))('.findings-table .level').eq(row).text().trim().replace(/\s+/g, ' ');

describe('the certainty of a finding', () => {
  test('is not judged before somebody judges it, on no row', async () => {
    const $ = await page('/en/synthesis/findings');
    const cells = $('.findings-table .level').toArray();
    expect(cells).toHaveLength(8);
    for (const cell of cells) expect($(cell).text().trim()).toBe('Not yet judged');
    expect($('.footnotes')).toHaveLength(0);
  });

  test('of what the protocol does not name is nowhere', async () => {
    await judge('no-such', { start: 'high', version: '0' }).expect(404);
  });

  test('is not kept without a start, or a reason for every step, and the form keeps what was typed', async () => {
    const answer = await judge('all', {
      version: '0',
      'levels-imprecision': '1',
      'levels-inconsistency': '2',
      'reason-inconsistency': 'shares differ widely',
    }).expect(422);
    const $ = load(answer.text);
    expect($('[role=alert] li').toArray()).toHaveLength(2);
    expect($('[name=reason-imprecision]').attr('aria-invalid')).toBe('true');
    expect($('[name=reason-inconsistency]').text()).toBe('shares differ widely');
    expect(await certaintyOf(0)).toBe('Not yet judged');
  });

  test('shows on the page once it is judged, each step with its reason as a footnote', async () => {
    const before = desk.store.revision();
    await judge('all', {
      version: '0',
      key: 'first',
      start: 'high',
      'levels-imprecision': '1',
      'reason-imprecision': 'wide <b>interval</b>',
      'levels-inconsistency': '1',
      'reason-inconsistency': 'shares differ widely',
      'reason-indirectness': 'a reason without a step is no step',
    }).expect(303);
    expect(desk.store.revision()).toBeGreaterThan(before);
    const $ = await page('/en/synthesis/findings');
    expect(await certaintyOf(0)).toMatch(/^●●○○ Low a b judged on/);
    expect($('.footnotes li').first().text()).toBe('aInconsistency: down one level. shares differ widely');
    expect($('.footnotes li').last().text()).toContain('wide <b>interval</b>');
    for (const link of $('.findings-table sup a').toArray()) expect($($(link).attr('href') ?? '#')).toHaveLength(1);
    expect((await page('/zh/synthesis/findings'))('.level').first().text()).toContain('低');
  });

  test('sent twice is kept once; from an older form it is refused and shows what was typed', async () => {
    const same = {
      version: '0',
      key: 'first',
      start: 'high',
      'levels-imprecision': '1',
      'reason-imprecision': 'wide <b>interval</b>',
      'levels-inconsistency': '1',
      'reason-inconsistency': 'shares differ widely',
    };
    await judge('all', same).expect(303);
    expect(desk.desk.certainty.versionOf('all')).toBe(1);
    const late = await judge('all', { ...same, key: 'other', start: 'low' }).expect(409);
    expect(load(late.text)('#start-low').attr('checked')).toBeDefined();
    expect(await certaintyOf(0)).toContain('Low');
  });

  test('changed, keeps the old judgement in the trail and in the history', async () => {
    await judge('all', {
      version: '1',
      start: 'low',
      'levels-large-effect': '1',
      'reason-large-effect': 'most',
    }).expect(303);
    expect(await certaintyOf(0)).toContain('Moderate');
    const [first, second] = desk.store.trail.ofSubject('finding:all');
    expect(second).toMatchObject({
      kind: 'certainty-judged',
      before: first?.after,
      annotatorId: curator.identity.annotatorId,
    });
    const history = (await page('/en/review/certainty/all', reviewer.headers))('.judged > li');
    expect(history).toHaveLength(2);
    expect(history.last().text()).toContain('shares differ widely');
  });

  test('is read by reviewers, who have no form for it', async () => {
    const $ = await page('/en/review/certainty/all', reviewer.headers);
    expect($('.certainty-form')).toHaveLength(0);
    await judge('all', { version: '2', start: 'high' }, reviewer).expect(403);
    expect((await page('/en/review/certainty', reviewer.headers))('tbody .btn')).toHaveLength(8);
  });

  test('is a table for elsewhere, empty where nobody has judged', async () => {
    const { text } = await request(desk.app).get('/en/synthesis/findings.csv').expect(200);
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
    expect(rows.map(({ certainty }) => certainty)).toEqual(['moderate', ...Array<string>(7).fill('')]);
    expect(rows[0]).toMatchObject({ steps: 'large effect +1: most', starts: 'low' });
    expect(rows[0]?.studies).toBe(rows[0]?.judged_on_studies);
  });

  test('follows from the trail byte for byte, judged, changed and taken back', async () => {
    await judge('bulge', { version: '0', start: 'low' }).expect(303);
    await request(desk.app)
      .post('/en/review/certainty/all/withdraw')
      .set(curator.headers)
      .type('form')
      .send({ version: '2' })
      .expect(303);
    expect(await certaintyOf(0)).toBe('Not yet judged');
    expect(desk.desk.certainty.versionOf('all')).toBe(3);
    const before = reviewStateText(desk.store);
    expect(before).toContain('"findingId":"bulge"');
    desk.store.certainty.clear();
    expect(reviewStateText(desk.store)).not.toBe(before);
    desk.desk.rebuild();
    expect(reviewStateText(desk.store)).toBe(before);
  });
});

test('says when what was judged has grown since', async () => {
  desk.store.transaction(() => {
    const kept = desk.store.certainty.get('bulge');
    if (!kept) throw new Error('bulge is judged');
    desk.store.certainty.put({
      ...kept,
      judgement: { start: 'low', steps: [], basis: { studies: 1, participants: 9 } },
    });
  });
  const $ = await page('/en/synthesis/findings');
  expect($('.grown').text()).toContain('Judged when there were 1 study with 9 participants.');
});
