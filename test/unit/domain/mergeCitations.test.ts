import { describe, expect, test } from '@jest/globals';
import { mergeCitations } from '../../../src/domain/mergeCitations.ts';
import { citation } from '../../support/citations.ts';

const author = (lastName: string) => ({
  lastName,
  foreName: null,
  initials: null,
  suffix: null,
  collectiveName: null,
  orcid: null,
  affiliations: [],
});

describe('merging citations of one publication', () => {
  test('the first one is believed, gaps are filled by the next', () => {
    const merged = mergeCitations([
      citation({ title: 'First', volume: null, keywords: [] }),
      citation({ title: 'Second', volume: '7', keywords: ['kept'] }),
      citation({ title: 'Third', volume: '8', issue: '2' }),
    ]);
    expect(merged).toMatchObject({ title: 'First', volume: '7', issue: '2', keywords: ['kept'] });
  });

  test('lists and dates are taken whole, never mixed', () => {
    const merged = mergeCitations([
      citation({
        authors: [author('A')],
        published: { year: 2020, month: null, day: null, season: null, medlineDate: null },
      }),
      citation({
        authors: [author('B'), author('C')],
        published: { year: 2019, month: 5, day: 1, season: null, medlineDate: null },
      }),
    ]);
    expect(merged.authors.map(({ lastName }) => lastName)).toEqual(['A']);
    expect(merged.published).toMatchObject({ year: 2020, month: null });
  });

  test('markup comes only with the text it belongs to', () => {
    const other = citation({ title: 'TNF in discs', titleHtml: '<i>TNF</i> in discs' });
    expect(mergeCitations([citation({ title: 'Another title' }), other]).titleHtml).toBeUndefined();
    expect(mergeCitations([citation({ title: '' }), other]).titleHtml).toBe('<i>TNF</i> in discs');
  });

  test('an author list says that it is cut where it came from', () => {
    const cut = citation({ authors: [author('A')], authorsComplete: false });
    expect(mergeCitations([citation({ authors: [] }), cut]).authorsComplete).toBe(false);
    expect(mergeCitations([citation({ authors: [author('B')] }), cut]).authorsComplete).toBe(true);
  });

  test('changes none of what it was given', () => {
    const first = citation({ keywords: [] });
    const second = citation({ keywords: ['x'] });
    mergeCitations([first, second]).keywords.push('y');
    expect([first.keywords, second.keywords]).toEqual([[], ['x']]);
  });
});
