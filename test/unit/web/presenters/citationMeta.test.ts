import { describe, expect, test } from '@jest/globals';
import { emptyCitation } from '../../../../src/domain/citation.ts';
import { citationMeta } from '../../../../src/web/presenters/citationMeta.ts';
import { aCitation, anAuthor } from '../../../support/factories/records.ts';

function said(citation: Parameters<typeof citationMeta>[0]): Record<string, string[]> {
  const facts: Record<string, string[]> = {};
  for (const { name, content } of citationMeta(citation, 'https://evidence.example/en/records/1')) {
    facts[name] = [...(facts[name] ?? []), content];
  }
  return facts;
}

describe('citationMeta', () => {
  test('says what is known of an article, pages written out', () => {
    const facts = said(aCitation({ volume: '41', issue: '7', pages: '512-21', authors: [anAuthor('Author', 'AB')] }));
    expect(facts).toMatchObject({
      citation_author: ['Author, A B'],
      citation_publication_date: ['2016/03'],
      citation_volume: ['41'],
      citation_firstpage: ['512'],
      citation_lastpage: ['521'],
      citation_keywords: ['margin; vessels'],
    });
  });

  test('an article number is a first page, a group an author, a day of the month is kept', () => {
    const group = { ...anAuthor('', ''), collectiveName: 'Sample Group' };
    const published = { year: 2020, month: 5, day: 9, season: null, medlineDate: null };
    const facts = said(aCitation({ pages: 'e123', authors: [group], published }));
    expect(facts.citation_firstpage).toEqual(['e123']);
    expect(facts.citation_lastpage).toBeUndefined();
    expect(facts.citation_author).toEqual(['Sample Group']);
    expect(facts.citation_publication_date).toEqual(['2020/05/09']);
  });

  test('leaves out what is not known', () => {
    expect(Object.keys(said(emptyCitation()))).toEqual(['citation_abstract_html_url']);
  });
});
