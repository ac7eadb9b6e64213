import { describe, expect, test } from '@jest/globals';
import { compareAuthors, readAuthors } from '../../../src/dedup/authors.ts';
import { fromRow, guessColumns } from '../../../src/dedup/csvColumns.ts';
import { compareJournals, readJournal } from '../../../src/dedup/journal.ts';
import { comparePages, readPlace } from '../../../src/dedup/place.ts';
import { readTitle } from '../../../src/dedup/title.ts';
import { compareTitles } from '../../../src/dedup/titleAgreement.ts';
import { editDistance, isTypo } from '../../../src/dedup/words.ts';

describe('authors', () => {
  const names = (text: string) => readAuthors(text).map(({ words, initials }) => `${words.join('+')} ${initials}`);

  test.each([
    ['Smith, John A.; Doe, Jane', ['smith+john sja', 'doe+jane dj']],
    ['Smith JA, Doe J', ['smith sja', 'doe dj']],
    ['Smith, J., Doe, J.', ['smith sj', 'doe dj']],
    ['van Roe, John A. and Doe, Jane B.', ['roe+john vrja', 'doe+jane djb']],
    ['Smith JA, Doe J and Roe R', ['smith sja', 'doe dj', 'roe rr']],
    ['John Smith and Jane Doe', ['john+smith js', 'jane+doe jd']],
    ['Li, J.; Li Wei', ['li lj', 'li+wei lw']],
    ['van der Berg, A.; et al.', ['berg vdba']],
    ['Anonymous', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    ['Wang, L.', 'Wang, Y.', 'differs'],
    ['Wang Wei', 'Wang Wen Hua', 'differs'],
    ['Wang Wei-Ju', 'Wang WJ', 'same'],
    ['张三', 'Zhang San', 'same'],
    ['欧阳一', 'Ouyang Y', 'same'],
    ['张三', 'Li San', 'differs'],
    ['张三', '张四', 'differs'],
    ['Smith, John', 'Stone, John', 'differs'],
    ["O'Brien, P.", 'OBrien, P.', 'same'],
    ['', 'Smith, J.', 'unknown'],
  ])('%s and %s: first author %s', (a, b, first) => {
    expect(compareAuthors(readAuthors(a), readAuthors(b)).first).toBe(first);
  });
});

describe('journals', () => {
  test.each([
    ['American Journal of Transplantation', 'Am J Transplant', 'same'],
    [
      'Proceedings of the National Academy of Sciences of the United States of America',
      'Proc Natl Acad Sci U S A',
      'same',
    ],
    ['JAMA', 'Journal of the American Medical Association', 'same'],
    ['European journal of cancer (Oxford, England : 1990)', 'Eur. J. Cancer', 'same'],
    ['PLoS ONE [Electronic Resource]', 'PLoS One', 'same'],
    ['Social Science & Medicine', 'Social science and medicine (1982)', 'same'],
    [
      'Gan to Kagaku Ryoho [Japanese Journal of Cancer & Chemotherapy]',
      'Japanese Journal of Cancer and Chemotherapy',
      'same',
    ],
    [
      '50th Annual Hawaii International Conference on System Sciences',
      'Hawaii International Conference on System Sciences',
      'same',
    ],
    ['Nephron', 'Nephron - Clinical Practice', 'alike'],
    ['Spine', 'European Spine Journal', 'alike'],
    ['Blood', 'Haematologica', 'differs'],
    ['Zhonghua Gu Ke Za Zhi', 'Chinese Journal of Orthopaedics', 'unknown'],
    ['中华骨科杂志', 'Chinese Journal of Orthopaedics', 'unknown'],
    ['中华骨科杂志', '《中華骨科雜誌》', 'same'],
    ['中华关节外科杂志', '中华关节外科杂志（电子版）', 'differs'],
    ['', 'Spine', 'unknown'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(compareJournals(readJournal(a), readJournal(b))).toBe(expected);
    expect(compareJournals(readJournal(b), readJournal(a))).toBe(expected);
  });
});

describe('place in print', () => {
  const pages = (text: string) =>
    readPlace(null, null, text, 2015).pages.map(({ first, last }) => `${first}-${last ?? ''}`);

  test.each([
    ['482-91', ['482-491']],
    ['S33-38', ['s33-s38']],
    ['pp. 5-6', ['5-6']],
    ['742-8; discussion 748-9', ['742-748', '748-749']],
    ['233-238+230-235', ['233-238', '230-235']],
    ['01-Jun', ['1-6']],
    ['15-Jul', ['7-15']],
    ['e43268', ['e43268-']],
    ['P63 [tp 104]', ['p63-', 'tp104-']],
    ['527-32.e1', ['527-532']],
    ['３４５－３４９', ['345-349']],
    ['230 p.', []],
    ['', []],
  ])('pages %s', (text, expected) => {
    expect(pages(text)).toEqual(expected);
  });

  test.each([
    ['S33', '33', 'sameFirst'],
    ['S33', 'e33', 'differs'],
    ['c37-c42', '37-42', 'sameRange'],
    ['2141-2147', '2142-2147', 'sameEnd'],
    ['2097-2108', '2297-2108', 'sameEnd'],
    ['100-100', '99-100', 'differs'],
    ['1-10', '482-491', 'unknown'],
    ['1-10', '482-499', 'differs'],
  ])('pages %s and %s: %s', (a, b, expected) => {
    expect(comparePages(readPlace(null, null, a, 2015), readPlace(null, null, b, 2015))).toBe(expected);
  });

  test.each([
    ['10 Suppl 2', '10'],
    ['29A', '29a'],
    ['XII', '12'],
    ['007', '7'],
    ['24-28-October-2016', null],
    ['[Epub ahead of print]', null],
    ['2015', null],
  ])('volume %s is %s', (text, expected) => {
    expect(readPlace(text, null, null, 2015).volume).toBe(expected);
  });

  test('numbers that do not recur within a year are no issues', () => {
    expect(readPlace(null, '1988', null, 2015).issue).toBeNull();
    expect(readPlace(null, '9403', null, 2015).issue).toBeNull();
    expect(readPlace(null, '12 Suppl', null, 2015)).toMatchObject({ issue: '12', supplement: true });
  });
});

describe('titles', () => {
  test.each([
    ['Disc regression after injury of the spine', 'Disc regression after injury of the spine: a review', 'longer'],
    ['Intradiscal ozone for sciatica in older adults', 'Intradiscal ozone for sciatca in older adults', 'near'],
    ['Non-small-cell lung carcinoma with disc metastasis', 'Nonsmall cell lung carcinoma with disc metastasis', 'same'],
    ['Intradiscal ozone for sciatica in older adults', 'Intradiscal steroid for sciatica in older adults', 'similar'],
    ['Intradiscal ozone for sciatica in older adults', 'Imaging of the sacroiliac joint', 'differs'],
    ['Phase II trial of ozone', 'Phase 2 trial of ozone', 'same'],
    ['腰椎间盘突出的自然转归', 'Natural history of lumbar disc herniation', 'unknown'],
    ['', 'Imaging of the sacroiliac joint', 'unknown'],
  ])('%s / %s: %s', (a, b, level) => {
    expect(compareTitles(readTitle(a, []), readTitle(b, [])).level).toBe(level);
  });

  test.each([
    'Editorial',
    "Editor's Comments",
    'Guest Editorial',
    'Letter to the editor',
    'Reply',
    'Eculizumab',
    '编者按',
    '',
    'In this issue',
  ])('"%s" does not stand for one publication', (title) => {
    expect(readTitle(title, []).distinct).toBe(false);
  });

  test('numbers on both sides differ', () => {
    const [one, two] = ['Disc regression in adults: Part I', 'Disc regression in adults: Part II'];
    expect(compareTitles(readTitle(one, []), readTitle(two, [])).numbersDiffer).toBe(true);
  });
});

describe('misspellings', () => {
  test.each([
    ['herniation', 'hernaition', true],
    ['multic?ntrico', 'multicentrico', true],
    ['disc', 'disk', false],
    ['hypothyroidism', 'hyperthyroidism', false],
    ['interarticular', 'intraarticular', false],
    ['phase12345', 'phase12346', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isTypo(a, b)).toBe(expected);
  });

  test('distances are counted up to the limit', () => {
    expect(editDistance('kitten', 'sitting', 5)).toBe(3);
    expect(editDistance('kitten', 'sitting', 2)).toBe(3);
    expect(editDistance('ab', 'ba', 1)).toBe(1);
    expect(editDistance('', 'abc', 5)).toBe(3);
  });
});

describe('columns of a table', () => {
  test('are recognised under the names exports use', () => {
    const columns = guessColumns([
      '\ufeffUID',
      'Article Title',
      'Author Full Names',
      'Publication Year',
      'Source Title',
      'Page start',
      'Page end',
      'DOI',
    ]);
    const row = {
      '\ufeffUID': '7',
      'Article Title': 'T',
      'Author Full Names': 'A; B',
      'Publication Year': '2015',
      'Source Title': 'J',
      'Page start': '5',
      'Page end': '9',
      DOI: '10.1/x',
    };
    expect(fromRow(row, columns, 'none')).toMatchObject({
      id: '7',
      title: 'T',
      authors: 'A; B',
      year: '2015',
      journal: 'J',
      pages: '5-9',
      doi: '10.1/x',
    });
  });

  test('are recognised in Chinese', () => {
    expect(guessColumns(['题名', '作者', '刊名', '年', '期', '页码'])).toEqual({
      title: '题名',
      authors: '作者',
      journal: '刊名',
      year: '年',
      issue: '期',
      pages: '页码',
    });
  });

  test('absent ones leave fields empty', () => {
    const columns = guessColumns(['title']);
    expect(fromRow({ title: 'T' }, columns, 'row 2')).toMatchObject({
      id: 'row 2',
      doi: null,
      pages: null,
      publicationTypes: [],
    });
  });
});
