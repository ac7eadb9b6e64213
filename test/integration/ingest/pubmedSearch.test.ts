import { afterEach, describe, expect, test } from '@jest/globals';
import type { IngestOptions } from '../../../src/ingest/ingestPubmedFile.ts';
import { ingestPubmedSearch, sinceLastRun } from '../../../src/ingest/ingestPubmedSearch.ts';
import { createEutils } from '../../../src/pubmed/eutils/createEutils.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { fakeClock } from '../../support/fakeEutils/fakeClock.ts';
import { type FakeRecord, smallCorpus } from '../../support/fakeEutils/fakeCorpus.ts';
import { type FakeEutils, type FakeEutilsOptions, startFakeEutils } from '../../support/fakeEutils/startFakeEutils.ts';
import { silentTagger } from '../../support/silentTagger.ts';

let server: FakeEutils | undefined;
afterEach(() => server?.close());

const everything = { query: 'disc', since: null };

async function pubmed(corpus: FakeRecord[], rest: Partial<FakeEutilsOptions> = {}) {
  await server?.close();
  const clock = fakeClock();
  server = await startFakeEutils({ corpus, now: clock.now, ...rest });
  const eutils = createEutils({ baseUrl: server.url, tool: 'resorb', email: 'reviewer@example.org', clock });
  return { eutils, server };
}

function options(store: Store): IngestOptions {
  return { store, tagger: silentTagger, clock: () => '2026-05-01T10:00:00.000Z', programVersion: 'test' };
}

const fetched = (of: FakeEutils) =>
  of.requests
    .filter((request) => request.utility === 'efetch')
    .flatMap((request) => request.parameters.get('id')?.split(',') ?? []);
const pmids = (store: Store) => store.records.ids().map((id) => store.records.get(id)?.citation.pmid);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => 1000 + index);

describe('a search of PubMed', () => {
  test('stores all it finds, with the search as PubMed understood it', async () => {
    const store = openStore(':memory:');
    const { eutils, server: answered } = await pubmed(smallCorpus(numbers(450)));
    const counts = await ingestPubmedSearch({ query: 'disc nosuchword', since: null }, eutils, options(store));
    expect(counts).toMatchObject({ identified: 450, added: 450, rejected: 0, omitted: 0 });
    expect(store.runs.list()[0]).toMatchObject({
      status: 'complete',
      query: 'disc nosuchword',
      queryTranslation: '"disc"[All Fields]',
      identified: 450,
      added: 450,
    });
    expect(answered.violations).toEqual([]);
  });

  test('interrupted, it goes on where it stopped and fetches nothing twice', async () => {
    const store = openStore(':memory:');
    const corpus = smallCorpus(numbers(450));
    const faults = [{ utility: 'efetch' as const, call: 2, to: 99, kind: '400 with error' as const }];
    const first = await pubmed(corpus, { faults });
    await expect(ingestPubmedSearch(everything, first.eutils, options(store))).rejects.toThrow(/efetch/);
    expect(store.runs.list()[0]).toMatchObject({ status: 'failed', added: 200 });
    expect(store.records.count()).toBe(200);

    const second = await pubmed(corpus);
    expect(await ingestPubmedSearch(everything, second.eutils, options(store))).toMatchObject({ added: 450 });
    expect(fetched(second.server).length).toBe(250);
    expect(second.server.requests.filter((request) => request.utility === 'esearch')).toEqual([]);
    expect(store.runs.list()).toHaveLength(1);

    const undisturbed = openStore(':memory:');
    const third = await pubmed(corpus);
    await ingestPubmedSearch(everything, third.eutils, options(undisturbed));
    expect(new Set(pmids(store))).toEqual(new Set(pmids(undisturbed)));
  });

  test('killed before the list was kept, it is the same run that asks for the list', async () => {
    const store = openStore(':memory:');
    const startedAt = '2026-05-01T09:00:00.000Z';
    store.runs.start({ source: 'pubmed', ...everything, programVersion: 'test', startedAt });
    const { eutils } = await pubmed(smallCorpus(numbers(30)));
    await ingestPubmedSearch(everything, eutils, options(store));
    expect(store.runs.list()).toMatchObject([{ status: 'complete', identified: 30, added: 30, startedAt }]);
  });

  test('killed after its last record, it only comes to its end', async () => {
    const store = openStore(':memory:');
    const corpus = smallCorpus(numbers(30));
    await ingestPubmedSearch(everything, (await pubmed(corpus)).eutils, options(store));
    store.runs.resume(store.runs.list()[0]?.searchRunId ?? 0);
    const { eutils, server: asked } = await pubmed(corpus);
    expect(await ingestPubmedSearch(everything, eutils, options(store))).toMatchObject({ added: 30, unchanged: 0 });
    expect(asked.requests).toEqual([]);
    expect(store.runs.list()).toMatchObject([{ status: 'complete', identified: 30, added: 30 }]);
  });

  test('run again, changes nothing; a new version is taken', async () => {
    const store = openStore(':memory:');
    const corpus = smallCorpus([11, 12, 13]);
    await ingestPubmedSearch(everything, (await pubmed(corpus)).eutils, options(store));
    expect(await ingestPubmedSearch(everything, (await pubmed(corpus)).eutils, options(store))).toMatchObject({
      added: 0,
      unchanged: 3,
    });
    const changed = corpus.map((record) =>
      record.pmid === 12 ? { ...record, version: 2, words: ['disc', 'newer'] } : record,
    );
    expect(await ingestPubmedSearch(everything, (await pubmed(changed)).eutils, options(store))).toMatchObject({
      updated: 1,
      unchanged: 2,
    });
    expect(store.records.get(store.records.findId('pmid:12') ?? 0)?.citation.title).toContain('newer');
  });

  test('says which ids PubMed gave no record for', async () => {
    const store = openStore(':memory:');
    const { eutils } = await pubmed(smallCorpus([11, 12, 13]), { habits: { omits: [12] } });
    expect(await ingestPubmedSearch(everything, eutils, options(store))).toMatchObject({ added: 2, omitted: 1 });
    expect(store.runs.list()[0]).toMatchObject({ status: 'complete', omitted: 1 });
  });

  test('an incremental run asks only for what entered or changed since', async () => {
    const store = openStore(':memory:');
    const corpus = [
      ...smallCorpus([11, 12]),
      { ...smallCorpus([13])[0], pmid: 13, changed: '2026/04/30' },
      { ...smallCorpus([14])[0], pmid: 14, entered: '2026/04/29', changed: '2026/04/29' },
    ] as FakeRecord[];
    const { eutils, server: answered } = await pubmed(corpus);
    const counts = await ingestPubmedSearch({ query: 'disc', since: '2026-04-24' }, eutils, options(store));
    expect(counts).toMatchObject({ added: 2 });
    expect(new Set(fetched(answered))).toEqual(new Set(['13', '14']));
  });

  test('"last" is the day of the last complete run, with some days to spare', () => {
    expect(sinceLastRun('2026-05-03T23:59:59.000Z')).toBe('2026-04-26');
    expect(sinceLastRun(null)).toBeNull();
  });

  test('a list of PMIDs is fetched as it is', async () => {
    const store = openStore(':memory:');
    const { eutils } = await pubmed(smallCorpus([11, 12, 13]));
    const counts = await ingestPubmedSearch(
      { query: 'PMIDs of list.txt', since: null, pmids: ['12', '13', '99'] },
      eutils,
      options(store),
    );
    expect(counts).toMatchObject({ identified: 3, added: 2, omitted: 1 });
  });
});
