import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { libraryApp } from '../../support/librarySite.ts';

const { app, store } = libraryApp();

afterAll(() => store.close());

async function open(address: string) {
  return load((await request(app).get(address).expect(200)).text);
}

async function foundAt(address: string): Promise<number> {
  const { body } = await request(app)
    .get(address.replace(/^\/\w\w\/records/, '/api/v1/records'))
    .expect(200);
  return body.total;
}

describe('the evidence map of the shipped library', () => {
  test.each(['', '?rows=predictor&columns=species', '?columns=years', '?columns=language'])(
    '/map%s: every circle and total leads to as many records as it says',
    async (query) => {
      const $ = await open(`/en/map${query}`);
      const links = $('.map td a').toArray();
      expect(links.length).toBeGreaterThan(10);
      for (const link of links) {
        const href = $(link).attr('href') ?? '';
        const said = Number(/: ([\d,]+) records?/.exec($(link).attr('aria-label') ?? '')?.[1]);
        expect({ href, found: await foundAt(href) }).toEqual({ href, found: said });
      }
    },
  );

  test('page, table, file and API tell the same', async () => {
    const { body } = await request(app).get('/api/v1/map').expect(200);
    const counts: number[] = body.rows.flatMap((row: { cells: { records: number }[] }) =>
      row.cells.map(({ records }) => records),
    );
    const csv = await request(app).get('/en/map.csv').expect(200).expect('Content-Type', 'text/csv; charset=utf-8');
    const rows: Record<string, string>[] = parse(csv.text, { bom: true, columns: true });
    expect(rows.map((row) => Number(row.records))).toEqual(counts);
    const $ = await open('/en/map?view=table');
    const shown = $('.map tbody td:not(.map-total)').toArray();
    expect(shown.map((cell) => Number($(cell).find('b').text() || 0))).toEqual(counts);
    const circles = await open('/zh/map');
    expect(circles('.map tbody .map-gap')).toHaveLength(counts.filter((count) => count === 0).length);
  });

  test('a choice changes one setting and keeps the others', async () => {
    const $ = await open('/en/map?rows=predictor&size=participants');
    const hrefs = $('.map-choice a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(hrefs).toContain('/en/map?rows=predictor&columns=species&size=participants');
    expect(hrefs).toContain('/en/map?rows=predictor&size=participants&view=table');
    expect($('.map-choice [aria-current]')).toHaveLength(4);
  });
});
