import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { createEutils, type Eutils } from '../../../src/pubmed/eutils/createEutils.ts';
import { EutilsError } from '../../../src/pubmed/eutils/eutilsError.ts';
import type { Fetch } from '../../../src/pubmed/eutils/transport.ts';
import { fakeClock } from '../../support/fakeEutils/fakeClock.ts';
import { describeWithShared, hasSharedData, sharedData } from '../../support/sharedData.ts';

interface Exchange {
  request: { uri: string; body: string };
  response: { status: number; headers: Record<string, string>; body: string };
}

function clientOver(fetch: Fetch): Eutils {
  const baseUrl = 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils/';
  return createEutils({ baseUrl, tool: 'resorb', email: 'reader@example.org', fetch, clock: fakeClock() });
}

function answering(body: string, status: number, type: string): Fetch {
  return () => Promise.resolve(new Response(body, { status, headers: { 'content-type': type } }));
}

const exchangesOf = (file: string): Exchange[] => JSON.parse(readFileSync(file, 'utf8')) as Exchange[];
const recorded = hasSharedData('pubmed', 'eutils')
  ? readdirSync(sharedData('pubmed', 'eutils')).filter((file) => /^hawc_.*\.json$/.test(file))
  : [];
const exchanges = recorded.flatMap((file) =>
  exchangesOf(sharedData('pubmed', 'eutils', file)).map((exchange, index) => ({
    name: `${basename(file, '.json')} ${index + 1}`,
    ...exchange,
  })),
);
const asked = (exchange: Exchange): string[] => new URLSearchParams(exchange.request.body).getAll('id');
const pmidsIn = (xml: string): string[] =>
  [...xml.matchAll(/<(?:MedlineCitation|BookDocument)\b[^>]*>\s*<PMID[^>]*>(\d+)</g)].map((match) => match[1] ?? '');

describeWithShared('recorded answers of E-utilities', ['pubmed/eutils'], () => {
  const fetches = exchanges.filter((exchange) => exchange.request.uri.endsWith('efetch.fcgi'));
  const searches = exchanges.filter((exchange) => exchange.request.uri.endsWith('esearch.fcgi'));

  test('there are recordings of both kinds', () => {
    expect(fetches.length).toBeGreaterThan(5);
    expect(searches.length).toBeGreaterThan(5);
  });

  test.each(fetches)('efetch: $name', async (exchange) => {
    const eutils = clientOver(answering(exchange.response.body, 200, exchange.response.headers['Content-Type'] ?? ''));
    const ids = asked(exchange).filter((id) => id !== '-1');
    const expected = pmidsIn(exchange.response.body);
    for await (const batch of eutils.fetchArticles(ids.length > 0 ? ids : ['99'])) {
      const got = batch.events.map((event) => (event.kind === 'citation' ? event.citation.pmid : event.reason));
      expect([...got, ...batch.unasked].sort()).toEqual([...expected].sort());
      expect(got).toEqual(ids);
    }
  });

  test.each(searches)('esearch: $name', async (exchange) => {
    const eutils = clientOver(answering(exchange.response.body, 200, exchange.response.headers['Content-Type'] ?? ''));
    const { search, ids } = await eutils.ids('a query');
    expect(search.count).toBe(Number(/<Count>(\d+)<\/Count>/.exec(exchange.response.body)?.[1]));
    expect(ids).toEqual([...exchange.response.body.matchAll(/<Id>(\d+)<\/Id>/g)].map((match) => match[1]));
  });

  test.each([
    ['made_429.json', 429, 'application/json', 'busy'],
    ['made_500.html', 500, 'text/html', 'busy'],
    ['made_502.html', 502, 'text/html', 'heavy'],
    ['made_500.html', 200, 'text/xml', 'busy'],
    ['made_esearch_backend.xml', 200, 'text/xml', 'busy'],
    ['made_esearch_json_error.json', 200, 'application/json', 'refused'],
    ['made_esearch_retstart.xml', 200, 'text/xml', 'refused'],
    ['klortho_esearch.baderror.xml', 200, 'text/xml', 'refused'],
    ['made_prolog_only.xml', 200, 'text/xml', 'heavy'],
  ])('%s with HTTP %d is told for what it is', async (file, status, type, trouble) => {
    const eutils = clientOver(answering(readFileSync(sharedData('pubmed', 'eutils', file), 'utf8'), status, type));
    const failure = await eutils.search('a query').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EutilsError);
    expect(failure).toMatchObject({ trouble });
  });

  test('phrases not found are told beside the hits of the rest', async () => {
    const body = readFileSync(sharedData('pubmed', 'eutils', 'klortho_esearch.error.xml'), 'utf8');
    const result = await clientOver(answering(body, 200, 'text/xml')).search('a query');
    expect(result).toMatchObject({
      count: 5163,
      queryTranslation: '"obstetrics"[MeSH Terms]',
      errors: ['PhraseNotFound: fleegle[MeSH Terms]'],
    });
  });

  test('ids of which none is right are an empty answer', async () => {
    const body = readFileSync(sharedData('pubmed', 'eutils', 'made_efetch_400_no_ids.xml'), 'utf8');
    for await (const batch of clientOver(answering(body, 400, 'text/xml')).fetchArticles(['7'])) {
      expect(batch).toMatchObject({ events: [], omitted: ['7'] });
    }
  });
});
