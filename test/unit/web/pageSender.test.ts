import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { viewsDir } from '../../../src/paths.ts';
import type { Assets } from '../../../src/web/assets.ts';
import { identityOf } from '../../../src/web/identity/identify.ts';
import { createPageSender } from '../../../src/web/pageSender.ts';
import { presentProblem } from '../../../src/web/presenters/problem.ts';
import { createRenderer } from '../../../src/web/renderer.ts';
import { testSite } from '../../support/webApp.ts';

const renderer = createRenderer(viewsDir);
const assets = {
  stylesheets: ['/assets/site.css'],
  fonts: [],
  icon: '/assets/icon.svg',
  desk: { stylesheets: [], scripts: [] },
} as unknown as Assets;

/** Pages that say how often they were made, behind a sender that is told of changes and of who reads. */
function remembering() {
  const state = { made: 0, revision: 0, isMadeUp: false, reader: null as string | null };
  const sender = createPageSender(
    renderer,
    assets,
    () => state.isMadeUp,
    () => state.revision,
  );
  const app = express();
  app.use((_, response, next) => {
    response.locals.identity = state.reader === null ? null : { name: state.reader, role: 'reviewer' };
    next();
  });
  for (const locale of ['en', 'zh'] as const) {
    const site = testSite(locale);
    app.get(`/${locale}/:page`, (asked, response) =>
      sender.sendRemembered(asked, response, site, () => {
        state.made += 1;
        const detail = `made ${state.made} for ${identityOf(response)?.name ?? 'everybody'}`;
        const problem = {
          status: 500,
          title: '',
          detail,
          lookedFor: null,
          refused: null,
          reference: null,
          stack: null,
        };
        return { page: 'problem', view: presentProblem(site, problem), title: '', section: 'none', status: null };
      }),
    );
  }
  const read = async (address: string, headers: Record<string, string> = {}): Promise<string> => {
    const { text } = await request(app)
      .get(address)
      .set({ Host: 'catalog.example', ...headers })
      .expect(200);
    return /made \d+ for \w+/.exec(text)?.[0] ?? text;
  };
  return { app, state, read };
}

describe('a remembered page', () => {
  test('is made once for all readers until something in the catalog changes', async () => {
    const { state, read } = remembering();
    expect(await read('/en/one')).toBe('made 1 for everybody');
    expect(await read('/en/one')).toBe('made 1 for everybody');
    state.revision += 1;
    expect(await read('/en/one')).toBe('made 2 for everybody');
    expect(await read('/en/one')).toBe('made 2 for everybody');
    expect(state.made).toBe(2);
  });

  test.each<[string, string, Record<string, string>]>([
    ['another page', '/en/two', {}],
    ['another question', '/en/one?q=disc', {}],
    ['another language', '/zh/one', {}],
    ['another theme', '/en/one', { Cookie: 'resorb_theme=dark' }],
    ['another name of the site', '/en/one', { Host: 'mirror.example' }],
  ])('is not shown as %s', async (_, address, headers) => {
    const { read } = remembering();
    expect(await read('/en/one')).toBe('made 1 for everybody');
    expect(await read(address, headers)).toBe('made 2 for everybody');
    expect(await read('/en/one')).toBe('made 1 for everybody');
    expect(await read(address, headers)).toBe('made 2 for everybody');
  });

  test('is made anew once the review holds made-up votes, which it must say', async () => {
    const { state, read } = remembering();
    await read('/en/one');
    state.isMadeUp = true;
    expect(await read('/en/one')).toBe('made 2 for everybody');
  });

  test('is never what a signed-in reader is shown, nor shows anybody what such a reader saw', async () => {
    const { state, read } = remembering();
    expect(await read('/en/one')).toBe('made 1 for everybody');
    state.reader = 'Curator';
    expect(await read('/en/one')).toBe('made 2 for Curator');
    state.reader = 'Other';
    expect(await read('/en/one')).toBe('made 3 for Other');
    state.reader = null;
    expect(await read('/en/one')).toBe('made 1 for everybody');
  });

  test('still tells caches to ask again and sets the language that a reader chose, the second time too', async () => {
    const { app, read } = remembering();
    await read('/zh/one');
    const asked = request(app).get('/zh/one').set({ Host: 'catalog.example', 'Accept-Language': 'en' });
    const { headers } = await asked.expect(200);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toContain('Cookie');
    expect(String(headers['set-cookie'])).toContain('zh');
  });
});
