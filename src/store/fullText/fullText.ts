import type { Database } from 'better-sqlite3';
import type { BoundedMemory } from './boundedMemory.ts';
import { type Expression, isLeftToFts5, isWords, type Leaf, leavesOf, readExpression } from './expression.ts';
import { createIndexState } from './indexState.ts';
import { createPageCount } from './pageCount.ts';
import { createPostingSource } from './postingSource.ts';
import type { Posting } from './postings.ts';
import { addScores, type Scored, takeBest, weighCoverage } from './scoring.ts';
import { createSegmentReader } from './segmentReader.ts';
import { difference, intersection, type SortedRows, unionOf } from './sortedRows.ts';
import { workOf } from './work.ts';

/** Expressions that are kept as they were read. */
const mostRead = 50;
const noRows: SortedRows = new Uint32Array(0);

export interface FullTextTable {
  name: string;
  /** All columns, in the table's order, each with what an occurrence in it weighs. */
  columns: readonly { name: string; weight: number }[];
  /** What the table's tokenizer makes of a word of lower-case letters and digits. */
  tokenOf: (word: string) => string;
  /** Columns (bits) that are asked for by themselves right after others: they are counted in one reading. */
  aloneNext: number;
}

/**
 * Answers FTS5 expressions from the index that FTS5 keeps, without FTS5: a word's rows are read once, as arrays, and
 * stay in memory while they are asked for. FTS5 itself looks up the length of every row that it ranks.
 *
 * Answers are FTS5's own, row by row and in the same order. What is not understood is answered with null: words of other scripts
 * than Latin and Chinese, phrases at a distance, an index of another format, a transaction that is still open.
 */
export function createFullText(database: Database, table: FullTextTable, memory: BoundedMemory<Posting>) {
  const { name } = table;
  const reader = createSegmentReader(database, name);
  const state = createIndexState(database, name, reader);
  const postings = createPostingSource(table, { reader, state, memory });
  const pagesOf = createPageCount(reader, state);
  const columnNames = table.columns.map((column) => column.name);
  const read = new Map<string, Expression | null>();
  let scores = new Float64Array(0);

  function rowsOf(expression: Expression): SortedRows {
    switch (expression.kind) {
      case 'words':
        return postings.of(expression).rows;
      case 'near':
        return postings.near(expression)[0]?.posting.rows ?? noRows;
      case 'or':
        return unionOf(expression.children.map(rowsOf));
      case 'and':
        return expression.children
          .map(rowsOf)
          .sort((a, b) => a.length - b.length)
          .reduce(intersection);
      case 'not':
        return difference(rowsOf(expression.wanted), rowsOf(expression.unwanted));
    }
  }

  /** Marks rows, by row; those only that are marked already where some are. */
  function marked(rows: SortedRows, within: Uint8Array | null): Uint8Array {
    const marks = new Uint8Array(state.highestRow() + 1);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      marks[row] = within === null ? 1 : (within[row] as number);
    }
    return marks;
  }

  /** The words that speak for a row; those within an "and" only for the rows that have all of it. */
  function scored(expression: Expression, within: Uint8Array | null): Scored[] {
    switch (expression.kind) {
      case 'words':
        return [scoredWord(postings.of(expression), within)];
      case 'near':
        return postings.near(expression).map((word) => ({ ...word, within }));
      case 'or':
        return expression.children.flatMap((child) => scored(child, within));
      case 'and': {
        const here = marked(rowsOf(expression), within);
        return expression.children.flatMap((child) => scored(child, here));
      }
      case 'not':
        return scored(expression.wanted, marked(rowsOf(expression), within));
    }
  }

  function answer<Answer>(text: string, find: (expression: Expression) => Answer): Answer | null {
    const expression = readOnce(text);
    if (expression === null) return null;
    const leaves = leavesOf(expression);
    if (leaves.some(isLeftToFts5)) return null;
    return whileUnchanged(() => {
      postings.readAhead(leaves.filter(isWords));
      return find(expression);
    });
  }

  /** Looks into one state of the index; null where it cannot be looked into. */
  function whileUnchanged<Answer>(find: () => Answer): Answer | null {
    if (database.inTransaction) return null;
    return database.transaction(() => {
      if (!state.refresh()) return null;
      postings.forgetPast();
      return find();
    })();
  }

  function pagesOfWord(word: string, open: boolean): number {
    return pagesOf(table.tokenOf(word), open);
  }

  function leavesIn(text: string): Leaf[] {
    const expression = readOnce(text);
    return expression ? leavesOf(expression) : [];
  }

  /** What an expression asks for is wanted again: its work is told first, then it finds, then it ranks. */
  function readOnce(text: string): Expression | null {
    const known = read.get(text);
    if (known !== undefined) return known;
    if (read.size >= mostRead) read.clear();
    const expression = readExpression(text, columnNames);
    read.set(text, expression);
    return expression;
  }

  return {
    /** How much work expressions ask for together, before any of them is answered; see `workOf`. */
    work: (texts: readonly string[]): number =>
      texts.length === 0 ? 0 : (whileUnchanged(() => workOf(texts.flatMap(leavesIn), pagesOfWord)) ?? 0),
    /** Pages that the index has. */
    pages: (): number => whileUnchanged(() => state.pages()) ?? 0,
    /** The rows that an expression finds, ascending. */
    match: (text: string): SortedRows | null => answer(text, rowsOf),
    /**
     * The best rows by BM25, of equals the higher one.
     *
     * @param wanted marks the rows that may be among them, by row; null for all.
     * @param byCoverage whether rows that hold more of the parts of an "or" are preferred: then not as FTS5 ranks.
     */
    rank(text: string, limit: number, wanted: Uint8Array | null, byCoverage = false): number[] | null {
      return answer(text, (expression) => {
        const words = scored(expression, null);
        const { rowCount, norms } = state.statistics();
        if (scores.length < norms.length) scores = new Float64Array(norms.length);
        addScores(scores, words, { rowCount, norms, wanted });
        if (byCoverage && expression.kind === 'or') weighCoverage(scores, expression.children.map(rowsOf));
        return takeBest(scores, words, limit);
      });
    },
  };
}

function scoredWord(posting: Posting, within: Uint8Array | null): Scored {
  return { posting, holding: posting.rows.length, within };
}

export type FullText = ReturnType<typeof createFullText>;
