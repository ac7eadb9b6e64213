import Database from 'better-sqlite3';
import type { CompiledNode, Match } from '../../../src/query/compiled.ts';
import { parseQuery } from '../../../src/query/parseQuery.ts';
import type { SynonymTable } from '../../../src/query/synonyms.ts';
import { toFts } from '../../../src/query/toFts.ts';
import { indexText } from '../../../src/text/tokens.ts';

/** Both indexes in memory, with the simplest way there is of running a compiled search against them. */
export class SearchTable {
  readonly #database = new Database(':memory:');
  readonly #count: number;
  readonly #matching;

  constructor(texts: readonly string[] = []) {
    this.#database.exec(
      `create virtual table stems using fts5(title, abstract, keywords, authors, mesh, journal, tokenize='porter unicode61 remove_diacritics 2');
       create virtual table exact using fts5(title, abstract, keywords, authors, mesh, journal, first_author, heading, major_heading,
         tokenize='unicode61 remove_diacritics 2');`,
    );
    for (const table of ['stems', 'exact']) {
      const insert = this.#database.prepare(`insert into ${table} (rowid, abstract) values (?, ?)`);
      for (const [index, text] of texts.entries()) insert.run(index, indexText(text));
    }
    const matching = (table: string) =>
      this.#database.prepare<[string], number>(`select rowid from ${table} where ${table} match ?`).pluck();
    this.#matching = { stems: matching('stems'), exact: matching('exact') };
    this.#count = texts.length;
  }

  close(): void {
    this.#database.close();
  }

  /** Runs an FTS5 expression. @throws where FTS5 does not accept it. */
  match(expression: string, index: Match['index'] = 'stems'): number[] {
    return this.#matching[index].all(expression);
  }

  /** Runs every expression of a tree. @throws where FTS5 does not accept one. */
  tryAll(node: CompiledNode | null): void {
    if (node === null) return;
    if (node.kind === 'match') this.match(node.expression, node.index);
    else if (node.kind === 'not') this.tryAll(node.child);
    else if (node.kind !== 'condition') for (const child of node.children) this.tryAll(child);
  }

  /** Indexes of the texts that a search finds. */
  search(query: string, synonyms: SynonymTable | null = null): number[] {
    const { where } = toFts(parseQuery(query).ast, { synonyms });
    return where === null ? this.#everything() : [...this.#run(where)].sort((a, b) => a - b);
  }

  #everything(): number[] {
    return Array.from({ length: this.#count }, (_, index) => index);
  }

  #run(node: CompiledNode): Set<number> {
    switch (node.kind) {
      case 'match':
        return new Set(this.match(node.expression, node.index));
      case 'condition':
        throw new Error(`The test table knows no ${node.condition.field}.`);
      case 'not': {
        const unwanted = this.#run(node.child);
        return new Set(this.#everything().filter((index) => !unwanted.has(index)));
      }
      default: {
        const sets = node.children.map((child) => this.#run(child));
        const has = (index: number) => (set: Set<number>) => set.has(index);
        return new Set(
          this.#everything().filter((index) => (node.kind === 'and' ? sets.every(has(index)) : sets.some(has(index)))),
        );
      }
    }
  }
}
