import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emptyCitation } from '../../../../src/domain/citation.ts';
import { openDatabase } from '../../../../src/store/database.ts';
import { readExpression } from '../../../../src/store/fullText/expression.ts';
import { workOf } from '../../../../src/store/fullText/work.ts';
import { createSearchIndex } from '../../../../src/store/searchIndex.ts';

/** Every word but one goes on over ten pages, what begins with one or two letters over a hundred. */
const pagesOf = (token: string, open: boolean): number => {
  if (token === 'seldom') return 0;
  return open && token.length <= 2 ? 100 : 10;
};

function work(...expressions: string[]): number {
  const leaves = expressions.map((text) => readExpression(text, ['title', 'abstract']));
  return workOf(
    leaves.flatMap((leaf) => (leaf?.kind === 'words' || leaf?.kind === 'near' ? [leaf] : [])),
    pagesOf,
  );
}

describe('the work that a search asks for', () => {
  test.each([
    ['a word', ['"disc"'], 15],
    ['a beginning', ['"h" *'], 105],
    ['a word twice', ['"disc"', '"disc"'], 15],
    ['a word in two columns, each by itself', ['title : "disc"', 'abstract : "disc"'], 30],
    ['a column within another, which nothing can meet', ['title : (abstract : "disc")'], 0],
    ['a phrase', ['"disc herniation"'], 9 + 13 + 15],
    ['phrases that begin alike', ['"disc herniation"', '"disc disease"'], 9 + 2 * (13 + 15)],
    ['a phrase that ends in a long beginning', ['"disc herniat" *'], 9 + 13 + 33],
    ['an author by an initial', ['"zhao y" *'], 9 + 13 + 73.5 + 85],
    ['two authors with one initial', ['"zhao y" *', '"wang y" *'], 2 * (9 + 13 + 85) + 73.5],
    ['an author of a rare name', ['"seldom y" *'], 3 + 4 + 73.5 + 25],
    ['words at a distance', ['NEAR("disc" "regression", 4)'], 2 * 9 + 60 + 22],
    [
      'words at a distance, again at another',
      ['NEAR("disc" "regression", 4)', 'NEAR("disc" "regression", 9)'],
      2 * 9 + 2 * 82,
    ],
    ['phrases at a distance', ['NEAR("il 6" "disc", 4)'], 1.6 * 45],
    ['another script', ['"диск"'], 1.6 * 15],
  ])('%s', (_, expressions, pages) => {
    expect(work(...expressions)).toBeCloseTo(pages);
  });
});

describe('of an index', () => {
  const database = openDatabase(':memory:');
  const searchIndex = createSearchIndex(database);
  beforeAll(() => {
    for (const table of ['record_fts', 'record_exact'])
      database.exec(`insert into ${table} (${table}, rank) values ('pgsz', 64)`);
    database.transaction(() =>
      searchIndex.together(() => {
        for (let id = 1; id <= 300; id++) {
          const title = `disc herniation ${id % 3 === 0 ? 'resorption' : 'surgery'} case${String.fromCharCode(97 + (id % 26))}`;
          searchIndex.save(id, { ...emptyCitation(), title }, [], true);
        }
      }),
    )();
  });
  afterAll(() => {
    database.close();
  });
  const stems = (expression: string): number => searchIndex.work({ stems: [expression], exact: [] });

  test('a word costs the more the more records hold it, found by its stem', () => {
    expect(stems('"herniation"')).toBeGreaterThan(stems('"resorption"'));
    expect(stems('"resorption"')).toBeGreaterThan(stems('"absent"'));
  });

  test('a beginning costs no less than any word that begins so, and no more than all pages', () => {
    expect(stems('"h" *')).toBeGreaterThanOrEqual(stems('"herniation"'));
    expect(stems('"case" *')).toBeGreaterThan(stems('"casea"'));
    expect(stems('"case" *')).toBeLessThan(searchIndex.pages());
  });

  test('a few records more make no word cheaper, and what is being merged is no less than nothing', () => {
    const words = ['"herniation"', '"case" *', '"absent"', '"zebra"'];
    const before = words.map(stems);
    for (let id = 301; id <= 303; id++) {
      database.transaction(() =>
        searchIndex.together(() => searchIndex.save(id, { ...emptyCitation(), title: 'disc' }, [], true)),
      )();
    }
    for (const [at, word] of words.entries()) expect(stems(word)).toBeGreaterThanOrEqual(before[at] as number);
    database.exec("insert into record_fts (record_fts, rank) values ('merge', -4)");
    for (const word of words) expect(stems(word)).toBeGreaterThan(0);
  });

  test('is told of no index while it is being changed', () => {
    database.transaction(() => expect(stems('"herniation"')).toBe(0))();
  });
});
