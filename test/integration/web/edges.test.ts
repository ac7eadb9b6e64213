import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { testApp } from '../../support/webApp.ts';

const { app } = testApp();
const broken = {
  search: () => {
    throw new Error('the disk is on fire at /secret/place');
  },
};

describe('what cannot be answered', () => {
  test('an unknown page says what was looked for and offers to search for it', async () => {
    const response = await request(app).get('/en/rim-enhancement').expect(404);
    const $ = load(response.text);
    expect($('.lead').text()).toBe('There is no page at /en/rim-enhancement.');
    expect($('#q').val()).toBe('rim enhancement');
  });

  test('outside both languages the reader’s own is spoken', async () => {
    const response = await request(app).get('/nothing').set('Accept-Language', 'zh').expect(404);
    expect(load(response.text)('html').attr('lang')).toBe('zh-Hans');
  });

  test.each([
    ['/en/records/999', 'There is no record “999” in this catalog.'],
    ['/en/mechanisms/magic', 'The protocol names no mechanism “magic”.'],
    ['/zh/predictors/magic', '方案中没有名为“magic”的预测因素。'],
  ])('%s is named in the answer', async (address, words) => {
    const response = await request(app).get(address).expect(404);
    expect(load(response.text)('.lead').text()).toBe(words);
  });

  test('markup in an address stays text', async () => {
    const response = await request(app).get('/en/records/%3Cscript%3Ealert(1)%3C%2Fscript%3E').expect(404);
    expect(load(response.text)('script')).toHaveLength(0);
    expect(response.text).toContain('&lt;script&gt;');
  });

  test('an address that is not even text is a bad request', async () => {
    const response = await request(app).get('/en/records/%E0%A4%A').expect(400);
    expect(load(response.text)('h1').text()).toBe('This address cannot be read');
  });

  test('a search beyond the catalog’s limits is a bad request that says why', async () => {
    const long = await request(app)
      .get(`/en/records?q=${'x'.repeat(8001)}`)
      .expect(400);
    expect(load(long.text)('.lead').text()).toBe('The search is 8001 characters long; at most 8000 are read.');
    const many = await request(app)
      .get(`/zh/records?design=${'x'.repeat(201)}`)
      .expect(400);
    expect(load(many.text)('.lead').text()).toBe('筛选项“研究设计”的值过多或过长。');
  });

  test('a fault gives a number to quote, logs it, and tells nothing else', async () => {
    const { app: faulty, log } = testApp(broken);
    const response = await request(faulty).get('/en/records').expect(500);
    const number = /quote the number (\w+)/.exec(response.text)?.[1];
    expect(log.errors).toEqual([{ err: expect.any(Error), reference: number, method: 'GET', path: '/en/records' }]);
    expect(response.text).not.toMatch(/fire|secret|\bat .*\.ts/);
  });

  test('outside production it also shows where', async () => {
    const { app: faulty } = testApp(broken, { production: false });
    const response = await request(faulty).get('/en/records').expect(500);
    expect(response.text).toContain('the disk is on fire');
  });
});

describe('/api/v1/records', () => {
  test('answers the page’s own query as data', async () => {
    const response = await request(app).get('/api/v1/records?q=rim&mechanism=neovascularization&page=2').expect(200);
    expect(response.body).toMatchObject({
      total: 57,
      page: 2,
      pages: 3,
      query: { q: 'rim', facets: { mechanism: ['neovascularization'] } },
      links: {
        self: '/api/v1/records?q=rim&mechanism=neovascularization&page=2',
        previous: '/api/v1/records?q=rim&mechanism=neovascularization',
        next: '/api/v1/records?q=rim&mechanism=neovascularization&page=3',
      },
    });
    expect(response.body.records[0]).toMatchObject({
      id: 1,
      title: 'Sample title: cells and vessels at the margin',
      snippet: { text: 'Cells lined the margin of most specimens.', field: 'abstract', language: 'en' },
    });
    expect(response.body.facets[0].name).toBe('mechanism');
  });

  test('has no link past its ends', async () => {
    const response = await request(app).get('/api/v1/records?size=100').expect(200);
    expect(response.body.links).toMatchObject({ previous: null, next: null });
  });

  test('faults are problem documents', async () => {
    const missing = await request(app)
      .get('/api/v2/records')
      .expect(404)
      .expect('Content-Type', /problem\+json/);
    expect(missing.body).toEqual({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: 'There is no page at /api/v2/records.',
      instance: '/api/v2/records',
    });
    const tooLong = await request(app)
      .get(`/api/v1/records?q=${'x'.repeat(8001)}`)
      .expect(400);
    expect(tooLong.body).toMatchObject({ status: 400, detail: expect.stringContaining('at most 8000') });
    const { app: faulty } = testApp(broken);
    const fault = await request(faulty).get('/api/v1/records').expect(500);
    expect(fault.body).toMatchObject({ status: 500, reference: expect.any(String) });
    expect(JSON.stringify(fault.body)).not.toContain('fire');
  });
});

