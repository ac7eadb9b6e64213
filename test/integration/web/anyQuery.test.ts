import { afterAll, describe, expect, test } from '@jest/globals';
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
    ['hundreds of beginnings', Array.from({ length: 400 }, (_, at) => `re${at.toString(36)}*`).join(' '), 200],
    ['one long run of Chinese', '吸收'.repeat(200), 200],
    ['ten kilobytes', 'disc '.repeat(2_048), 414],
  ])('%s', async (_, text, status) => {
    expect(await ask(text)).toEqual([status, status]);
  });
});
