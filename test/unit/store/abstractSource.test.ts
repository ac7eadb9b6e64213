import { expect, test } from '@jest/globals';
import { emptyCitation } from '../../../src/domain/citation.ts';
import { openStore } from '../../../src/store/openStore.ts';

const abstract = [{ label: null, nlmCategory: null, text: 'It shrank.' }];
const retrievedAt = '2026-01-01T00:00:00.000Z';

test('an abstract is said to be of the most trusted source that gave one', () => {
  const store = openStore(':memory:');
  const runId = store.runs.start({ source: 'file', programVersion: '0', startedAt: retrievedAt });
  const save = (source: string, withAbstract: boolean): number => {
    const citation = { ...emptyCitation(), pmid: '1', title: 'Sample', abstract: withAbstract ? abstract : [] };
    const incoming = { source, sourceId: source, citation, raw: source, runId, retrievedAt };
    return store.transaction(() => store.records.save(incoming)).recordId;
  };
  const recordId = save('library', false);
  expect(store.catalogRows.abstractSource(recordId)).toBeNull();
  save('ris', true);
  expect(store.catalogRows.abstractSource(recordId)).toBe('ris');
  // PubMed is trusted more, but where it has no abstract the one that is shown is still the file's.
  save('pubmed', false);
  expect(store.catalogRows.abstractSource(recordId)).toBe('ris');
  store.close();

  const other = openStore(':memory:');
  const run = other.runs.start({ source: 'file', programVersion: '0', startedAt: retrievedAt });
  const citation = { ...emptyCitation(), pmid: '1', title: 'Sample', abstract };
  const [first] = ['ris', 'pubmed'].map(
    (source) =>
      other.transaction(() =>
        other.records.save({ source, sourceId: source, citation, raw: source, runId: run, retrievedAt }),
      ).recordId,
  );
  expect(other.catalogRows.abstractSource(first ?? 0)).toBe('pubmed');
  other.close();
});
