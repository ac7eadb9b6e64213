import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { libraryApp } from '../../support/librarySite.ts';

const { app, store } = libraryApp();

afterAll(() => store.close());

async function open(address: string) {
  return load((await request(app).get(address).expect(200)).text);
}

function foundOn($: ReturnType<typeof load>): number {
  return Number(/^[\d,]+/.exec($('.results-head h2').text())?.[0].replaceAll(',', ''));
}

describe('a search that finds nothing', () => {
  test('offers the word that was meant, with as many records as it then finds', async () => {
    const $ = await open('/en/records?q=macrofage');
    const link = $('.suggestion a');
    expect(link.text()).toBe('macrophage');
    const promised = Number(/\d+/.exec($('.suggestion .num').text())?.[0]);
    expect(foundOn(await open(link.attr('href') ?? ''))).toBe(promised);
  });

  test('offers to give up the filter that helps most, and keeps its word', async () => {
    const $ = await open('/en/records?q=macrophage&design=rct&species=rat&from=1990&to=1991');
    expect(foundOn($)).toBe(0);
    const one = await open('/en/records?q=macrophage&design=rct&from=1996');
    const ways = one('.empty li a').toArray();
    expect(one(ways[0]).text()).toMatch(/^Without “Randomized trial”: \d+ records$/);
    const promised = Number(/: (\d+) records$/.exec(one(ways[0]).text())?.[1]);
    expect(foundOn(await open(one(ways[0]).attr('href') ?? ''))).toBe(promised);
  });

  test('offers to give up the years where they are what is in the way', async () => {
    const $ = await open('/en/records?q=macrophage&from=1901&to=1902');
    expect($('.empty li a').first().text()).toMatch(/^Without “the years”: \d+ records$/);
  });
});

describe('records side by side', () => {
  test('answer the same questions in the order they were ticked, and are cited in the style asked for', async () => {
    const $ = await open('/en/compare?ids=9&ids=1&style=gbt7714');
    const titles = $('.compare thead a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(titles).toEqual(['/en/records/9', '/en/records/1']);
    expect($('.compare tbody tr').first().find('td')).toHaveLength(2);
    expect($('.citations li').last().text()).toContain('[J]');
    expect($('.tabs [aria-current]').text()).toBe('GB/T 7714—2015');
  });

  test('are no page without any', async () => {
    await request(app).get('/en/compare?ids=999999').expect(400);
    await request(app).get('/en/compare').expect(400);
    await request(app).get('/en/compare?ids=x').expect(400);
  });
});

describe('a list of records', () => {
  test('carries each record for reference managers', async () => {
    const $ = await open('/en/records?size=10');
    const spans = $('span.Z3988').toArray();
    expect(spans).toHaveLength(10);
    const fields = new URLSearchParams($(spans[0]).attr('title'));
    expect(fields.get('rft.atitle')).toBe($('.card-title').first().text());
  });

  test('each box is named by its record', async () => {
    const $ = await open('/en/records?size=10');
    for (const box of $('.select input').toArray()) {
      const [word, title] = ($(box).attr('aria-labelledby') ?? '').split(' ');
      expect($(`#${word}`).text()).toBe('Select');
      expect($(`#${title}`).attr('href')).toBe(`/en/records/${$(box).attr('value')}`);
    }
  });
});
