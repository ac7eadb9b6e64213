import { describe, expect, test } from '@jest/globals';
import { emptyQuery } from '../../../../src/catalog/catalogQuery.ts';
import { presentFacets } from '../../../../src/web/presenters/facets.ts';
import { aPage } from '../../../support/factories/answers.ts';
import { testSite } from '../../../support/webApp.ts';

describe('presentFacets', () => {
  test('names values from the protocol and links each to the search with it', () => {
    const [mechanism] = presentFacets(testSite(), { ...emptyQuery, q: 'rim' }, aPage().facets, 57);
    expect(mechanism?.values).toEqual([
      {
        name: 'Neovascularization',
        href: '/en/records?q=rim&mechanism=neovascularization',
        count: '34',
        selected: false,
        mechanism: 'neovascularization',
        code: 'Nv',
      },
    ]);
  });

  test('values without records fold away', () => {
    const names = presentFacets(testSite(), emptyQuery, aPage().facets, 57).map((facet) => facet.values.length);
    expect(names[0]).toBe(1);
  });

  test('values past the eighth wait behind "more", except those that are chosen', () => {
    const facets = aPage().facets.map((facet) => ({
      ...facet,
      values: facet.values.map((value, index) => ({ ...value, selected: facet.name === 'design' && index === 11 })),
    }));
    const design = presentFacets(testSite(), emptyQuery, facets, 57).find((facet) => facet.name === 'design');
    expect(design?.values).toHaveLength(9);
    expect(design?.values.at(-1)?.selected).toBe(true);
    expect(design?.more).toHaveLength(3);
    expect(design?.moreLabel).toBe('3 more');
  });

  test('a facet of very many values keeps to the most frequent, and to those chosen', () => {
    const values = Array.from({ length: 500 }, (_, index) => ({
      value: `Journal ${index}`,
      count: 500 - index,
      following: 500 - index,
      selected: index === 499,
    }));
    const [journal] = presentFacets(testSite(), emptyQuery, [{ name: 'journal', values }], 900);
    expect(journal?.values.map((value) => value.name)).toContain('Journal 499');
    expect(journal?.more).toHaveLength(12);
  });

  test('a facet that cannot narrow the search is not shown', () => {
    const facet = (selected: boolean): Parameters<typeof presentFacets>[2][number] => ({
      name: 'retracted',
      values: [{ value: 'no', count: 57, following: 57, selected }],
    });
    expect(presentFacets(testSite(), emptyQuery, [facet(false)], 57)).toEqual([]);
    expect(presentFacets(testSite(), emptyQuery, [facet(true)], 57)).toHaveLength(1);
    expect(presentFacets(testSite(), emptyQuery, [facet(false)], 58)).toHaveLength(1);
  });

  test('beside a chosen value the others say what they would add', () => {
    const query = { ...emptyQuery, facets: { language: ['eng'] } };
    const [language] = presentFacets(
      testSite(),
      query,
      [
        {
          name: 'language',
          values: [
            { value: 'eng', count: 50, following: 57, selected: true },
            { value: 'chi', count: 5, following: 55, selected: false },
          ],
        },
      ],
      50,
    );
    expect(language?.values.map((value) => [value.name, value.count, value.href])).toEqual([
      ['English', '50', '/en/records'],
      ['Chinese', '+5', '/en/records?language=eng&language=chi'],
    ]);
    expect(language?.clearHref).toBe('/en/records');
  });

  test('speaks Chinese to Chinese readers', () => {
    const facets = presentFacets(testSite('zh'), emptyQuery, aPage().facets, 57);
    expect(facets.map((facet) => facet.title)).toEqual(['机制', '研究设计', '语种']);
    expect(facets[2]?.values[0]?.name).toBe('中文');
  });
});
