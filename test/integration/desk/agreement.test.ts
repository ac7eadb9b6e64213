import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { deskApp } from '../../support/deskApp.ts';
import { type SignedInPerson, signedIn } from '../../support/identity.ts';

const desk = deskApp();
const [one, two, reader] = (['reviewer', 'reviewer', 'reader'] as const).map((role, index) =>
  signedIn(desk.store, role, { name: `Agreeing ${index}` }),
);
if (!one || !two || !reader) throw new Error('nobody');

const vote = (person: SignedInPerson, recordId: number, verdict: string, version = '0') =>
  request(desk.app)
    .post(`/en/review/title-abstract/${recordId}`)
    .set(person.headers)
    .type('form')
    .send({ version, tagVersion: '0', verdict })
    .expect(303);
const page = async (path: string, person: SignedInPerson = two) =>
  load((await request(desk.app).get(path).set(person.headers).expect(200)).text);
const mainOf = async (path: string) => (await page(path))('main').html();

const overview = '/en/review/agreement';
const field = `${overview}?stage=title-abstract&field=verdict`;

describe('agreement', () => {
  test('says nothing of a vote before all are in', async () => {
    const before = [await mainOf(overview), await mainOf(field)];
    await vote(one, 1, 'exclude');
    expect([await mainOf(overview), await mainOf(field)]).toEqual(before);
    expect(before[0]).toContain('No record has all its votes here yet.');
    await vote(two, 1, 'include');
    expect((await page(overview))('main').text()).toContain('1 record has all its votes.');
  });

  test('tells figures, what they rest on, and why one is undefined', async () => {
    const $ = await page(`${overview}?stage=title-abstract&field=goes-on`);
    const cards = $('.agreement-cards > div')
      .toArray()
      .map((card) => $(card).text());
    expect(cards[0]).toContain('Percent agreement0.0%');
    await vote(one, 2, 'include');
    await vote(two, 2, 'include');
    await vote(one, 3, 'unsure');
    await vote(two, 3, 'include');
    const again = await page(`${overview}?stage=title-abstract&field=goes-on`);
    expect(again('.agreement-cards').text()).toContain('66.7%');
    expect(again('.agreement-cautions').text()).toContain('Fewer than 30 records');
    const reason = await page(`${overview}?stage=title-abstract&field=reason`);
    expect(reason('.agreement-cards').text()).toContain('undefined');
    expect(reason('.agreement-cards').text()).toContain('nobody has rated this');
  });

  test('keeps to what was said blind, whatever is changed afterwards', async () => {
    const before = await mainOf(field);
    await vote(two, 1, 'exclude', '1');
    expect(desk.store.reviewState.settlement(1, 'title-abstract')?.answer).toMatchObject({ verdict: 'exclude' });
    expect(await mainOf(field)).toBe(before);
  });

  test('lists exactly as many records as each cell says', async () => {
    const $ = await page(field);
    const cells = $('.agreement-cross a')
      .toArray()
      .map((cell) => ({ href: $(cell).attr('href') ?? '', count: Number($(cell).text()) }));
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    for (const { href, count } of cells) {
      const $list = await page(href);
      expect($list('.agreement-records a').length).toBe(count);
      const record = $list('.agreement-records a').first().attr('href') ?? '';
      await request(desk.app).get(record).set(two.headers).expect(200);
    }
  });

  test('is a file too, with a row for all, each pair and each month', async () => {
    const { text } = await request(desk.app).get(`${overview}.csv`).set(one.headers).expect(200);
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
    const verdict = rows.filter((row) => row.stage === 'title-abstract' && row.field === 'goes-on');
    expect(verdict.map(({ scope, records }) => [scope, records])).toEqual([
      ['all', '3'],
      ['pair', '3'],
      ['month', '3'],
    ]);
    expect(Number(verdict[0]?.percent)).toBeCloseTo(2 / 3, 12);
    expect(verdict[1]).toMatchObject({ first: 'Agreeing 0', second: 'Agreeing 1', kappa_name: 'cohen' });
  });

  test('is for those who review, and knows no other stage, field or cell', async () => {
    await request(desk.app).get(overview).set(reader.headers).expect(403);
    for (const query of [
      '?stage=secrets',
      '?stage=tagging&field=verdict',
      '/records?stage=title-abstract&field=verdict',
    ])
      await request(desk.app).get(`${overview}${query}`).set(one.headers).expect(404);
  });
});
