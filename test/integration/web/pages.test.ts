import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import request from 'supertest';
import { sameOrigin } from '../../support/identity.ts';
import { testApp } from '../../support/webApp.ts';

const { app } = testApp();

describe('pages', () => {
  test.each([
    ['/en/', 'Disc Resorption Evidence'],
    ['/zh/', '椎间盘突出重吸收证据库'],
    ['/en/records?q=rim', 'rim – 57 records – Disc Resorption Evidence'],
    ['/zh/records', '57 条记录 – 椎间盘突出重吸收证据库'],
    ['/en/records/1', 'Sample title: cells and vessels at the margin – Disc Resorption Evidence'],
    ['/en/records/pmid:1000001', 'Sample title: cells and vessels at the margin – Disc Resorption Evidence'],
    ['/en/mechanisms', 'Mechanisms – Disc Resorption Evidence'],
    ['/zh/mechanisms/neovascularization', '新生血管形成 – 椎间盘突出重吸收证据库'],
    ['/en/predictors', 'Predictors – Disc Resorption Evidence'],
    ['/en/predictors/age', 'Age – Disc Resorption Evidence'],
    ['/en/synthesis/resorption?by=type', 'How often does a herniation shrink on its own? – Disc Resorption Evidence'],
    ['/zh/synthesis/calculator', '合并您自己的数据 – 椎间盘突出重吸收证据库'],
    ['/en/runs', 'Searches and files – Disc Resorption Evidence'],
    ['/zh/runs/1', '第 1 次：PubMed – 椎间盘突出重吸收证据库'],
    ['/en/api', 'API – Disc Resorption Evidence'],
    ['/en/methods', 'Methods – Disc Resorption Evidence'],
  ])('%s answers with its title', async (address, title) => {
    const response = await request(app).get(address).expect(200).expect('Content-Type', /html/);
    expect(load(response.text)('head > title').text()).toBe(title);
  });

  test('an unchanged page costs nothing the second time', async () => {
    // A page names the address it stands at, so it has to be asked for at the same one.
    const asked = () => request(app).get('/en/records').set('Host', 'catalog.example');
    const first = await asked().expect(200);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const tag = first.headers.etag ?? '';
    await asked().set('If-None-Match', tag).expect(304);
  });

  test('pages are compressed', async () => {
    await request(app).get('/en/').set('Accept-Encoding', 'gzip').expect('Content-Encoding', 'gzip');
  });

  test.each(['/records/doi:10.1000/sample.1', '/records/doi:10.1000%2Fsample.1'])(
    '%s finds the record',
    async (address) => {
      await request(app).get(address).redirects(1).expect(200);
    },
  );

  test('the chosen text of a record is part of its address', async () => {
    const response = await request(app).get('/en/records/1?text=zh').expect(200);
    expect(load(response.text)('.lang input[checked]').closest('label').attr('lang')).toBe('zh');
  });
});

describe('languages', () => {
  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', '/zh/records?q=macrophage&mechanism=neovascularization'],
    ['en-US', '/en/records?q=macrophage&mechanism=neovascularization'],
    ['tlh', '/en/records?q=macrophage&mechanism=neovascularization'],
  ])('an address without a language leads %s to its own, query kept', async (accepted, location) => {
    await request(app)
      .get('/records?q=macrophage&mechanism=neovascularization')
      .set('Accept-Language', accepted)
      .expect(302)
      .expect('Location', location)
      .expect('Vary', /Accept-Language/);
  });

  test.each(['/', '/records', '/records/1', '/mechanisms/neovascularization', '/predictors/age', '/methods'])(
    '%s is answered after one redirect',
    async (address) => {
      await request(app).get(address).redirects(1).expect(200);
    },
  );

  test('the language chosen last wins over the browser’s', async () => {
    const chosen = await request(app).get('/zh/').set('Accept-Language', 'en');
    const cookie = String(chosen.headers['set-cookie']).split(';')[0] ?? '';
    expect(cookie).toBe('resorb_lang=zh');
    await request(app).get('/').set('Accept-Language', 'en').set('Cookie', cookie).expect('Location', '/zh/');
  });

  test('no cookie is set where the browser’s own language is shown', async () => {
    const response = await request(app).get('/en/').set('Accept-Language', 'en');
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('the switch keeps page and query', async () => {
    const response = await request(app).get('/en/records?q=rim&page=2');
    const $ = load(response.text);
    const targets = $('header .seg a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(targets).toEqual(['/en/records?q=rim&page=2', '/zh/records?q=rim&page=2']);
  });
});

describe('appearance', () => {
  test('is remembered, and the reader comes back to the same page', async () => {
    const response = await request(app)
      .post('/preferences')
      .set(sameOrigin)
      .type('form')
      .send({ theme: 'dark', return: '/en/records?q=rim' })
      .expect(303)
      .expect('Location', '/en/records?q=rim');
    const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
    const page = await request(app).get('/en/').set('Cookie', cookie);
    expect(load(page.text)('html').attr('data-theme')).toBe('dark');
    expect(load(page.text)('.themes [aria-pressed=true]').attr('value')).toBe('dark');
  });

  test.each(['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example', 'javascript:alert(1)'])(
    'never sends a reader to %s',
    async (address) => {
      await request(app)
        .post('/preferences')
        .set(sameOrigin)
        .type('form')
        .send({ theme: 'dark', return: address })
        .expect('Location', '/');
    },
  );

  test('an unknown theme changes nothing', async () => {
    const response = await request(app)
      .post('/preferences')
      .set(sameOrigin)
      .type('form')
      .send({ theme: 'plaid' })
      .expect(303);
    expect(response.headers['set-cookie']).toBeUndefined();
    await request(app).post('/preferences').set(sameOrigin).expect(303);
  });
});
