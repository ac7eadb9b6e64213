import type { HighlightTerm } from '../text/highlight.ts';
import { type AndNode, leaves, type QueryNode, type WordNode } from './ast.ts';
import { all, any, none, rankingOf } from './combine.ts';
import type { CompiledNode, CompiledQuery, Match, Selection } from './compiled.ts';
import { compileLeaf, type Leaf } from './compileLeaf.ts';
import { matchWord, scopeColumns } from './fts.ts';
import { isStopWord } from './stopWords.ts';
import type { SynonymTable } from './synonyms.ts';

export interface CompileOptions {
  /** Words that are not tagged are also looked for by these; null or absent: as they stand. */
  synonyms?: SynonymTable | null;
}

/** Turns a search that was read into what the store can run. A search without content wants every record. */
export function toFts(ast: QueryNode | null, { synonyms = null }: CompileOptions = {}): CompiledQuery {
  const cache: Cache = new Map();
  const strict = new Compiler(synonyms, false, cache);
  const selection = strict.select(ast);
  const loose = new Compiler(synonyms, true, cache);
  const relaxed = loose.select(ast);
  return { ...selection, terms: strict.terms(), relaxed: loose.hasLoosened() ? relaxed : null };
}

const possessive = /['’]s(?![\p{L}\p{N}])/giu;

/** A longer run of Chinese is a pasted passage: it is looked for as it stands, without synonyms. */
const longestRun = 100;

/** Leaves and synonyms that were compiled already: the strict and the relaxed form share them. */
type Cache = Map<string, CompiledNode>;

class Compiler {
  readonly #synonyms: SynonymTable | null;
  readonly #relax: boolean;
  #loosened = false;
  readonly #terms = new Map<string, HighlightTerm>();

  readonly #cache: Cache;

  constructor(synonyms: SynonymTable | null, relax: boolean, cache: Cache) {
    this.#synonyms = synonyms;
    this.#relax = relax;
    this.#cache = cache;
  }

  select(ast: QueryNode | null): Selection {
    const where = ast && this.#compile(ast, true);
    if (!where) return { where: null, ranking: null, rankingCoversAll: false };
    const ranking = rankingOf(positiveMatches(where));
    return { where, ranking, rankingCoversAll: ranking !== null && needsMatch(where) };
  }

  /** Whether some "and" between plain words became "or". */
  hasLoosened(): boolean {
    return this.#loosened;
  }

  terms(): HighlightTerm[] {
    return [...this.#terms.values()];
  }

  /** Null where the node asks for nothing: words that are left out. */
  #compile(node: QueryNode, wanted: boolean): CompiledNode | null {
    switch (node.kind) {
      case 'and':
        return this.#and(node, wanted);
      case 'or':
        return joinedOrNull(
          any,
          node.children.map((child) => this.#compile(child, wanted)),
        );
      case 'not': {
        const child = this.#compile(node.child, !wanted);
        return child && none(child);
      }
      case 'word':
        return this.#words([node], wanted)[0] ?? null;
      default:
        if (wanted) this.#mark(node);
        return this.#leaf(node);
    }
  }

  /**
   * Words that stand side by side are compiled together, as synonyms may span several of them. Relaxed, it is
   * enough to have one of what was typed without a tag: a word, or a phrase (which stays exact).
   */
  #and(node: AndNode, wanted: boolean): CompiledNode | null {
    const typed: CompiledNode[] = [];
    const others: (CompiledNode | null)[] = [];
    let row: WordNode[] = [];
    const endRow = (): void => {
      typed.push(...this.#words(row, wanted));
      row = [];
    };
    for (const child of node.children) {
      if (child.kind === 'word' && child.mapped) row.push(child);
      else {
        endRow();
        const compiled = this.#compile(child, wanted);
        if (compiled && child.kind === 'phrase' && !child.tagged) typed.push(compiled);
        else others.push(compiled);
      }
    }
    endRow();
    const loosen = this.#relax && wanted && node.implicit && typed.length > 1;
    this.#loosened ||= loosen;
    return joinedOrNull(all, [...(loosen ? [any(typed)] : typed), ...others]);
  }

  #words(row: readonly WordNode[], wanted: boolean): CompiledNode[] {
    const kept = row.filter((word) => !word.common);
    const nodes: CompiledNode[] = [];
    let at = 0;
    while (at < kept.length) {
      const word = kept[at] as WordNode;
      const span = this.#synonymsAt(kept, at);
      if (span) {
        nodes.push(this.#anyOf(span.terms, word, wanted));
        at += span.words;
      } else {
        nodes.push(this.#word(word, wanted));
        at++;
      }
    }
    return nodes;
  }

  #synonymsAt(words: readonly WordNode[], at: number): { words: number; terms: readonly string[] } | null {
    const first = words[at];
    if (!this.#synonyms || !first) return null;
    for (let count = Math.min(this.#synonyms.longest, words.length - at); count > 0; count--) {
      const span = words.slice(at, at + count);
      if (!span.every((word) => word.mapped && !word.prefix && word.scope === first.scope)) continue;
      const terms = this.#synonyms.termsFor(span.map((word) => word.text).join(' '));
      if (terms) return { words: count, terms };
    }
    return null;
  }

  #word(word: WordNode, wanted: boolean): CompiledNode {
    if (wanted) this.#mark(word);
    const itself = this.#relax && wanted && !word.prefix ? this.#loosely(word) : this.#leaf(word);
    const isCut = word.mapped && !word.prefix && word.text.length <= longestRun;
    const segments = this.#synonyms && isCut ? this.#synonyms.segments(word.text) : [];
    if (!segments.some((segment) => segment.terms)) return itself;
    const columns = scopeColumns(word.scope);
    const parts = segments.map(({ text, terms }) =>
      terms ? this.#anyOf(terms, word, wanted) : matchWord(text, columns),
    );
    return any([itself, all(parts)]);
  }

  #leaf(leaf: Leaf): CompiledNode {
    return this.#once(JSON.stringify(leaf), () => compileLeaf(leaf));
  }

  #once(key: string, compile: () => CompiledNode): CompiledNode {
    const known = this.#cache.get(key);
    if (known) return known;
    const compiled = compile();
    this.#cache.set(key, compiled);
    return compiled;
  }

  /** "infection-disease" is then two words; "TNF-α" too. Of "Crohn's" the name counts. */
  #loosely(word: WordNode): CompiledNode {
    const name = word.text.replace(possessive, '');
    const parts = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    this.#loosened ||= parts.length > 1 || name !== word.text;
    const kept = parts.filter((part) => parts.length === 1 || !isStopWord(part));
    const columns = scopeColumns(word.scope);
    return any((kept.length > 0 ? kept : parts).map((part) => matchWord(part, columns)));
  }

  #anyOf(terms: readonly string[], { scope }: WordNode, wanted: boolean): CompiledNode {
    if (wanted) for (const text of terms) this.#addTerm({ text, prefix: false, exact: false });
    const columns = scopeColumns(scope);
    return this.#once(`${scope} ${terms.join('|')}`, () => any(terms.map((text) => matchWord(text, columns))));
  }

  #mark(node: QueryNode): void {
    for (const leaf of leaves(node)) {
      if (leaf.kind === 'word') this.#addTerm({ text: leaf.text, prefix: leaf.prefix, exact: false });
      else if (leaf.kind === 'phrase') this.#addTerm({ text: leaf.text, prefix: leaf.prefix, exact: true });
      else if (leaf.kind === 'near') {
        for (const text of leaf.text.split(/\s+/)) this.#addTerm({ text, prefix: false, exact: false });
      }
    }
  }

  #addTerm(term: HighlightTerm): void {
    this.#terms.set(JSON.stringify(term), term);
  }
}

function joinedOrNull(
  join: (nodes: readonly CompiledNode[]) => CompiledNode,
  nodes: readonly (CompiledNode | null)[],
): CompiledNode | null {
  const present = nodes.filter((node) => node !== null);
  return present.length > 0 ? join(present) : null;
}

/** Every FTS5 expression that speaks for a record. */
function positiveMatches(node: CompiledNode): Match[] {
  if (node.kind === 'match') return [node];
  return node.kind === 'and' || node.kind === 'or' ? node.children.flatMap(positiveMatches) : [];
}

/** No record can meet the tree without meeting one of its FTS5 expressions. */
function needsMatch(node: CompiledNode): boolean {
  if (node.kind === 'and') return node.children.some(needsMatch);
  return node.kind === 'or' ? node.children.every(needsMatch) : node.kind === 'match';
}
