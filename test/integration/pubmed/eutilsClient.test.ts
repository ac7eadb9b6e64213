import { afterEach, describe, expect, test } from '@jest/globals';
import { createEutils, type Eutils } from '../../../src/pubmed/eutils/createEutils.ts';
import { EutilsError } from '../../../src/pubmed/eutils/eutilsError.ts';
import type { FetchedBatch } from '../../../src/pubmed/eutils/fetchArticles.ts';
import { type FakeClock, fakeClock } from '../../support/fakeEutils/fakeClock.ts';
import { type FakeRecord, largeCorpus, smallCorpus } from '../../support/fakeEutils/fakeCorpus.ts';
import type { FakeFaultKind } from '../../support/fakeEutils/fakeFaults.ts';
import { type FakeEutils, type FakeEutilsOptions, startFakeEutils } from '../../support/fakeEutils/startFakeEutils.ts';

const secretKey = 'secret-key-0123456789';
const pmids = Array.from({ length: 40 }, (_, index) => 1001 + index);

interface World {
  server: FakeEutils;
  clock: FakeClock;
  eutils: Eutils;
  logged: string[];
}

let open: FakeEutils[] = [];

async function world(
  options: Partial<FakeEutilsOptions> & { apiKey?: string; onCall?: () => void } = {},
): Promise<World> {
  const clock = fakeClock();
  const server = await startFakeEutils({ corpus: smallCorpus(pmids), now: clock.now, ...options });
  open.push(server);
  const logged: string[] = [];
  const note = (facts: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(facts)}`);
  };
  const eutils = createEutils({
    baseUrl: server.url,
    tool: 'resorb',
    email: 'reader@example.org',
    apiKey: options.apiKey ?? '',
    clock,
    fetch: (url, init) => {
      options.onCall?.();
      return fetch(url, init);
    },
    log: { info: note, warn: note },
  });
  return { server, clock, eutils, logged };
}

afterEach(async () => {
  await Promise.all(open.map((server) => server.close()));
  open = [];
});

async function fetchAll(eutils: Eutils, ids: readonly number[], batchSize = 200): Promise<FetchedBatch[]> {
  const batches: FetchedBatch[] = [];
  for await (const batch of eutils.fetchArticles(ids.map(String), { batchSize })) batches.push(batch);
  return batches;
}

const fetchedPmids = (batches: FetchedBatch[]): string[] =>
  batches.flatMap((batch) =>
    batch.events.map((event) => (event.kind === 'citation' ? event.citation.pmid : null) ?? ''),
  );

describe('searching', () => {
  test('a search gives the count, the translation and what was not found, and is kept on the history server', async () => {
    const { eutils, server } = await world();
    const result = await eutils.search('disc AND resorbtion');
    expect(result).toMatchObject({
      count: 40,
      queryTranslation: '"disc"[All Fields]',
      errors: ['PhraseNotFound: resorbtion'],
    });
    expect(result.webEnv).toMatch(/^MCID_/);
    expect(server.violations).toEqual([]);
  });

  test('no hits are a warning, not an error', async () => {
    const { eutils } = await world();
    const result = await eutils.ids('zebra');
    expect(result.ids).toEqual([]);
    expect(result.search.warnings).toEqual(['No items found.']);
  });

  test('dates narrow the search by entry or by change', async () => {
    const { eutils } = await world({ corpus: largeCorpus(500) });
    const dates = { type: 'mdat', from: '2025/06/01', to: '2025/06/30' } as const;
    const list = await eutils.ids('disc', { dates });
    expect(list.ids).toHaveLength(10);
  });

  test('a blank query is refused at once', async () => {
    const { eutils, server } = await world();
    await expect(eutils.search(' ')).rejects.toThrow(/Empty term/);
    expect(server.requests).toHaveLength(1);
  });

  test('a long query goes by POST', async () => {
    const { eutils, server } = await world();
    await eutils.search(Array.from({ length: 500 }, () => 'disc').join(' AND '));
    expect(server.requests[0]?.method).toBe('POST');
    expect(server.violations).toEqual([]);
  });
});

describe('listing more than PubMed gives for one search', () => {
  test('26,000 hits, 12,000 of them of one day, are all listed by ranges of PMIDs', async () => {
    const corpus = largeCorpus();
    const { eutils, server } = await world({ corpus });
    const list = await eutils.ids('disc');
    expect(list.ids).toHaveLength(26_000);
    expect(new Set(list.ids)).toEqual(new Set(corpus.map((record) => String(record.pmid))));
    expect(list.difference).toBe(0);
    expect(Math.max(...list.slices.map((slice) => slice.count))).toBeLessThanOrEqual(9_999);
    expect(server.violations).toEqual([]);
  });

  test('records that arrive while the search runs are listed and the difference is told', async () => {
    const growsBy: FakeRecord[] = smallCorpus([50_000_001, 50_000_002]);
    const { eutils } = await world({ corpus: largeCorpus(10_500), habits: { growsBy } });
    const list = await eutils.ids('disc');
    expect(list.difference).toBe(2);
    expect(list.ids.slice(0, 2)).toEqual(['50000002', '50000001']);
  });

  test('ids that the answer clips come from the history server', async () => {
    const { eutils, server } = await world({ habits: { clipsTo: 15 } });
    const list = await eutils.ids('disc');
    expect(list.ids).toHaveLength(40);
    expect(server.requests.map((request) => request.utility)).toEqual(['esearch', 'efetch']);
  });

  test('an expired history is made anew by the same search', async () => {
    const { eutils } = await world({ habits: { clipsTo: 15, expiresOnce: true } });
    expect((await eutils.ids('disc')).ids).toHaveLength(40);
  });
});

describe('fetching records', () => {
  test('every id asked for comes once, in the order asked, whatever order the server prefers', async () => {
    const { eutils, server } = await world({ habits: { reorders: true } });
    const batches = await fetchAll(eutils, pmids, 15);
    expect(batches.map((batch) => batch.asked.length)).toEqual([15, 15, 10]);
    expect(fetchedPmids(batches)).toEqual(pmids.map(String));
    expect(server.violations).toEqual([]);
  });

  test('200 ids go by POST in one call', async () => {
    const corpus = largeCorpus(200);
    const { eutils, server } = await world({ corpus });
    await fetchAll(
      eutils,
      corpus.map((record) => record.pmid),
    );
    expect(server.requests.map((request) => request.method)).toEqual(['POST']);
  });

  test('an id left out once is asked for again, alone', async () => {
    const { eutils, server } = await world({ habits: { omitsOnce: [1005] } });
    const batches = await fetchAll(eutils, pmids);
    expect(fetchedPmids(batches)).toEqual(pmids.map(String));
    expect(server.requests.map((request) => request.parameters.get('id'))).toEqual([pmids.join(','), '1005']);
  });

  test('an id left out for good is reported', async () => {
    const { eutils } = await world({ habits: { omits: [1005] } });
    const [batch] = await fetchAll(eutils, [...pmids, 9_999_999]);
    expect(batch?.omitted).toEqual(['1005', '9999999']);
    expect(batch?.events).toHaveLength(39);
  });

  test('only unknown ids: an empty set, no error', async () => {
    const { eutils } = await world();
    const [batch] = await fetchAll(eutils, [77, 78]);
    expect(batch).toMatchObject({ events: [], omitted: ['77', '78'] });
  });

  test('a record nobody asked for is set apart', async () => {
    const [stranger] = smallCorpus([4711]);
    const corpus = smallCorpus([1001]).map((record) => ({ ...record, xml: '' }));
    const { recordXml } = await import('../../support/fakeEutils/fakeCorpus.ts');
    if (corpus[0] && stranger) corpus[0].xml = recordXml(stranger);
    const { eutils } = await world({ corpus });
    const [batch] = await fetchAll(eutils, [1001]);
    expect(batch).toMatchObject({ events: [], omitted: ['1001'], unasked: ['4711'] });
  });

  test('books, higher versions and records above a megabyte come through', async () => {
    const [book, newer, huge] = smallCorpus([11, 12, 13]);
    const { recordXml } = await import('../../support/fakeEutils/fakeCorpus.ts');
    const long = '&#x3b1; '.repeat(200_000);
    const corpus = [
      { ...book, isBook: true },
      { ...newer, version: 3 },
      { ...huge, xml: recordXml(huge as FakeRecord).replace('Record 13:', long) },
    ] as FakeRecord[];
    const { eutils } = await world({ corpus });
    const [batch] = await fetchAll(eutils, [11, 12, 13]);
    const citations = batch?.events.map((event) => (event.kind === 'citation' ? event.citation : null)) ?? [];
    expect(citations[0]?.book?.title).toBe('Book 11');
    expect(citations[1]?.version).toBe(3);
    expect(citations[2]?.abstract[0]?.text).toHaveLength(2 * 200_000 + ' 5±2 mm, p<0.05.'.length - 1);
  });

  test('what is not a PMID is never sent: NCBI answers -1 with PMID 1', async () => {
    const { eutils, server } = await world();
    await expect(fetchAll(eutils, [-1])).rejects.toThrow('"-1" is not a PMID');
    expect(server.requests).toEqual([]);
  });
});

describe('faults that pass', () => {
  const passing: FakeFaultKind[] = [
    'html 500',
    'html 502',
    'html 200',
    '429',
    '400 relaying a 502',
    '400 of another query',
    'error: backend',
    'error: txclient',
    'error: pubone',
    'prolog only',
    'empty body',
    'cut after a record',
    'cut inside a record',
    'cut gzip',
    'connection reset',
    'stall',
    'flipped byte',
  ];

  test.each(passing)('%s on efetch: nothing is lost and nothing doubled', async (kind) => {
    const { eutils, server } = await world({
      faults: [{ utility: 'efetch', call: 1, to: kind === 'flipped byte' ? 1 : 2, kind }],
    });
    const batches = await fetchAll(eutils, pmids);
    expect(fetchedPmids(batches)).toEqual(pmids.map(String));
    expect(batches[0]?.omitted).toEqual([]);
    expect(server.requests.length).toBeGreaterThan(1);
    expect(server.violations).toEqual([]);
  });

  const passingSearch: FakeFaultKind[] = [
    'html 500',
    'html 502',
    '429',
    'error: backend',
    'prolog only',
    'empty body',
    'connection reset',
    'stall',
    'cut gzip',
  ];

  test.each(passingSearch)('%s on esearch is tried again', async (kind) => {
    const { eutils } = await world({ faults: [{ utility: 'esearch', call: 1, to: 1, kind }] });
    expect((await eutils.ids('disc')).ids).toHaveLength(40);
  });

  test('only the missing ids of a cut answer are asked for again', async () => {
    const { eutils, server } = await world({ faults: [{ utility: 'efetch', call: 1, kind: 'cut after a record' }] });
    await fetchAll(eutils, pmids);
    const second = server.requests[1]?.parameters.get('id')?.split(',') ?? [];
    expect(second.length).toBeGreaterThan(0);
    expect(second).not.toContain('1001');
  });

  test('after a 502 smaller portions are asked for', async () => {
    const { eutils, server } = await world({ faults: [{ utility: 'efetch', call: 1, kind: 'html 502' }] });
    await fetchAll(eutils, pmids);
    const sizes = server.requests.map((request) => request.parameters.get('id')?.split(',').length);
    expect(sizes).toEqual([40, 20, 20]);
  });

  test('Retry-After is honoured, and nobody else starts meanwhile', async () => {
    const { eutils, server } = await world({ faults: [{ utility: 'esearch', call: 1, kind: '429' }] });
    await eutils.search('disc');
    const [first, second] = server.requests;
    expect((second?.time ?? 0) - (first?.time ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  test('the waits grow, and a lasting fault ends in one sentence with what came before kept', async () => {
    const { eutils, clock } = await world({ faults: [{ utility: 'efetch', call: 2, to: 99, kind: 'html 500' }] });
    const kept: string[] = [];
    const work = async (): Promise<void> => {
      for await (const batch of eutils.fetchArticles(pmids.map(String), { batchSize: 20 }))
        kept.push(...fetchedPmids([batch]));
    };
    await expect(work()).rejects.toThrow(/efetch\.fcgi: HTTP status 500; given up after 6 tries$/);
    expect(kept).toEqual(pmids.slice(0, 20).map(String));
    const waits = clock.slept.filter((wait) => wait >= 1000);
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });
});

describe('faults that stay', () => {
  test.each<FakeFaultKind>(['error: invalid db', 'error: retstart', '400 with error', 'redirect elsewhere'])(
    '%s is not tried again',
    async (kind) => {
      const { eutils, server } = await world({ faults: [{ utility: 'esearch', call: 1, kind }] });
      await expect(eutils.search('disc')).rejects.toBeInstanceOf(EutilsError);
      expect(server.requests).toHaveLength(1);
    },
  );

  test('a host that cannot be reached gives one sentence with the address', async () => {
    const eutils = createEutils({
      baseUrl: 'http://127.0.0.1:9/entrez/eutils/',
      tool: 'resorb',
      email: 'reader@example.org',
      apiKey: secretKey,
      clock: fakeClock(),
    });
    const failure = eutils.search('disc');
    await expect(failure).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:9\/entrez\/eutils\/esearch\.fcgi: the server cannot be reached/,
    );
    await expect(failure).rejects.not.toThrow(secretKey);
  });
});

describe('manners', () => {
  test.each([
    ['without a key', undefined, 340],
    ['with a key', secretKey, 105],
  ])('%s calls keep their distance over all utilities', async (_name, apiKey, gap) => {
    // The clock jumps while calls are under way, so distances are taken where calls start, not where they arrive.
    let arrivals = 0;
    const times: number[] = [];
    const { eutils, server, clock } = await world({
      now: () => 1000 * arrivals++,
      onCall: () => times.push(clock.now()),
      ...(apiKey ? { apiKey } : {}),
    });
    await Promise.all([eutils.search('disc'), eutils.ids('disc'), fetchAll(eutils, pmids, 5)]);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(times).toHaveLength(10);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(gap * 1.1);
    expect(server.violations).toEqual([]);
  });

  test('every call names tool, e-mail address and key; no error and no log line does', async () => {
    const { eutils, server, logged } = await world({
      apiKey: secretKey,
      faults: [{ utility: 'esearch', call: 1, to: 99, kind: 'connection reset' }],
    });
    const failure = await eutils.search('disc').catch((error: unknown) => error);
    expect(server.requests.every((request) => request.parameters.get('api_key') === secretKey)).toBe(true);
    expect(logged.length).toBeGreaterThan(0);
    for (const text of [String(failure), JSON.stringify(failure), ...logged]) {
      expect(text).not.toContain(secretKey);
      expect(text).not.toContain('example.org');
    }
  });
});
