import Database from 'better-sqlite3';
import type { CompiledNode, Condition, FtsColumn } from '../../../src/query/compiled.ts';
import { parseQuery } from '../../../src/query/parseQuery.ts';
import type { SynonymTable } from '../../../src/query/synonyms.ts';
import { toFts } from '../../../src/query/toFts.ts';
import { indexText } from '../../../src/text/tokens.ts';

/** An FTS5 table in memory, with the simplest way there is of running a compiled search against it. */
export class SearchTable {
  readonly #database = new Database(':memory:');
  readonly #texts: string[] = [];
  readonly #matching;

  constructor(texts: readonly string[] = []) {
    this.#database.exec(
      "create virtual table fts using fts5(title, abstract, keywords, authors, mesh, journal, tokenize='porter unicode61 remove_diacritics 2')",
    );
    const insert = this.#database.prepare('insert into fts (rowid, abstract) values (?, ?)');
    texts.forEach((text, index) => {
      this.#texts.push(` ${indexText(text)} `);
      insert.run(index, indexText(text));
    });
    this.#matching = this.#database.prepare<[string], number>('select rowid from fts where fts match ?').pluck();
  }

  close(): void {
    this.#database.close();
  }

  /** Runs an FTS5 expression. @throws where FTS5 does not accept it. */
  match(expression: string): number[] {
    return this.#matching.all(expression);
  }

  /** Runs every expression of a tree. @throws where FTS5 does not accept one. */
  tryAll(node: CompiledNode | null): void {
    if (node === null) return;
    if (node.kind === 'match') this.match(node.expression);
    else if (node.kind === 'not') this.tryAll(node.child);
    else if (node.kind !== 'condition') for (const child of node.children) this.tryAll(child);
  }

  /** Indexes of the texts that a search finds. */
  search(query: string, synonyms: SynonymTable | null = null): number[] {
    const { where } = toFts(parseQuery(query).ast, { synonyms });
    const everything = this.#texts.map((_, index) => index);
    return where === null ? everything : [...this.#run(where)].sort((a, b) => a - b);
  }

  #run(node: CompiledNode): Set<number> {
    const everything = this.#texts.map((_, index) => index);
    switch (node.kind) {
      case 'match':
        return new Set(this.match(node.expression));
      case 'condition':
        return new Set(everything.filter((index) => this.#meets(index, node.condition)));
      case 'not': {
        const unwanted = this.#run(node.child);
        return new Set(everything.filter((index) => !unwanted.has(index)));
      }
      default: {
        const sets = node.children.map((child) => this.#run(child));
        const has = (index: number) => (set: Set<number>) => set.has(index);
        return new Set(
          everything.filter((index) => (node.kind === 'and' ? sets.every(has(index)) : sets.some(has(index)))),
        );
      }
    }
  }

  #meets(index: number, condition: Condition): boolean {
    if (condition.field !== 'indexedText') throw new Error(`The test table knows no ${condition.field}.`);
    const abstract: FtsColumn = 'abstract';
    return (
      condition.columns.includes(abstract) &&
      condition.contains.some((key) => this.#texts[index]?.includes(key) ?? false)
    );
  }
}
