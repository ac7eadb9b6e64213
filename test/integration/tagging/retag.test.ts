import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Annotation } from '../../../src/domain/codebook.ts';
import { ingestFile } from '../../../src/ingest/ingestFile.ts';
import { retag } from '../../../src/ingest/retag.ts';
import { retagText } from '../../../src/ingest/retagText.ts';
import type { RuleTagger } from '../../../src/ingest/ruleTagger.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { testInstant } from '../../support/libraryStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'resorb-retag-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const title = 'Macrophages in herniated lumbar disc tissue';

function mechanism(value: string, stance: Annotation['stance']): Annotation {
  const evidence = [{ field: 'title' as const, start: 0, end: 11, text: 'Macrophages' }];
  return { kind: 'mechanism', value, stance, score: 0.9, basis: 'a test', evidence };
}

/** Rules that say the same of every record. */
function rulesSaying(version: string, annotations: Annotation[]): RuleTagger {
  return {
    annotator: { kind: 'rules', name: 'test-rules', version },
    tag: () => ({ annotations, sample: null, followUp: null, resorption: [] }),
  };
}

const before = rulesSaying('1.0.0', [
  mechanism('inflammation', 'supports'),
  mechanism('apoptosis-autophagy', 'discusses'),
]);
const after = rulesSaying('2.0.0', [
  mechanism('inflammation', 'discusses'),
  mechanism('macrophage-infiltration', 'supports'),
]);

async function taggedStore(): Promise<Store> {
  const store = openStore(':memory:');
  const file = join(folder, 'retag.ris');
  writeFileSync(file, `TY  - JOUR\nTI  - ${title}\nAU  - Reviewer, A\nPY  - 2019\nER  - \n`);
  await ingestFile(file, { store, tagger: before, clock: () => testInstant, programVersion: 'test' });
  return store;
}

describe('retag', () => {
  test('shows what is added, dropped and changed, and writes nothing', async () => {
    const store = await taggedStore();
    const report = retag(store, after, { accept: false, at: testInstant });
    expect(report).toMatchObject({ records: 1, changedRecords: 1, decidedRecords: 0 });
    expect(report.changes.map(({ change, value, before: old, after: now }) => [change, value, old, now])).toEqual([
      ['added', 'macrophage-infiltration', null, 'supports'],
      ['dropped', 'apoptosis-autophagy', 'discusses', null],
      ['restanced', 'inflammation', 'supports', 'discusses'],
    ]);
    expect(store.ruleTags.saidOf(1, 'test-rules').map(({ value }) => value)).toEqual([
      'inflammation',
      'apoptosis-autophagy',
    ]);
  });

  test('keeps the difference when it is accepted, after which there is none', async () => {
    const store = await taggedStore();
    expect(retag(store, after, { accept: true, at: testInstant }).changedRecords).toBe(1);
    expect(store.ruleTags.saidOf(1, 'test-rules')).toEqual(after.tag([]).annotations);
    expect(retag(store, after, { accept: false, at: testInstant }).changes).toEqual([]);
  });

  test('never touches what a person decided', async () => {
    const store = await taggedStore();
    const person = { kind: 'person' as const, name: 'Reviewer A', version: '' };
    const decision = { ...mechanism('neovascularization', 'contradicts'), score: null };
    const facts = { sampleN: null, sampleUnit: null, followUpMonths: null, followUpNote: null };
    store.transaction(() => {
      store.annotations.replace(1, person, { annotations: [decision], facts, resorption: [] }, testInstant);
      store.annotations.deriveTags(1);
    });
    const shown = store.catalogRows.tagsOf(1);
    expect(retag(store, after, { accept: true, at: testInstant }).decidedRecords).toBe(1);
    expect(store.catalogRows.tagsOf(1)).toEqual(shown);
  });

  test('is told by kind and tag, with examples', async () => {
    const store = await taggedStore();
    const lines = retagText(retag(store, after, { accept: false, at: testInstant }), 1);
    expect(lines[0]).toBe('mechanism: 1 added, 1 dropped, 1 other stance');
    expect(lines).toContainEqual(expect.stringContaining('other stance supports -> discusses'));
  });
});
