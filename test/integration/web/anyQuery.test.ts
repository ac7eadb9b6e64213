import { afterAll, describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import fc from 'fast-check';
import request from 'supertest';
import { protocolDir } from '../../../src/paths.ts';
import { loadProtocol } from '../../../src/protocol/loadProtocol.ts';
import { expandedSearch } from '../../../src/protocol/protocol.ts';
import { libraryApp } from '../../support/librarySite.ts';

const { app, store } = libraryApp();
afterAll(() => store.close());

/** Asks the page and the API; both must answer, or refuse what is too long. */
async function ask(q: string): Promise<number[]> {
  const query = `q=${encodeURIComponent(q.replace(/\p{Surrogate}/gu, ''))}`;
  const answers = await Promise.all(
    [`/en/records?${query}`, `/api/v1/records?${query}`].map((address) => request(app).get(address).redirects(1)),
  );
  return answers.map((answer) => answer.status);
}

const pieces =
  'disc|吸收|TNF-α|"|"|(|)|[tiab]|[mh]|[dp]|[1au]|[tiab:~3]|[pdat]|[|]|AND|OR|NOT|NEAR(|NEAR/3|-|*|^|+|{title}|title:|year:|2010:2020|:|#1|;--|\0|\n|%|\\|\''.split(
    '|',
  );
const language = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('', ' ')), { maxLength: 40 })
  .map((list) => list.flat().join(''));

const letter = (place: number) => String.fromCharCode(97 + (place % 26));
const beginnings = (count: number) =>
  Array.from({ length: count }, (_, at) => `re${letter(at)}${letter(Math.floor(at / 26))}*`).join(' OR ');

describe('any query string is answered', () => {
  test('pieces of the language and of FTS5 in every order, and any text', async () => {
    const texts = fc.oneof(language, language, fc.string({ unit: 'grapheme', maxLength: 100 }));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        for (const status of await ask(text)) expect([200, 400]).toContain(status);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['the strategy of the protocol', expandedSearch(loadProtocol(protocolDir).review.search.pubmed), 200],
    ['a lone quotation mark', '"', 200],
    ['a NUL', 'disc\0resorption', 200],
    ['deep parentheses', `${'('.repeat(1_000)}disc`, 200],
    ['operators of FTS5', 'NEAR(disc herniation, 3) ^disc {title abstract}: disc + disc*', 200],
    ['hundreds of OR', 'd OR '.repeat(400), 200],
    ['hundreds of phrases', '"disc herniation" OR '.repeat(120), 200],
    ['more beginnings than one search may ask for', beginnings(400), 400],
    ['a hundred beginnings', beginnings(100), 200],
    ['more words than are looked for', Array.from({ length: 600 }, (_, at) => `w${at}`).join(' OR '), 400],
    ['one long run of Chinese', '吸收'.repeat(200), 200],
    ['ten kilobytes', 'disc '.repeat(2_048), 414],
  ])('%s', async (_, text, status) => {
    expect(await ask(text)).toEqual([status, status]);
  });

  test('what is too much is refused alike by the page, the API, the feed and the exports, never answered in part', async () => {
    const query = `q=${encodeURIComponent(beginnings(400))}`;
    const words = /asks for \d\.\d times the work that one search may take/;
    const page = load((await request(app).get(`/en/records?${query}&design=rct`).expect(400)).text);
    expect([page('h1').text(), page('title').text()]).toEqual([
      'This search asks for too much',
      expect.stringContaining('This search asks for too much'),
    ]);
    expect(page('main').text()).toMatch(words);
    // To be shortened where it stands, with its filters.
    expect(page('main input[name=q]').val()).toContain('reaa* OR reba*');
    expect(page('main input[name=design]').val()).toBe('rct');
    const chinese = load((await request(app).get(`/zh/records?${query}`).expect(400)).text);
    expect(chinese('h1').text()).toBe('该检索的计算量过大');
    expect(chinese('main').text()).toMatch(/计算量是单次检索上限的 \d\.\d 倍/);
    for (const address of ['/api/v1/facets', '/api/v1/records.csv', '/en/records.atom', '/records.ris']) {
      const answer = await request(app).get(`${address}?${query}`);
      expect([address, answer.status]).toEqual([address, 400]);
    }
    const { body } = await request(app).get(`/api/v1/records?${query}`);
    expect(body).toMatchObject({
      status: 400,
      title: 'This search asks for too much',
      detail: expect.stringMatching(words),
    });
  });
});
