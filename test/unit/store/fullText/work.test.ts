import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emptyCitation } from '../../../../src/domain/citation.ts';
import { openDatabase } from '../../../../src/store/database.ts';
import { readExpression } from '../../../../src/store/fullText/expression.ts';
import { workOf } from '../../../../src/store/fullText/work.ts';
import { createSearchIndex } from '../../../../src/store/searchIndex.ts';

/** Every word goes on over ten pages, what begins with one or two letters over a hundred. */
const pagesOf = (token: string, open: boolean): number => (open && token.length <= 2 ? 100 : 10);

function work(...expressions: string[]): number {
  const leaves = expressions.map((text) => readExpression(text, ['title', 'abstract']));
  return workOf(
    leaves.flatMap((leaf) => (leaf?.kind === 'words' || leaf?.kind === 'near' ? [leaf] : [])),
    pagesOf,
  );
}

describe('the work that a search asks for', () => {
  test.each([
    ['a word', ['"disc"'], 17],
    ['a beginning', ['"h" *'], 107],
    ['a word twice', ['"disc"', '"disc"'], 17],
    ['a word in two columns, each by itself', ['title : "disc"', 'abstract : "disc"'], 34],
    ['a column within another, which nothing can meet', ['title : (abstract : "disc")'], 0],
    ['a phrase', ['"disc herniation"'], 8.5 + 8 + 17],
    ['phrases that begin alike', ['"disc herniation"', '"disc disease"'], 8.5 + 2 * (8 + 17)],
    ['a phrase that ends in a long beginning', ['"disc herniat" *'], 8.5 + 8 + 34],
    ['an author by an initial', ['"zhao y" *'], 8.5 + 8 + 53.5 + 67],
    ['two authors with one initial', ['"zhao y" *', '"wang y" *'], 2 * (8.5 + 8 + 67) + 53.5],
    ['words at a distance', ['NEAR("disc" "regression", 4)'], 1.6 * 34],
    ['another script', ['"диск"'], 1.6 * 17],
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

  test('is told of no index while it is being changed', () => {
    database.transaction(() => expect(stems('"herniation"')).toBe(0))();
  });
});
