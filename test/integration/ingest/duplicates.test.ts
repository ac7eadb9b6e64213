import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { detachCitation } from '../../../src/ingest/detachCitation.ts';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { createPrisma } from '../../../src/review/prisma/createPrisma.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { libraryStore, testInstant } from '../../support/libraryStore.ts';
import { pubmedArticle, pubmedXml } from '../../support/pubmedXml.ts';
import { silentTagger } from '../../support/silentTagger.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resorb-doubles-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const decider = { by: { kind: 'person', name: 'Reviewer A', version: '' }, reason: 'seen', at: testInstant } as const;
const study = {
  TI: 'Spontaneous regression of sequestrated lumbar disc herniation: a cohort of forty patients',
  AU: 'Reviewer, A',
  JO: 'Journal of Tests',
  PY: '2019',
  VL: '12',
  SP: '100',
  EP: '108',
};

async function ingestRis(store: Store, name: string, ...records: Partial<Record<string, string>>[]) {
  const texts = records.map((facts) => {
    const lines = Object.entries({ ...study, ...facts }).map(([tag, value]) => `${tag}  - ${value}`);
    return `TY  - JOUR\n${lines.join('\n')}\nER  - \n`;
  });
  return ingestText(store, name, texts.join(''));
}

async function ingestText(store: Store, name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return ingestFile(file, { store, tagger: silentTagger, clock: () => testInstant, programVersion: 'test' });
}

