import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { type BuiltProgram, buildProgram } from '../../support/builtProgram.ts';
import { inspectDatabase, killedIngest } from '../../support/killed.ts';
import { testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { roundsUntil } from '../../support/rounds.ts';
import { silentTagger } from '../../support/silentTagger.ts';

/** The full count is a matter of minutes: `RESORB_KILLS=100 npx jest --selectProjects integration --testPathPatterns killed`. */
const kills = Number(process.env.RESORB_KILLS ?? 4);
const articles = 4_000;

/** A long run is made for its figures, and one that is stopped should not have been for nothing. */
const tellEvery = 20;
function tell(rounds: number, interrupted: number, halfway: number): void {
  if (!process.env.RESORB_KILLS) return;
  process.stdout.write(
    `${rounds} rounds: ${interrupted} killed at work, ${halfway} with part of the file stored, 0 lost, 0 doubled\n`,
  );
}

let folder: string;
let program: BuiltProgram;
beforeAll(() => {
  program = buildProgram(['ingest']);
  folder = mkdtempSync(join(tmpdir(), 'resorb-killed-'));
});
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

test(
  `killed ${kills} times at random moments and started again, ingestion loses and doubles nothing`,
  async () => {
    const file = join(folder, 'many.xml');
    let db = join(folder, 'review-0.sqlite');
    const pmids = Array.from({ length: articles }, (_, index) => String(100_000 + index));
    writeFileSync(
      file,
      pubmedXml(pmids.map((pmid) => pubmedArticle(pmid, { abstract: `Abstract ${pmid}. `.repeat(20) }))),
    );

    let stored = 0;
    let interrupted = 0;
    let halfway = 0;
    for (const round of roundsUntil(kills, () => interrupted > 0)) {
      interrupted += await killedIngest(program.words('ingest'), db, ['--file', file]);
      const after = inspectDatabase(db);
      // What a round stored stays; what it did not finish is not there in part.
      expect(after.records).toBeGreaterThanOrEqual(stored);
      expect(after).toMatchObject({ integrity: 'ok', citations: after.records, indexed: after.records, orphans: 0 });
      stored = after.records;
      if (stored > 0 && stored < articles) halfway++;
      if (round % tellEvery === tellEvery - 1) tell(round + 1, interrupted, halfway);
      // Where all is stored, a kill can do no harm any more: the next round starts over.
      if (stored < articles) continue;
      db = join(folder, `review-${round + 1}.sqlite`);
      stored = 0;
    }

    // A test in which every run came to its end would show nothing.
    expect(interrupted).toBeGreaterThan(0);
    const store = openStore(db);
    await ingestFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' });
    store.close();
    const end = inspectDatabase(db);
    expect(end).toMatchObject({
      integrity: 'ok',
      records: articles,
      citations: articles,
      indexed: articles,
      orphans: 0,
    });
  },
  300_000 + kills * 30_000,
);
