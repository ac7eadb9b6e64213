import type { Database } from 'better-sqlite3';
import type { BoundedMemory } from './boundedMemory.ts';
import { type Expression, readExpression } from './expression.ts';
import { createIndexState } from './indexState.ts';
import {
  addFrequencies,
  joinedPosting,
  noPosting,
  type Posting,
  phrasePosting,
  summedPosting,
  withoutRows,
  wordPosting,
} from './postings.ts';
import { addScores, type Scored, takeBest } from './scoring.ts';
import type { Segment } from './segmentList.ts';
import { createSegmentReader } from './segmentReader.ts';
import { difference, intersection, type SortedRows, unionOf } from './sortedRows.ts';
import { copiedDocs, rowsIn, type SegmentDocs } from './termDocs.ts';

export interface FullTextTable {
  name: string;
  /** All columns, in the table's order, each with what an occurrence in it weighs. */
  columns: readonly { name: string; weight: number }[];
  /** What the table's tokenizer makes of a word of lower-case letters and digits. */
  tokenOf: (word: string) => string;
}

type Words = Extract<Expression, { kind: 'words' }>;

/**
 * Answers FTS5 expressions from the index that FTS5 keeps, without FTS5: a word's rows are read once, as arrays, and
 * stay in memory while they are asked for. FTS5 itself looks up the length of every row that it ranks.
 *
 * Answers are FTS5's own, row by row and in the same order. What is not understood is answered with null: NEAR, words of
 * other scripts than Latin and Chinese, an index of another format, a transaction that is still open.
 */
export function createFullText(database: Database, table: FullTextTable, memory: BoundedMemory<Posting>) {
  const { name, tokenOf } = table;
  const reader = createSegmentReader(database, name);
  const state = createIndexState(database, name, reader);
  const columnNames = table.columns.map((column) => column.name);
  const weights = table.columns.map(({ weight }) => 2 * weight);
  let scores = new Float64Array(0);

  /**
   * A token's list in each segment; where it may go on, each way to do so by itself.
   *
   * @param among a list without any of these rows is left out; null for all.
   */
  function docsOf(token: string, open: boolean, among: SortedRows | null): SegmentDocs[] {
    const parts: SegmentDocs[] = [];
    for (const segment of state.segments()) {
      reader.read(segment, token, open, (docs) => {
        if (among === null || intersection(docs.rows, among).length > 0)
          parts.push({ docs: copiedDocs(docs), deleted: state.deleted(segment) });
      });
    }
    return parts;
  }

  function phrase({ tokens, open, columns }: Words): Posting {
    const words = tokens.map(tokenOf);
    const end = words.pop() ?? '';
    const docs = new Map([...new Set(words)].map((token) => [token, docsOf(token, false, null)]));
    const first = words.map((token) => docs.get(token) ?? []);
    const candidates = first
      .map(rowsIn)
      .sort((a, b) => a.length - b.length)
      .reduce(intersection);
    if (candidates.length === 0) return noPosting;
    // A short beginning has thousands of words: those of other rows are not even copied.
    const last = docsOf(end, open, candidates);
    return phrasePosting(candidates, first, open ? last.map((part) => [part]) : [last], { columns, weights });
  }

  /** A word's posting is kept for each segment, so that what is written later leaves the older ones in memory. */
  function word({ tokens, open, columns }: Words): Posting {
    const token = tokenOf(tokens[0] as string);
    const parts = state.segments().map((segment) => {
      const posting = memory.get(`${name} ${segment.key} ${token} ${open} ${columns}`, () => {
        if (open) return beginning(segment, token, columns);
        let found = noPosting;
        reader.read(segment, token, open, (docs) => {
          found = wordPosting(docs, { columns, weights });
        });
        return found;
      });
      return withoutRows(posting, state.deleted(segment));
    });
    return joinedPosting(parts, state.highestRow());
  }

  /** All words that begin so, as one. There may be thousands: each is added up as it is read. */
  function beginning(segment: Segment, token: string, columns: number): Posting {
    const sums = new Uint32Array(state.highestRow() + 1);
    reader.read(segment, token, true, (docs) => {
      addFrequencies(sums, docs, { columns, weights });
    });
    return summedPosting(sums);
  }

  function postingOf(words: Words): Posting {
    const { tokens, open, columns } = words;
    const key = `${name} ${state.generation()} ${tokens.join(' ')} ${open} ${columns}`;
    return memory.get(key, () => (tokens.length === 1 ? word(words) : phrase(words)));
  }

  function rowsOf(expression: Expression): SortedRows {
    switch (expression.kind) {
      case 'words':
        return postingOf(expression).rows;
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
        return [{ posting: postingOf(expression), within }];
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
    if (database.inTransaction) return null;
    const expression = readExpression(text, columnNames);
    if (expression === null) return null;
    return database.transaction(() => (state.refresh() ? find(expression) : null))();
  }

  return {
    /** The rows that an expression finds, ascending. */
    match: (text: string): SortedRows | null => answer(text, rowsOf),
    /**
     * The best rows by BM25, of equals the higher one.
     *
     * @param wanted marks the rows that may be among them, by row; null for all.
     */
    rank(text: string, limit: number, wanted: Uint8Array | null): number[] | null {
      return answer(text, (expression) => {
        const words = scored(expression, null);
        const { rowCount, norms } = state.statistics();
        if (scores.length < norms.length) scores = new Float64Array(norms.length);
        addScores(scores, words, { rowCount, norms, wanted });
        return takeBest(scores, words, limit);
      });
    },
  };
}

export type FullText = ReturnType<typeof createFullText>;