describe('/health', () => {
  test('says that the catalog answers', async () => {
    const { app: versioned } = testApp({}, { version: '1.2.3' });
    const response = await request(versioned).get('/health').expect(200).expect('Cache-Control', 'no-store');
    expect(response.body).toMatchObject({ status: 'ok', version: '1.2.3', records: 147 });
  });

  test('fails when it does not', async () => {
    const { app: faulty } = testApp({
      status: () => {
        throw new Error('no database');
      },
    });
    await request(faulty)
      .get('/health')
      .expect(500)
      .expect('Content-Type', /problem\+json/);
  });
});

describe('security', () => {
  test.each(['/en/', '/en/nothing', '/api/v1/records', '/health', '/robots.txt'])(
    '%s carries the headers',
    async (address) => {
      const { headers } = await request(app).get(address);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';object-src 'none';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );
});

describe('assets', () => {
  test('every file a page names is there, for good, with its type', async () => {
    const $ = load((await request(app).get('/en/')).text);
    const addresses = $('link[rel=stylesheet], link[rel=preload], link[rel=icon]')
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
    expect(addresses).toHaveLength(5);
    for (const address of addresses) {
      const response = await request(app).get(address).expect(200);
      expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(response.headers['content-type']).toMatch(/text\/css|font\/woff2|image\/svg/);
    }
  });

  test('the style sheets ask for nothing from elsewhere, and every file they name is there', async () => {
    const $ = load((await request(app).get('/en/')).text);
    for (const link of $('link[rel=stylesheet]').toArray()) {
      const { text } = await request(app).get($(link).attr('href') ?? '');
      for (const [, address] of text.matchAll(/url\("?([^")]+)"?\)/g)) {
        expect(address).toMatch(/^\/assets\//);
        await request(app)
          .get(address ?? '')
          .expect(200);
      }
    }
  });

  test('the style sheets stay small on the wire', async () => {
    const $ = load((await request(app).get('/en/')).text);
    let bytes = 0;
    for (const link of $('link[rel=stylesheet]').toArray()) {
      const { text } = await request(app).get($(link).attr('href') ?? '');
      bytes += (await import('node:zlib')).gzipSync(text).length;
    }
    expect(bytes).toBeLessThan(20 * 1024);
  });

  test('mechanisms are coloured by the protocol', async () => {
    const $ = load((await request(app).get('/en/')).text);
    const { text } = await request(app).get($('link[rel=stylesheet]').last().attr('href') ?? '');
    expect(text).toContain('[data-m="inflammation"]{--m:light-dark(#b7535d,#f69c9b)}');
    expect(text).toContain('body:has(#show-inflammation:not(:checked)) .ev[data-m="inflammation"]');
  });

  test('nothing outside the list is served', async () => {
    await request(app).get('/assets/..%2f..%2fpackage.json').expect(404);
    await request(app).get('/assets/site.css').expect(404);
    await request(app).get('/favicon.ico').redirects(1).expect(200).expect('Content-Type', 'image/svg+xml');
    await request(app)
      .get('/robots.txt')
      .expect(200)
      .expect(/Disallow: \/api\//);
  });
});
