import { describe, expect, test } from '@jest/globals';
import { type Citation, emptyCitation } from '../../../src/domain/citation.ts';
import { formatCitation } from '../../../src/exporting/formatCitation.ts';

function author(lastName: string, foreName: string, initials: string | null = null, suffix: string | null = null) {
  return { lastName, foreName, initials, suffix, collectiveName: null, orcid: null, affiliations: [] };
}

function article(facts: Partial<Citation> = {}): Citation {
  return {
    ...emptyCitation(),
    pmid: '8692918',
    doi: '10.1000/x.1',
    title: 'Resorption of the herniated disc: why does it happen?',
    authors: [author('van Raaij', 'Mark J', 'MJ'), author('Shi', 'Shi-Yuan', 'SY'), author('Poe', 'Ann', 'A', 'Jr')],
    journal: {
      title: 'Spine Journal',
      isoAbbreviation: 'Spine J',
      issn: null,
      issns: [],
      nlmId: null,
      medlineTa: null,
      country: null,
    },
    published: { year: 1996, month: 7, day: 9, season: null, medlineDate: null },
    volume: '93',
    issue: '14',
    pages: '6913-7',
    ...facts,
  };
}

const manyAuthors = Array.from({ length: 24 }, (_, at) => author(`Name${at + 1}`, 'A', 'A'));

describe('formatCitation', () => {
  test('Vancouver abbreviates the journal and keeps the pages as MEDLINE writes them', () => {
    expect(formatCitation(article(), 'vancouver')).toBe(
      'van Raaij MJ, Shi SY, Poe A Jr. Resorption of the herniated disc: why does it happen? Spine J. 1996 Jul 9;93(14):6913-7. doi: 10.1000/x.1. PMID: 8692918.',
    );
  });

  test('APA writes full pages, initials with stops and hyphens, and the DOI as a link', () => {
    expect(formatCitation(article(), 'apa')).toBe(
      'van Raaij, M. J., Shi, S.-Y., & Poe, A., Jr. (1996). Resorption of the herniated disc: why does it happen? Spine Journal, 93(14), 6913–6917. https://doi.org/10.1000/x.1',
    );
  });

  test('GB/T 7714 writes surnames in capitals, the document code, and the full journal', () => {
    expect(formatCitation(article(), 'gbt7714')).toBe(
      'VAN RAAIJ M J, SHI S Y, POE A Jr. Resorption of the herniated disc: why does it happen?[J]. Spine Journal, 1996, 93(14): 6913-6917. DOI: 10.1000/x.1.',
    );
  });

  test('a Chinese citation keeps its names whole and says 等', () => {
    const authors = ['张三', '李四', '王五', '赵六'].map((name) => author(name, ''));
    const citation = article({ title: '腰椎间盘突出后重吸收的机制', authors, doi: null, pages: '1-5' });
    expect(formatCitation(citation, 'gbt7714')).toBe(
      '张三, 李四, 王五, 等. 腰椎间盘突出后重吸收的机制[J]. Spine Journal, 1996, 93(14): 1-5.',
    );
  });

  test('long lists of authors are cut where each style cuts them', () => {
    const citation = article({ authors: manyAuthors });
    expect(formatCitation(citation, 'vancouver')).toMatch(/^Name1 A, .*Name6 A, et al\. Resorption/);
    expect(formatCitation(citation, 'vancouver')).not.toContain('Name7');
    expect(formatCitation(citation, 'apa')).toMatch(/Name19, A\., \. \. \. Name24, A\. \(1996\)/);
    expect(formatCitation(citation, 'gbt7714')).toMatch(/^NAME1 A, NAME2 A, NAME3 A, et al\. /);
  });

  test('a list that the source cut says so', () => {
    const citation = article({ authorsComplete: false });
    expect(formatCitation(citation, 'vancouver')).toMatch(/Poe A Jr, et al\. /);
    expect(formatCitation(citation, 'apa')).toMatch(/Poe, A\., Jr, et al\. \(1996\)/);
  });

  test('a translated title stands in brackets behind its original', () => {
    const citation = article({ title: '[Resorption of the disc].', vernacularTitle: 'Resorption der Bandscheibe.' });
    expect(formatCitation(citation, 'apa')).toContain(
      '(1996). Resorption der Bandscheibe [Resorption of the disc]. Spine',
    );
    expect(formatCitation(citation, 'gbt7714')).toContain('. Resorption of the disc[J]. ');
    expect(formatCitation({ ...citation, vernacularTitle: null }, 'apa')).toContain(
      '(1996). [Resorption of the disc]. ',
    );
  });

  test('a chapter names its book, editors and publisher', () => {
    const chapter = article({
      journal: null,
      doi: null,
      volume: null,
      issue: null,
      pages: '12-5',
      editors: [author('Roe', 'Jane', 'J'), author('Doe', 'Kim', 'K')],
      book: {
        title: 'Spine Surgery',
        collectionTitle: null,
        publisher: 'Press',
        publisherLocation: 'Bethesda (MD)',
        edition: '2',
        medium: null,
        isbns: [],
        sections: [],
      },
    });
    expect(formatCitation(chapter, 'vancouver')).toContain(
      'In: Roe J, Doe K, editors. Spine Surgery. 2nd ed. Bethesda (MD): Press; 1996 Jul 9. p. 12-5. PMID: 8692918.',
    );
    expect(formatCitation(chapter, 'apa')).toContain('In J. Roe & K. Doe (Eds.), Spine Surgery (pp. 12–15). Press.');
    expect(formatCitation(chapter, 'gbt7714')).toContain(
      '[M]//ROE J, DOE K. Spine Surgery. Bethesda (MD): Press, 1996: 12-15.',
    );
  });

  test('what is unknown leaves no empty place', () => {
    const bare: Citation = { ...emptyCitation(), title: 'A title' };
    expect(formatCitation(bare, 'vancouver')).toBe('A title.');
    expect(formatCitation(bare, 'apa')).toBe('A title. (n.d.).');
    expect(formatCitation(bare, 'gbt7714')).toBe('A title[Z].');
  });
});