describe('a source that joined by itself', () => {
  test('gets a record of its own when it is detached, and is never joined again', async () => {
    const store = openStore(':memory:');
    await ingestRis(store, 'one.ris', {});
    expect(await ingestRis(store, 'two.ris', { AU: 'Reviewer, Ann' })).toMatchObject({ joined: 1 });
    expect(detachCitation(store, silentTagger, { recordId: 1, citationId: null }, decider)).toEqual({ from: 1, to: 2 });
    expect([1, 2].map((id) => store.records.get(id)?.citation.authors[0]?.foreName)).toEqual(['A', 'Ann']);
    expect(store.duplicates.standing(1, 2)).toBe('different');

    expect(await ingestRis(store, 'two.ris', { AU: 'Reviewer, Ann' })).toMatchObject({ unchanged: 1 });
    // The same publication once more fits both: which one is for a person to say.
    expect(await ingestRis(store, 'three.ris', { AU: 'Reviewer, Anna' })).toMatchObject({ added: 1, held: 1 });
    expect(store.duplicates.waiting().map(({ recordId, otherRecordId }) => [recordId, otherRecordId])).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });

  test('was part of the other record until that day, and the move says who made it, when and why', async () => {
    const store = openStore(':memory:');
    const prisma = createPrisma(store);
    const countsAt = (day: string | null) => {
      const { database_results, duplicates } = prisma.flow(day).lines;
      return [database_results.count, duplicates.count];
    };
    await ingestRis(store, 'one.ris', {});
    const table = ['Title', 'Authors', 'Journal', 'Year', 'Volume', 'Start page', 'End page'];
    await ingestText(store, 'two.csv', `${table}\n${Object.values({ ...study, AU: '"Reviewer, Ann"' })}\n`);
    await ingestRis(store, 'three.ris', { AU: 'Reviewer, Anna' });
    expect(store.records.ids()).toEqual([1]);
    const before = countsAt(null);
    expect(before).toEqual([2, 1]);
    const at = '2026-02-01T00:00:00.000Z';
    const detach = (citationId: number, day: string) =>
      detachCitation(store, silentTagger, { recordId: 1, citationId }, { ...decider, reason: 'Two papers.', at: day });
    detach(2, at);
    expect(store.citationMoves.list()).toEqual([
      {
        citationId: 2,
        fromRecordId: 1,
        toRecordId: 2,
        joinReason: expect.any(String),
        joinedAt: testInstant,
        by: 'Reviewer A',
        at,
        reason: expect.stringContaining('Two papers.'),
      },
    ]);
    for (const day of [testInstant.slice(0, 10), '2026-01-31']) expect(countsAt(day)).toEqual(before);
    expect(countsAt('2026-02-01')).toEqual([2, 0]);
    // A file of the same kind had found the record before; what it found counts from the day it was told apart.
    detach(3, '2026-03-01T00:00:00.000Z');
    for (const day of [testInstant.slice(0, 10), '2026-01-31']) expect(countsAt(day)).toEqual(before);
    expect(countsAt('2026-02-28')).toEqual([2, 0]);
    expect(countsAt('2026-03-01')).toEqual([3, 0]);
  });

  test('takes its identifiers along', async () => {
    const store = libraryStore();
    const recordId = store.records.ids().find((id) => store.records.get(id)?.key.startsWith('doi:')) ?? 0;
    const doi = store.records.get(recordId)?.citation.doi ?? '';
    await ingestText(store, 'pubmed.xml', pubmedXml([pubmedArticle('31999999', { doi, title: 'Something else' })]));
    expect(store.records.findId('pmid:31999999')).toBe(recordId);
    const { to } = detachCitation(store, silentTagger, { recordId, citationId: null }, decider);
    expect(store.records.findId('pmid:31999999')).toBe(to);
    expect(store.records.findId(`doi:${doi}`)).toBe(recordId);
    expect(store.records.get(recordId)?.citation.title).not.toBe('Something else');
  });

  test('cannot be detached where there is nothing to choose or nothing would be left', async () => {
    const store = libraryStore();
    const detach = (recordId: number, citationId: number | null) => () =>
      detachCitation(store, silentTagger, { recordId, citationId }, decider);
    expect(detach(1, null)).toThrow('No source has joined record 1; there is nothing to detach.');
    expect(detach(9999, null)).toThrow('There is no record 9999.');
    expect(detach(1, 999_999)).toThrow('Record 1 has no citation 999999.');
    expect(detach(1, store.records.sources(1)[0]?.citationId ?? 0)).toThrow(/is the library's/);
  });
});

describe('a join that only one source of a record speaks for', () => {
  test('is held when another source names another DOI', async () => {
    const store = openStore(':memory:');
    const counts = await ingestRis(
      store,
      'three.ris',
      {},
      { DO: '10.1000/first', AU: 'Reviewer, Ann' },
      { DO: '10.1000/second', AU: 'Reviewer, Anna' },
    );
    expect(counts).toMatchObject({ added: 2, joined: 1, held: 1 });
    expect(store.duplicates.waiting()[0]?.reason).toMatch(/another source of the record speaks against it/);
  });

  test('two records that one citation names are held as a pair', async () => {
    const store = openStore(':memory:');
    await ingestText(store, 'one.xml', pubmedXml([pubmedArticle('71')]));
    await ingestRis(store, 'other.ris', { DO: '10.1000/other' });
    const both = pubmedArticle('71', { doi: '10.1000/other', version: 2 });
    expect(await ingestText(store, 'both.xml', pubmedXml([both]))).toMatchObject({ updated: 1 });
    expect(store.duplicates.waiting()).toMatchObject([
      { recordId: 1, otherRecordId: 2, reason: 'the same DOI, 10.1000/other' },
    ]);
  });
});

test('a retraction that a later version brings is an event of the record', async () => {
  const store = openStore(':memory:');
  await ingestText(store, 'good.xml', pubmedXml([pubmedArticle('71')]));
  const retracted = pubmedArticle('71', { version: 2 }).replace(
    'Journal Article</PublicationType>',
    'Journal Article</PublicationType><PublicationType UI="D016441">Retracted Publication</PublicationType>',
  );
  await ingestText(store, 'bad.xml', pubmedXml([retracted]));
  expect(store.records.events(1).map(({ what }) => what)).toEqual(['retracted', 'updated']);
  expect(store.catalogRows.state(1)?.retracted).toBe(1);
});
