import { leaves, type QueryNode } from '../query/ast.ts';
import type { CompiledNode, CompiledQuery, Match } from '../query/compiled.ts';
import type { SearchIndex } from '../store/searchIndex.ts';
import { QueryError } from './catalogQuery.ts';

/**
 * What one search may ask for, in pages of the search indexes (see docs/decisions/0014): a share of what is written in them, so
 * that a larger catalog may be asked as much as a smaller one; in a small one what some 350 words take; never more than some seconds
 * are enough for.
 */
const allowance = { least: 2_550, shareOfIndex: 0.3, most: 150_000 } as const;
/** What is read for a search serves its relaxed form too, but is joined and ranked once more where few records hold all the words. */
const askingTwice = 1.9;
/** Each word is also read, told in the reading of the search and marked in the texts of a page. */
const telling = 2;
/** In a catalog of any size: their expressions are read and joined before the index is asked. */
const mostWords = 500;

/** The work that one search may ask for. */
export function allowedWork(indexPages: number): number {
  return Math.min(Math.max(allowance.least, allowance.shareOfIndex * indexPages), allowance.most);
}

/**
 * Refuses a search by the number of its words alone, before anything is made of them.
 *
 * @throws {QueryError} where there are too many.
 */
export function checkWords(ast: QueryNode): void {
  const words = new Set(leaves(ast).map((leaf) => JSON.stringify(leaf))).size;
  if (words > mostWords) throw new QueryError({ kind: 'work', times: words / mostWords });
}

/**
 * Refuses a search whose answer would take too much work, before any of it is done: what is answered is answered whole.
 *
 * @throws {QueryError} where it asks for more than is allowed.
 */
export function checkWork(searchIndex: SearchIndex, { where, ranking, terms, relaxed }: CompiledQuery): void {
  const expressions: Record<Match['index'], string[]> = { stems: [], exact: [] };
  for (const selection of [{ where, ranking }, relaxed]) {
    if (selection?.where) addMatches(selection.where, expressions);
    if (selection?.ranking) expressions.stems.push(selection.ranking);
  }
  const work = searchIndex.work(expressions) * (relaxed ? askingTwice : 1) + telling * terms.length;
  if (work <= allowance.least) return;
  const allowed = allowedWork(searchIndex.pages());
  if (work > allowed) throw new QueryError({ kind: 'work', times: work / allowed });
}

function addMatches(node: CompiledNode, expressions: Record<Match['index'], string[]>): void {
  if (node.kind === 'match') expressions[node.index].push(node.expression);
  else if (node.kind === 'not') addMatches(node.child, expressions);
  else if (node.kind !== 'condition') for (const child of node.children) addMatches(child, expressions);
}
