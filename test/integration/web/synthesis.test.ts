import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { parseSynthesisSettings } from '../../../src/catalog/synthesis/synthesisSettings.ts';
import { libraryApp } from '../../support/librarySite.ts';
import { protocol } from '../../support/libraryStore.ts';

const { app, store } = libraryApp();
afterAll(() => store.close());

describe('the synthesis page over the shipped library', () => {
  test('every link of its forest plot leads to figures on a record', async () => {
    const $ = load((await request(app).get('/en/synthesis/resorption').expect(200)).text);
    const links = $('#forest .chart-wide a')
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
    expect(links).toHaveLength(7);
    for (const link of links.slice(0, 3)) {
      const [path = '', anchor] = link.split('#');
      const record = load((await request(app).get(path).expect(200)).text);
      expect(record(`#${anchor}`)).toHaveLength(1);
    }
  });

  test('its form asks for what it shows, and answers without script', async () => {
    const address = '/en/synthesis/resorption?definition=complete&check=on&without=selected&tau2=PM';
    const $ = load((await request(app).get(address).expect(200)).text);
    const form = $('.choices-box form');
    const sent = new URLSearchParams();
    for (const { name, value } of form.serializeArray()) if (value !== '') sent.append(name, value);
    expect(form.attr('action')).toBe('/en/synthesis/resorption');
    const settings = (query: URLSearchParams) => parseSynthesisSettings(query, protocol.synthesis);
    expect(settings(sent)).toEqual(settings(new URLSearchParams(address.split('?')[1])));
    expect($('select[name=definition] [selected]').attr('value')).toBe('complete');
    expect($('select[name=tau2] [selected]').attr('value')).toBe('PM');
    expect($('input[name=check]').attr('checked')).toBeDefined();
    expect($('input[name=without][value=operated]').attr('checked')).toBeUndefined();
  });

  test.each(['none', 'type', 'definition', 'followUp'])(
    'laid out by %s it shows no figure that is none',
    async (by) => {
      for (const locale of ['en', 'zh']) {
        const { text } = await request(app).get(`/${locale}/synthesis/resorption?by=${by}&check=on`).expect(200);
        expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
      }
    },
  );

  test('an address without a language, or with nonsense, still answers', async () => {
    await request(app).get('/synthesis/resorption?by=type').redirects(1).expect(200);
    await request(app).get('/en/synthesis').expect(302).expect('Location', '/en/synthesis/resorption');
    await request(app).get('/en/synthesis/resorption?by=x&type=%00&design=%3Cb%3E').expect(200);
    await request(app).get('/en/synthesis/elsewhere').expect(404);
  });

  test('CSV and R come as files', async () => {
    const csv = await request(app).get('/en/synthesis/resorption.csv?by=type').expect(200);
    expect(csv.headers['content-type']).toMatch(/text\/csv/);
    expect(csv.headers['content-disposition']).toMatch(/attachment/);
    expect(csv.text.trim().split('\r\n')).toHaveLength(store.synthesisRows.all().length + 1);
    const script = await request(app).get('/zh/synthesis/resorption.R').expect(200);
    expect(script.text).toContain('events = c(71, 14, 25, 25, 35, 486, 49)');
    expect(script.text).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

describe('the calculator', () => {
  test('keeps what was typed and names the lines at fault', async () => {
    const data = 'A, 1, 2\n<b>oops</b>';
    const { text } = await request(app)
      .get(`/en/synthesis/calculator?data=${encodeURIComponent(data)}`)
      .expect(200);
    const $ = load(text);
    expect($('textarea').text()).toBe(data);
    expect($('[role=alert]').text()).toContain('Line 2');
    expect($('title').text()).toMatch(/^Error: /);
    expect(
      $('main b')
        .toArray()
        .some((element) => $(element).text() === 'oops'),
    ).toBe(false);
  });
});

describe('the synthesis as data', () => {
  test('has the page’s settings and figures', async () => {
    const { body } = await request(app)
      .get('/api/v1/synthesis?by=type&check=on')
      .expect(200)
      .expect('Content-Type', /json/);
    expect(body.links.self).toBe('/api/v1/synthesis?by=type&check=on');
    expect(body.settings).toMatchObject({ by: 'type', includeDoubtful: true, definition: 'any' });
    expect(body.strata.map(({ key, k }: { key: string; k: number }) => [key, k])).toContainEqual(['sequestration', 3]);
    const [bulge] = body.strata;
    expect(bulge.studies[0]).toMatchObject({ study: 'Bush 1992', events: 7, total: 27 });
    expect(bulge.predictionInterval).toEqual({ reason: 'fewer than three studies' });
  });

  test('gives reasons where there is no figure', async () => {
    const { body } = await request(app).get('/api/v1/synthesis?definition=at-least-30').expect(200);
    expect(body.strata[0].predictionInterval).toEqual({ reason: 'one study' });
    expect(body.strata[0].pooled).toMatchObject({ reason: null });
    expect(body.excluded.every(({ reason }: { reason: string }) => reason !== '')).toBe(true);
  });
});
