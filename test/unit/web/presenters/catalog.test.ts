import { describe, expect, test } from '@jest/globals';
import { emptyQuery } from '../../../../src/catalog/catalogQuery.ts';
import { presentCatalog } from '../../../../src/web/presenters/catalog.ts';
import { hiddenFields } from '../../../../src/web/presenters/hiddenFields.ts';
import { aPage } from '../../../support/factories/answers.ts';
import { aCard } from '../../../support/factories/records.ts';
import { testSite } from '../../../support/webApp.ts';

const filtered = {
  ...emptyQuery,
  q: 'rim',
  facets: { mechanism: ['neovascularization'], design: ['rct'] },
  yearFrom: 1995,
  page: 2,
};

describe('presentCatalog', () => {
  test('says how many, where in them, and how the words were read', () => {
    const reading = { en: 'rim', zh: '边缘' };
    const view = presentCatalog(testSite('zh'), aPage({ query: filtered, reading }));
    expect(view).toMatchObject({ heading: '57 条记录', position: '第 2 页，共 3 页', reading: '边缘' });
  });

  test('synonyms can be turned off and on again', () => {
    const of = (synonyms: boolean): unknown =>
      presentCatalog(testSite(), aPage({ query: { ...emptyQuery, q: 'rim', synonyms } })).synonyms;
    expect(of(true)).toEqual({ text: 'Search without synonyms', href: '/en/records?q=rim&synonyms=off' });
    expect(of(false)).toEqual({ text: 'Search with synonyms', href: '/en/records?q=rim' });
    expect(presentCatalog(testSite(), aPage()).synonyms).toBeNull();
  });

  test('each active filter can be taken away by itself', () => {
    const view = presentCatalog(testSite(), aPage({ query: filtered }));
    expect(view.filters.map((filter) => [filter.facet, filter.name, filter.href])).toEqual([
      ['Mechanism', 'Neovascularization', '/en/records?q=rim&design=rct&from=1995'],
      ['Study design', 'Randomized trial', '/en/records?q=rim&mechanism=neovascularization&from=1995'],
      ['Year', 'Since 1995', '/en/records?q=rim&mechanism=neovascularization&design=rct'],
    ]);
    expect(view.clearHref).toBe('/en/records?q=rim');
    expect(view.filtersLabel).toBe('Filters (3)');
  });

  test('tells of warnings, relaxed searches and excluded records, in that order', () => {
    const view = presentCatalog(
      testSite(),
      aPage({ query: filtered, warnings: [{ en: 'The quote was not closed.', zh: '引号未闭合。' }], relaxed: true }),
    );
    expect(view.notes.map((note) => note.text)).toEqual([
      'The quote was not closed.',
      'No record holds all of these words. Shown are records that hold some of them.',
      '3 excluded records also match.',
    ]);
    expect(view.notes[2]?.link?.href).toBe(
      '/en/records?q=rim&mechanism=neovascularization&design=rct&screening=excluded&from=1995',
    );
  });

  test('records with only some of the words stand apart from the hits', () => {
    const view = presentCatalog(testSite(), aPage({ total: 1, cards: [aCard()], also: [aCard({ recordId: 9 })] }));
    expect(view.cards.map((card) => card.href)).toEqual(['/en/records/1']);
    expect(view.also.map((card) => card.href)).toEqual(['/en/records/9']);
    expect(view.heading).toBe('1 record');
  });

  test('an empty search offers the filter whose removal helps most', () => {
    const query = { ...filtered, page: 1 };
    const { design: _, ...others } = query.facets;
    const rescue = { without: 'design' as const, values: ['rct'], query: { ...query, facets: others }, total: 12 };
    const view = presentCatalog(testSite(), aPage({ query, total: 0, cards: [] }), {
      suggestion: null,
      rescues: [rescue],
    });
    expect(view.empty?.ways).toEqual([
      {
        text: 'Without “Randomized trial”: 12 records',
        href: '/en/records?q=rim&mechanism=neovascularization&from=1995',
      },
      { text: 'Start over with all records', href: '/en/records' },
    ]);
    expect(view.pager).toBeNull();
  });

  test('a page past the last leads back to the first', () => {
    const view = presentCatalog(testSite(), aPage({ query: { ...emptyQuery, page: 9 }, cards: [] }));
    expect(view.empty).toEqual({
      title: 'There are no records on this page.',
      text: '',
      ways: [{ text: 'Go to the first page', href: '/en/records' }],
    });
  });

  test('the year form carries the rest of the search along', () => {
    const view = presentCatalog(testSite(), aPage({ query: filtered }));
    expect(view.years).toMatchObject({ action: '/en/records', from: '1995', to: '' });
    expect(view.years?.hidden).toEqual([
      { name: 'q', value: 'rim' },
      { name: 'mechanism', value: 'neovascularization' },
      { name: 'design', value: 'rct' },
    ]);
    expect(view.years?.bars.bars.map((bar) => bar.chosen)).toEqual([true, true]);
  });

  test('sorting and page size keep the search and go back to its first page', () => {
    const view = presentCatalog(testSite(), aPage({ query: { ...emptyQuery, q: 'rim', page: 3 } }));
    expect(view.sorts.map((sort) => [sort.text, sort.href, sort.current])).toEqual([
      ['Best match', '/en/records?q=rim', true],
      ['Newest', '/en/records?q=rim&sort=newest', false],
      ['Oldest', '/en/records?q=rim&sort=oldest', false],
      ['Most participants', '/en/records?q=rim&sort=participants', false],
    ]);
    expect(view.sizes.find((size) => size.current)?.text).toBe('25');
  });
});

test('hidden fields leave out what the form itself asks, and the page', () => {
  expect(hiddenFields(filtered, ['q'])).toEqual([
    { name: 'mechanism', value: 'neovascularization' },
    { name: 'design', value: 'rct' },
    { name: 'from', value: '1995' },
  ]);
});
