import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordTexts } from '../../../src/domain/recordText.ts';
import { loadLibrary, loadLibraryIfEmpty } from '../../../src/ingest/loadLibrary.ts';
import { libraryFile } from '../../../src/paths.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { incoming } from '../../support/citations.ts';
import { libraryStore, protocol, testInstant } from '../../support/libraryStore.ts';
import { silentTagger } from '../../support/silentTagger.ts';

const options = { tagger: silentTagger, protocol, clock: () => testInstant, programVersion: 'test' };
const lines = readFileSync(libraryFile, 'utf8').trim().split('\n');
const records = lines.map((line) => JSON.parse(line));

describe('the shipped library', () => {
  const store = libraryStore();

  test('is stored whole, each paper once', () => {
    expect(store.records.count()).toBe(lines.length);
    const keys = store.records.ids().map((id) => store.records.get(id)?.key);
    expect(new Set(keys).size).toBe(lines.length);
    for (const record of records) expect(store.records.findId(record.key)).not.toBeNull();
  });

  test('keeps every label with words that stand in a text of the record', () => {
    let spans = 0;
    for (const record of records) {
      const stored = store.records.get(store.records.findId(record.key) ?? 0);
      if (!stored) throw new Error(record.key);
      const texts = new Map(recordTexts(stored.citation, stored.summaries).map(({ field, text }) => [field, text]));
      const tags = store.catalogRows.tagsOf(stored.recordId);
      const labels = (kind: string) =>
        tags.filter((tag) => tag.kind === kind).map(({ value, stance }) => ({ id: value, stance }));
      const { mechanisms, predictors } = record.curation;
      expect(labels('mechanism')).toEqual(
        mechanisms.map(({ id, stance }: { id: string; stance: string }) => ({ id, stance })),
      );
      expect(labels('predictor')).toEqual(
        predictors.map(({ id, direction }: { id: string; direction: string }) => ({ id, stance: direction })),
      );
      for (const span of store.catalogRows.evidenceOf(stored.recordId)) {
        expect(texts.get(span.field as 'title')?.slice(span.start, span.end)).toBe(span.text);
        spans++;
      }
    }
    expect(spans).toBeGreaterThan(300);
  });

  test('keeps its screening decisions', () => {
    const excluded = records.filter((record) => record.curation.screening.decision === 'exclude').length;
    const screening = store.catalogRows.recordColumns().map((row) => row.screening);
    expect(screening.filter((state) => state === 'excluded').length).toBe(excluded);
    expect(screening.filter((state) => state === 'included').length).toBe(records.length - excluded);
  });

  test('loaded twice, changes nothing and says so', () => {
    const twice = libraryStore();
    const annotations = () => twice.catalogRows.tagColumns();
    const before = annotations();
    expect(loadLibrary(libraryFile, { ...options, store: twice })).toMatchObject({ added: 0, unchanged: lines.length });
    expect(annotations()).toEqual(before);
  });

  test('is loaded by itself into an empty database only', () => {
    const empty = openStore(':memory:');
    expect(loadLibraryIfEmpty(libraryFile, { ...options, store: empty })).toBe(true);
    expect(loadLibraryIfEmpty(libraryFile, { ...options, store: empty })).toBe(false);
  });

  test('joined by PubMed: the abstract is added, labels and summary are kept, nothing is doubled', () => {
    const joined = libraryStore();
    const record = records.find((candidate) => candidate.pmid && candidate.curation.mechanisms.length > 1);
    const recordId = joined.records.findId(record.key) ?? 0;
    const before = joined.catalogRows.tagsOf(recordId);
    const abstract = [{ label: null, nlmCategory: null, text: 'Rabbit fragments shrank.' }];
    const saved = joined.records.save(incoming({ pmid: record.pmid, title: record.title, abstract }));
    expect(saved).toEqual({ recordId, outcome: 'joined' });
    expect(joined.records.count()).toBe(lines.length);
    const stored = joined.records.get(recordId);
    expect(stored?.citation.abstract).toEqual(abstract);
    expect(stored?.summaries.map(({ language }) => language)).toEqual(['en', 'zh']);
    expect(joined.catalogRows.tagsOf(recordId)).toEqual(before);
    expect([...joined.searchIndex.match('"rabbit" "fragments" "shrank"', 'stems')]).toContain(recordId);
  });
});

describe('evidence', () => {
  test('whose words no longer stand in the text is marked stale, never moved', () => {
    const store = libraryStore();
    const record =
      records.find(
        (candidate) =>
          candidate.pmid &&
          candidate.curation.mechanisms.some(({ evidence }: { evidence: string }) =>
            candidate.title.includes(evidence),
          ),
      ) ?? records.find((candidate) => candidate.curation.mechanisms.length > 0);
    const recordId = store.records.findId(record.key) ?? 0;
    const stored = store.records.get(recordId);
    if (!stored) throw new Error(record.key);
    const shifted = stored.summaries.map((summary) => ({ ...summary, text: `New words first. ${summary.text}` }));
    const texts = recordTexts({ ...stored.citation, title: `New: ${stored.citation.title}` }, shifted);
    const spans = store.catalogRows.evidenceOf(recordId);
    expect(store.annotations.checkEvidence(recordId, texts)).toBe(spans.length);
    const after = store.catalogRows.evidenceOf(recordId);
    expect(after).toEqual(spans.map((span) => ({ ...span, stale: 1 })));
    expect(store.annotations.checkEvidence(recordId, recordTexts(stored.citation, stored.summaries))).toBe(0);
    expect(store.catalogRows.evidenceOf(recordId)).toEqual(spans);
  });
});

describe('a broken library', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'resorb-library-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const good = records[0];
  const withMechanism = (change: object) => ({
    ...good,
    curation: { ...good.curation, mechanisms: [{ ...good.curation.mechanisms[0], ...change }] },
  });

  test.each([
    ['a line that is no JSON', '{"key": ', /library.jsonl:2: .*JSON/],
    ['a field of the wrong kind', JSON.stringify({ ...good, year: 'soon' }), /library.jsonl:2: .*year/],
    [
      'a mechanism that the codebook lacks',
      JSON.stringify(withMechanism({ id: 'magic' })),
      /library.jsonl:2: mechanism "magic" is not in the codebook/,
    ],
    [
      'evidence that stands nowhere',
      JSON.stringify(withMechanism({ evidence: 'never said' })),
      /library.jsonl:2: the evidence of inflammation stands nowhere/,
    ],
  ])('%s is refused whole, naming file and line', (_, line, message) => {
    const file = join(folder, 'library.jsonl');
    writeFileSync(file, `${JSON.stringify({ ...records[1] })}\n${line}\n`);
    const store = openStore(':memory:');
    expect(() => loadLibrary(file, { ...options, store })).toThrow(message);
    expect(store.records.count()).toBe(0);
    expect(store.runs.list()).toEqual([]);
  });
});
