import { describe, expect, test } from '@jest/globals';
import { createDedupIndex, findDuplicates, fromCitation } from '../../../src/dedup/index.ts';
import { emptyCitation } from '../../../src/domain/citation.ts';
import { compare, sample } from './sample.ts';

const noPlace = { volume: null, issue: null, pages: null };

describe('groups', () => {
  test('a group keeps its ids, its reason, and every pair it rests on', () => {
    const { merged, maybe } = findDuplicates([
      sample({ id: 'b', journal: 'Eur Spine J' }),
      sample({ id: 'a' }),
      sample({ id: 'c', pages: '482-91' }),
      sample({ id: 'other', title: 'Chemonucleolysis in young athletes', pages: '10-20', authors: 'Poe, E.' }),
    ]);
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({ ids: ['a', 'b', 'c'] });
    expect(merged[0]?.reason).toMatch(/same title.*same first author.*volume 24.*same pages/);
    expect(merged[0]?.pairs.map(({ a, b }) => a + b).sort()).toEqual(['ab', 'ac', 'bc']);
    expect(maybe).toEqual([]);
  });

  test('a record without a DOI does not join two that differ in theirs', () => {
    const { merged, maybe } = findDuplicates([
      sample({ id: 'a', doi: '10.1000/a' }),
      sample({ id: 'b' }),
      sample({ id: 'c', doi: '10.1000/c' }),
    ]);
    expect(merged.map(({ ids }) => ids)).toEqual([['a', 'b']]);
    expect(maybe).toHaveLength(1);
    expect(maybe[0]?.b).toBe('c');
  });

  test('a record without a place belongs to neither of two publications it matches', () => {
    const { merged, maybe } = findDuplicates([
      sample({ id: 'a', issue: null }),
      sample({ id: 'b', ...noPlace }),
      sample({ id: 'c', volume: '24', issue: null, pages: '900-905' }),
    ]);
    expect(merged).toEqual([]);
    expect(maybe.map(({ a, b }) => [a, b])).toEqual(
      expect.arrayContaining([
        ['a', 'b'],
        ['b', 'c'],
      ]),
    );
    expect(maybe.find(({ b }) => b === 'b')?.reason).toContain('matches two records that are not one publication');
  });

  test('a chain does not join an article with its erratum', () => {
    const { merged } = findDuplicates([
      sample({ id: 'article' }),
      sample({ id: 'erratum', title: `Erratum: ${sample().title}`, pages: '2105' }),
      sample({ id: 'vague', ...noPlace }),
    ]);
    expect(merged.map(({ ids }) => ids)).toEqual([['article', 'vague']]);
  });

  test('two records of one id are refused', () => {
    expect(() => findDuplicates([sample(), sample()])).toThrow('Two records have the id "a".');
  });

  test('thousands of records alike do not make a quadratic case', () => {
    const editorials = Array.from({ length: 2000 }, (_, at) =>
      sample({ id: `e${at}`, title: 'Editorial', authors: 'Smith, J.', volume: String(at), pages: '1-2' }),
    );
    const copies = Array.from({ length: 1000 }, (_, at) => sample({ id: `c${String(at).padStart(4, '0')}` }));
    const { merged, maybe } = findDuplicates([...editorials, ...copies]);
    expect(merged.map(({ ids }) => ids.length)).toEqual([1000]);
    expect(merged[0]?.pairs.length).toBeLessThan(1000 * 50);
    expect(maybe).toEqual([]);
  });

  test('nothing gives nothing', () => {
    expect(findDuplicates([])).toEqual({ merged: [], maybe: [] });
  });
});

describe('the index for newcomers', () => {
  test('names what is the same before what may be, and never the record itself', () => {
    const index = createDedupIndex();
    index.add(sample({ id: 'preprint', journal: 'medRxiv', ...noPlace }));
    index.add(sample({ id: 'article' }));
    index.add(sample({ id: 'new' }));
    const matches = index.candidates(sample({ id: 'new', journal: 'Eur Spine J' }));
    expect(matches.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['article', 'same'],
      ['preprint', 'maybe'],
    ]);
    expect(matches.every(({ reason }) => reason.length > 20)).toBe(true);
  });

  test('a record added again replaces the older one', () => {
    const index = createDedupIndex();
    index.add(sample({ id: 'a' }));
    index.add(sample({ id: 'a', title: 'Chemonucleolysis in young athletes', authors: 'Poe, E.', pages: '10-20' }));
    expect(index.candidates(sample({ id: 'b' }))).toEqual([]);
  });

  test('an index that knows nothing answers with nothing', () => {
    expect(createDedupIndex().candidates(sample())).toEqual([]);
  });
});

describe('a citation as a record', () => {
  const citation = {
    ...emptyCitation(),
    pmid: '123',
    title: 'Resorption of giant lumbar disc herniation.',
    vernacularTitle: '巨大型腰椎间盘突出症的重吸收',
    authors: [
      {
        lastName: 'Smith',
        foreName: 'John A',
        initials: 'JA',
        suffix: null,
        collectiveName: null,
        orcid: null,
        affiliations: [],
      },
      {
        lastName: null,
        foreName: null,
        initials: null,
        suffix: null,
        collectiveName: 'Spine Group',
        orcid: null,
        affiliations: [],
      },
    ],
    published: { year: 2017, month: 9, day: null, season: null, medlineDate: null },
    journal: {
      title: 'European spine journal',
      isoAbbreviation: 'Eur Spine J',
      issn: null,
      issns: [],
      nlmId: null,
      medlineTa: null,
      country: null,
    },
    volume: '37',
    pages: '513-20',
  };

  test('keeps what tells publications apart', () => {
    expect(fromCitation('x', citation)).toMatchObject({
      id: 'x',
      pmid: '123',
      otherTitles: ['巨大型腰椎间盘突出症的重吸收'],
      authors: ['Smith, John A', 'Spine Group'],
      year: 2017,
      journal: 'European spine journal = Eur Spine J',
    });
  });

  test('matches the same publication from another source by its vernacular title', () => {
    const index = createDedupIndex();
    index.add(fromCitation('x', citation));
    const chinese = sample({
      id: 'y',
      title: '巨大型腰椎间盘突出症的重吸收',
      authors: 'Smith JA',
      year: 2017,
      volume: '37',
      pages: '513',
    });
    expect(index.candidates(chinese)).toMatchObject([{ id: 'x', outcome: 'same' }]);
  });
});

test('a verdict names the rule that decided', () => {
  expect(compare({ pmid: '1' }, { pmid: '2' })).toEqual({ outcome: 'different', rule: 'other PMID' });
});
