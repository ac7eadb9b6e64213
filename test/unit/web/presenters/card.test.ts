import { describe, expect, test } from '@jest/globals';
import { authorLine, issueLine, presentCard } from '../../../../src/web/presenters/card.ts';
import { aCard, anAuthor, aResult, sampleTitle } from '../../../support/factories/records.ts';
import { anEvidence, aTag } from '../../../support/factories/tags.ts';
import { testSite } from '../../../support/webApp.ts';

describe('presentCard', () => {
  test('marks hits and escapes everything else', () => {
    const title = [
      { text: 'p<0.05 & ', hit: false },
      { text: '<b>rim</b>', hit: true },
    ];
    expect(presentCard(testSite(), aCard({ title })).title.html).toBe(
      'p&lt;0.05 &amp; <mark>&lt;b&gt;rim&lt;/b&gt;</mark>',
    );
  });

  test('keeps the source’s own markup of a title only where it says the same words', () => {
    const title = [{ text: 'IL-1β and H2O', hit: false }];
    const faithful = presentCard(testSite(), aCard({ title, titleHtml: 'IL-1β and H<sub>2</sub>O' }));
    expect(faithful.title.html).toBe('IL-1β and H<sub>2</sub>O');
    const other = presentCard(testSite(), aCard({ title, titleHtml: '<script>alert(1)</script>' }));
    expect(other.title.html).toBe('IL-1β and H2O');
  });

  test('says of the sentence it shows whether it is the abstract’s or ours', () => {
    const snippet = { pieces: [{ text: '血管', hit: true }], field: 'summary.zh', language: 'zh' };
    expect(presentCard(testSite('zh'), aCard({ snippet })).snippet).toEqual({
      html: '<mark>血管</mark>',
      lang: 'zh',
      kind: '为本库撰写的概要',
    });
  });

  test('mechanisms come in the protocol’s order with code, sign and link', () => {
    const { chips } = presentCard(testSite(), aCard());
    expect(chips.map((chip) => [chip.code, chip.sign, chip.stance])).toEqual([
      ['In', '●', ' (Discusses)'],
      ['Nv', '▲', ' (Supports)'],
      ['Mφ', '▲', ' (Supports)'],
    ]);
    expect(chips[0]?.href).toBe('/en/records?mechanism=inflammation');
  });

  test('shows the first group that has an interval', () => {
    const without = aResult({ events: null, total: null, percent: 10, interval: null });
    const card = presentCard(testSite(), aCard({ resorption: [without, aResult()] }));
    expect(card.resorption).toMatchObject({ share: '66.7%', counts: '44 of 66' });
  });

  test('counts the sentences that the record’s page marks, each once', () => {
    const design = aTag({ kind: 'design', value: 'rct', evidence: [anEvidence('title', sampleTitle, 'Sample title')] });
    const { tags } = aCard();
    expect(presentCard(testSite(), aCard({ tags: [...tags, design] })).evidence).toBe('5 evidence sentences');
    expect(presentCard(testSite(), aCard({ tags: [design] })).evidence).toBeNull();
  });

  test('warns of retraction and exclusion', () => {
    const card = presentCard(testSite(), aCard({ retracted: true, excluded: true }));
    expect(card.notices).toEqual([
      { text: 'Retracted', tone: 'bad' },
      { text: 'Excluded', tone: 'quiet' },
    ]);
  });
});

describe('authorLine', () => {
  const authors = [anAuthor('Author', 'A'), anAuthor('Author', 'B')];

  test('lists a few authors, and says when there are more or the list is cut', () => {
    expect(authorLine(testSite(), authors, true)).toBe('Author A, Author B');
    expect(authorLine(testSite(), authors, false)).toBe('Author A, Author B et al.');
    expect(authorLine(testSite(), [...authors, ...authors], true)).toBe('Author A, Author B, Author A et al.');
    expect(authorLine(testSite(), [], true)).toBe('Authors not known');
  });

  test('a group has its own name', () => {
    const group = { ...anAuthor('', ''), collectiveName: 'Sample Study Group' };
    expect(authorLine(testSite(), [group], true)).toBe('Sample Study Group');
  });
});

test.each([
  [{ year: 2016, volume: '41', issue: '7', pages: '512-521' }, '2016;41(7):512–521'],
  [{ year: 2016, volume: '41', issue: null, pages: null }, '2016;41'],
  [{ year: 2016, volume: null, issue: null, pages: null }, '2016'],
  [{ year: null, volume: null, issue: null, pages: 'e104' }, 'year not known;:e104'],
])('issueLine of %j is %s', (card, expected) => {
  expect(issueLine(testSite(), card)).toBe(expected);
});
