import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ingestPubmedSearch } from '../../../src/ingest/ingestPubmedSearch.ts';
import { createEutils } from '../../../src/pubmed/eutils/createEutils.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { type BuiltProgram, buildProgram } from '../../support/builtProgram.ts';
import { smallCorpus } from '../../support/fakeEutils/fakeCorpus.ts';
import { type FakeEutils, startFakeEutils } from '../../support/fakeEutils/startFakeEutils.ts';
import { inspectDatabase, killedIngest } from '../../support/killed.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { roundsUntil } from '../../support/rounds.ts';
import { silentTagger } from '../../support/silentTagger.ts';

/** As many rounds as one likes: `RESORB_KILLS=100 npx jest --selectProjects integration --testPathPatterns killed`. */
const kills = Number(process.env.RESORB_KILLS ?? 3);
const pmids = Array.from({ length: 3_000 }, (_, index) => 10_000 + index);
const query = 'disc';

let folder: string;
let program: BuiltProgram;
let server: FakeEutils;
beforeAll(async () => {
  program = buildProgram(['ingest']);
  folder = mkdtempSync(join(tmpdir(), 'resorb-killed-search-'));
  server = await startFakeEutils({ corpus: smallCorpus(pmids) });
});
afterAll(async () => {
  await server.close();
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

const askedSince = (call: number) =>
  server.requests
    .slice(call)
    .filter(({ utility }) => utility === 'efetch')
    .flatMap(({ parameters }) => parameters.get('id')?.split(',') ?? []);

test(
  `a search of PubMed killed ${kills} times and started again stores all, once, and fetches nothing it has`,
  async () => {
    let db = join(folder, 'review-0.sqlite');
    const env = { RESORB_EUTILS_URL: server.url, NCBI_EMAIL: 'reviewer@example.org', NCBI_API_KEY: 'key' };
    let known = new Set<string>();
    let interrupted = 0;
    for (const round of roundsUntil(kills, () => interrupted > 0)) {
      const calls = server.requests.length;
      interrupted += await killedIngest(program.words('ingest'), db, ['--query', query], env);
      expect(askedSince(calls).filter((pmid) => known.has(pmid))).toEqual([]);
      const after = inspectDatabase(db);
      expect(after).toMatchObject({ integrity: 'ok', citations: after.records, indexed: after.records, orphans: 0 });
      expect(after.pmids.filter((pmid) => known.has(pmid))).toHaveLength(known.size);
      known = new Set(after.pmids);
      // Once a search has come to its end, the next one would rightly ask for everything again.
      if (known.size < pmids.length) continue;
      db = join(folder, `review-${round + 1}.sqlite`);
      known = new Set();
    }
    expect(interrupted).toBeGreaterThan(0);

    const store = openStore(db);
    const eutils = createEutils({ baseUrl: server.url, tool: 'resorb', email: 'reviewer@example.org', apiKey: 'key' });
    const options = { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' };
    await ingestPubmedSearch({ query, since: null }, eutils, options);
    expect(store.runs.list()).toMatchObject([{ status: 'complete', identified: pmids.length, added: pmids.length }]);
    store.close();
    const end = inspectDatabase(db);
    expect(end).toMatchObject({ integrity: 'ok', citations: pmids.length, indexed: pmids.length, orphans: 0 });
    expect(end.pmids).toEqual(pmids.map(String));
  },
  300_000 + kills * 20_000,
);
