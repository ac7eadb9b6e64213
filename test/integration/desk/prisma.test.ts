import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { readFlowCsv } from '../../../src/prisma/readFlowCsv.ts';
import { apiSchemas } from '../../../src/web/api/schemas.ts';
import { deskApp } from '../../support/deskApp.ts';
import { signedIn, standingClock } from '../../support/identity.ts';
import { testInstant } from '../../support/libraryStore.ts';

const clock = standingClock('2026-03-02T22:00:00.000Z');
const desk = deskApp({ clock });
const [one, two, third] = (['reviewer', 'reviewer', 'adjudicator'] as const).map((role, index) =>
  signedIn(desk.store, role, { name: `Prisma ${index}`, clock }),
);
if (!one || !two || !third) throw new Error('nobody');
const libraryDay = testInstant.slice(0, 10);
const hour = 3_600_000;

const vote = (headers: Record<string, string>, recordId: number, fields: Record<string, string>) =>
  request(desk.app)
    .post(`/en/review/title-abstract/${recordId}`)
    .set(headers)
    .type('form')
    .send({ version: '0', tagVersion: '0', ...fields })
    .expect(303);

async function counts(asOf = ''): Promise<Record<string, number>> {
  const { body } = await request(desk.app)
    .get(`/api/v1/prisma${asOf && `?asof=${asOf}`}`)
    .expect(200);
  const answer = apiSchemas.Prisma.parse(body);
  return Object.fromEntries(
    answer.counts.map(({ key, part, count }) => [part === null ? key : `${key} ${part}`, count]),
  );
}

const page = async (path: string) => load((await request(desk.app).get(path).expect(200)).text);
/** Everything but what the page says of who asks. */
const mainOf = async (path: string) => (await page(path))('main').html();

describe('the flow', () => {
  test('moves with the second vote and not with the first, and an old date stays as it was', async () => {
    const before = await counts();
    const drawn = await mainOf('/en/prisma');
    await vote(one.headers, 1, { verdict: 'exclude', reason: 'wrong-topic' });
    expect(await counts()).toEqual(before);
    expect(await mainOf('/en/prisma')).toBe(drawn);
    await vote(two.headers, 1, { verdict: 'exclude', reason: 'wrong-topic' });
    expect(await counts()).toEqual({
      ...before,
      records_excluded: Number(before.records_excluded) + 1,
      dbr_sought_reports: Number(before.dbr_sought_reports) - 1,
      dbr_notretrieved_reports: Number(before.dbr_notretrieved_reports) - 1,
      'dbr_notretrieved_reports waiting': Number(before['dbr_notretrieved_reports waiting']) - 1,
    });
    expect(await counts(libraryDay)).toEqual(before);
    expect(await counts('2026-01-01')).toMatchObject({ database_results: 0, records_screened: 0 });
  });

  test('moves when a conflict comes, and again when it is settled; what was drawn in between can be drawn again', async () => {
    const before = await counts();
    clock.pass(3 * hour);
    await vote(one.headers, 2, { verdict: 'include' });
    await vote(two.headers, 2, { verdict: 'exclude' });
    // The library's decision stands while the reviewers' votes differ.
    expect(await counts()).toEqual(before);
    clock.pass(24 * hour);
    const conflict = desk.store.reviewState.conflict(2, 'title-abstract');
    await desk.desk.settle({
      recordId: 2,
      stage: 'title-abstract',
      answer: { verdict: 'exclude', exclusionReason: 'duplicate', note: '' },
      reason: 'The same trial.',
      conflictEntryId: conflict?.trailEntryId ?? 0,
      annotatorId: third.identity.annotatorId,
      at: clock(),
      requestId: null,
      idempotencyKey: null,
    });
    expect((await counts()).duplicates).toBe(Number(before.duplicates) + 1);
    expect(await counts('2026-03-03')).toEqual(before);
  });
});

describe('every number', () => {
  test.each(['', '?asof=2026-03-02'])('leads to exactly as many records %s', async (query) => {
    const $ = await page(`/en/prisma${query}`);
    const links = $('.table a')
      .toArray()
      .map((link) => ({ href: $(link).attr('href') ?? '', count: Number($(link).text()) }));
    expect(links.length).toBeGreaterThan(10);
    const drawn = $('svg.chart-wide a')
      .toArray()
      .map((link) => $(link).attr('href'));
    const listed = new Set(links.map(({ href }) => href));
    expect(drawn.filter((href) => !listed.has(href ?? ''))).toEqual([]);
    for (const { href, count } of links) {
      let total = 0;
      for (let next: string | undefined = href; next; ) {
        const $list = await page(next);
        $list('.record-lines tbody tr').each((_, row) => {
          total += Number(/^(\d+) ×$/.exec($list(row).find('td').last().text())?.[1] ?? 1);
        });
        next = $list('a[rel=next]').attr('href');
      }
      expect({ href, total }).toEqual({ href, total: count });
    }
  });

  test('that is not in the flow is not found', async () => {
    for (const query of ['', 'key=secrets', 'key=dbr_excluded&part=never', 'box=sought&key=dbr_excluded'])
      await request(desk.app).get(`/en/prisma/records?${query}`).expect(404);
  });
});

describe('files', () => {
  test('the CSV holds the numbers of the page', async () => {
    const { text, headers } = await request(desk.app).get('/zh/prisma.csv?asof=2026-03-02').expect(200);
    expect(headers['content-disposition']).toContain('prisma-2026-03-02.csv');
    const flow = readFlowCsv(text);
    const expected = await counts('2026-03-02');
    expect(flow.lines.records_screened.count).toBe(expected.records_screened);
    expect(flow.lines.records_excluded.count).toBe(expected.records_excluded);
  });

  test('the drawing is one of its own', async () => {
    const { body, headers } = await request(desk.app).get('/en/prisma.svg').expect(200);
    expect(headers['content-type']).toMatch(/^image\/svg\+xml/);
    expect(String(body)).toMatch(/^<\?xml.*<svg xmlns=.*href="http:\/\/127[^"]*\/en\/prisma\/records/s);
  });

  test('the search appendix tells the runs up to the day', async () => {
    const { text } = await request(desk.app).get('/en/prisma/search.md').expect(200);
    expect(text).toMatch(/### The shipped library: records\.jsonl, 2026-01-02/);
    const none = await request(desk.app).get('/en/prisma/search.csv?asof=2025-12-31').expect(200);
    expect(none.text).not.toContain('records.jsonl');
    await request(desk.app).get('/en/prisma/search.exe').expect(404);
  });
});

test('a date that is none is told, on the page and by the API', async () => {
  expect((await page('/en/prisma?asof=2026-02-30'))('[role=alert]').text()).toContain('“2026-02-30” is no date');
  await request(desk.app).get('/api/v1/prisma?asof=tomorrow').expect(400);
});
