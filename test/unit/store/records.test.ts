import { beforeEach, describe, expect, test } from '@jest/globals';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { keptForms } from '../../../src/store/records.ts';
import { incoming } from '../../support/citations.ts';

let store: Store;
beforeEach(() => {
  store = openStore(':memory:');
  store.runs.start({ source: 'pubmed', programVersion: 'test', startedAt: '2026-01-01T00:00:00.000Z' });
});

describe('storing a citation', () => {
  test('adds a record once and knows it again', () => {
    const first = store.records.save(incoming({ pmid: '101', doi: '10.1/a' }));
    expect(first.outcome).toBe('added');
    expect(store.records.save(incoming({ pmid: '101', doi: '10.1/a' }))).toEqual({ ...first, outcome: 'unchanged' });
    expect(store.records.count()).toBe(1);
    expect(store.records.get(first.recordId)?.key).toBe('pmid:101');
  });

  test('keeps the raw record byte for byte', () => {
    const raw = '<PubmedArticle>\r\n  <PMID Version="1">101</PMID> α 椎间盘 \u{1F9EC}</PubmedArticle>';
    store.records.save(incoming({}, { raw }));
    expect(store.records.raw('pubmed', '101')).toBe(raw);
  });

  test('tells before anything is locked what stands word for word', () => {
    const held = incoming({ title: 'First' });
    expect(store.records.holds('pubmed', '101', held.raw)).toBe(false);
    store.records.save(held);
    expect(store.records.holds('pubmed', '101', held.raw)).toBe(true);
    expect(store.records.holds('pubmed', '101', `${held.raw} `)).toBe(false);
    // A source that was withdrawn and comes again is something new, though its words are the same.
    store.records.withdraw('pubmed', '101', 1, '2026-01-02T00:00:00.000Z');
    expect(store.records.holds('pubmed', '101', held.raw)).toBe(false);
    expect(store.records.save(held).outcome).toBe('updated');
  });

  test('the same is kept, whether its forms were made before or are made now', () => {
    const one = incoming({ pmid: '101', title: 'First' });
    const other = incoming({ pmid: '102', title: 'Second' }, { sourceId: '102' });
    store.records.save({ ...one, forms: keptForms(one) });
    store.records.save(other);
    for (const { sourceId, raw, citation } of [one, other]) {
      expect(store.records.raw('pubmed', sourceId)).toBe(raw);
      expect(store.records.get(store.records.findId(`pmid:${sourceId}`) ?? 0)?.citation).toEqual(citation);
      expect(store.records.holds('pubmed', sourceId, raw)).toBe(true);
    }
  });

  test.each([
    ['a higher version replaces', { version: 2, title: 'Second' }, 'updated', 'Second'],
    ['a lower version does not', { version: 0, title: 'Zeroth' }, 'older', 'First'],
    [
      'a later revision replaces',
      { dateRevised: { year: 2021, month: 2, day: 1 }, title: 'Revised' },
      'updated',
      'Revised',
    ],
    [
      'an earlier revision does not',
      { dateRevised: { year: 2019, month: 2, day: 1 }, title: 'Early' },
      'older',
      'First',
    ],
  ])('%s', (_, facts, outcome, title) => {
    const base = { dateRevised: { year: 2020, month: 6, day: 15 }, title: 'First' };
    const { recordId } = store.records.save(incoming(base));
    expect(store.records.save(incoming({ ...base, ...facts })).outcome).toBe(outcome);
    expect(store.records.get(recordId)?.citation.title).toBe(title);
  });

  test('a replaced text is found by its new words and no longer by its old ones', () => {
    store.records.save(incoming({ title: 'Vanishing fragments' }));
    const { recordId } = store.records.save(incoming({ title: 'Shrinking hernias', version: 2 }));
    expect([...store.searchIndex.match('"shrinking"', 'stems')]).toEqual([recordId]);
    expect([...store.searchIndex.match('"vanishing"', 'stems')]).toEqual([]);
  });
});

describe('sources of one publication', () => {
  const library = (facts: object, key: string) =>
    incoming({ pmid: null, ...facts }, { source: 'library', sourceId: key });

  test('join by PMID', () => {
    const { recordId } = store.records.save(library({ pmid: '101', title: 'As the library has it' }, 'pmid:101'));
    const saved = store.records.save(incoming({ pmid: '101', title: 'As PubMed has it', volume: '7' }));
    expect(saved).toEqual({ recordId, outcome: 'joined' });
    expect(store.records.get(recordId)?.citation).toMatchObject({ title: 'As PubMed has it', volume: '7' });
    expect(store.records.sources(recordId).map(({ source }) => source)).toEqual(['pubmed', 'library']);
  });

  test('join by DOI where one of them has no PMID, and what PubMed lacks is kept', () => {
    const { recordId } = store.records.save(library({ doi: '10.1/a', keywords: ['kept'] }, 'doi:10.1/a'));
    expect(store.records.save(incoming({ pmid: '101', doi: '10.1/a' }))).toEqual({ recordId, outcome: 'joined' });
    expect(store.records.get(recordId)?.citation).toMatchObject({ pmid: '101', keywords: ['kept'] });
    expect(store.records.findId('pmid:101')).toBe(recordId);
    expect(store.records.findId('doi:10.1/A')).toBe(recordId);
  });

  test('two PMIDs never join, even with one DOI: an article and its erratum', () => {
    const article = store.records.save(incoming({ pmid: '101', doi: '10.1/a' }));
    const erratum = store.records.save(incoming({ pmid: '102', doi: '10.1/a' }));
    expect(erratum.outcome).toBe('added');
    expect(erratum.recordId).not.toBe(article.recordId);
    expect(store.records.get(erratum.recordId)?.citation.doi).toBe('10.1/a');
  });
});

describe('a withdrawn record', () => {
  test('is kept and marked, once; coming back restores it', () => {
    const { recordId } = store.records.save(incoming());
    expect(store.records.withdraw('pubmed', '101', 1, '2026-02-01T00:00:00.000Z')).toBe(true);
    expect(store.records.withdraw('pubmed', '101', 1, '2026-02-02T00:00:00.000Z')).toBe(false);
    expect(store.records.withdraw('pubmed', '999', 1, '2026-02-02T00:00:00.000Z')).toBe(false);
    expect(store.catalogRows.state(recordId)?.withdrawn).toBe(1);
    expect(store.records.save(incoming()).outcome).toBe('updated');
    expect(store.catalogRows.state(recordId)?.withdrawn).toBe(0);
    expect(store.records.events(recordId).map(({ what }) => what)).toEqual(['withdrawn', 'restored']);
  });
});
