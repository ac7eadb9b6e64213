import { type AndNode, join, leaves, mapLeaves, type QueryNode } from './ast.ts';
import { type FieldName, isTextScope, readTag, type Tag } from './fields.ts';
import { lex, type Token } from './lexer.ts';
import { type KnownCodes, type Piece, TermReader } from './readTerm.ts';
import { type QueryWarning, type WarningCode, warning } from './warnings.ts';

/** A search as it was read. `ast` is null where the text asks for nothing. */
export interface ParsedQuery {
  ast: QueryNode | null;
  warnings: QueryWarning[];
}

/** Deeper parentheses are taken apart, so that no search can exhaust a stack, ours or SQLite's. */
const deepest = 12;
/** "a OR b AND c OR d ..." nests as deeply as it changes its operator. */
const mostTurns = 12;

/**
 * Reads a search: words, "phrases", prefix*, AND OR NOT, parentheses, -not, field:value and PubMed's tags.
 *
 * Operators are read from left to right as PubMed does ("a OR b AND c" is "(a OR b) AND c"); words that stand
 * side by side belong together before any operator is applied. Never throws; whatever is not read as written
 * is in `warnings`, in the order in which it stands in the text.
 */
export function parseQuery(text: string, codes: KnownCodes = {}): ParsedQuery {
  const { tokens, warnings } = lex(text);
  const ast = new Parser(text, warnings, codes).parse(tokens);
  return { ast: ast && withoutCommonWords(ast), warnings: inOrder(warnings, text) };
}

/** Warnings by place; a row of the same ones ("))))") is said once. */
function inOrder(warnings: QueryWarning[], text: string): QueryWarning[] {
  const ordered: QueryWarning[] = [];
  for (const next of warnings.toSorted((a, b) => a.start - b.start)) {
    const last = ordered.at(-1);
    const adjoins = last !== undefined && last.en === next.en && text.slice(last.end, next.start).trim() === '';
    if (adjoins) last.end = next.end;
    else ordered.push({ ...next });
  }
  return ordered;
}

/** Words like "of" are left out unless the search holds nothing else. */
function withoutCommonWords(ast: QueryNode): QueryNode {
  const onlyCommon = leaves(ast).every((leaf) => leaf.kind === 'word' && leaf.common);
  return onlyCommon ? mapLeaves(ast, (leaf) => (leaf.kind === 'word' ? { ...leaf, common: false } : leaf)) : ast;
}

/** What has been read last and may still be given a tag: words that stand together, a phrase, a parenthesis. */
type Pending =
  | { kind: 'pieces'; pieces: Piece[]; field: FieldName | null; single: boolean }
  | { kind: 'group'; node: QueryNode };

/** One level of parentheses. */
interface Level {
  start: number;
  /** Everything before the last operator. */
  done: QueryNode | null;
  operator: { name: 'and' | 'or'; token: Token } | null;
  negated: boolean;
  /** What stands side by side since the last operator. */
  group: QueryNode[];
  pending: Pending | null;
  /** A field name that waits for its value. */
  field: Extract<Token, { type: 'field' }> | null;
  /** The field that was written before the parenthesis. */
  scope: FieldName | null;
  /** The next thing alone is negated by a minus sign. */
  minus: boolean;
  /** How often "and" and "or" have taken turns without parentheses. */
  turns: number;
}

class Parser {
  readonly #text: string;
  readonly #warnings: QueryWarning[];
  readonly #reader: TermReader;
  readonly #outer: Level[] = [];
  #level: Level = newLevel(0, null);
  /** Parentheses that were taken apart and whose closing signs are still to come. */
  #tooDeep = 0;
  /** Where the parenthesis that was closed last began. */
  #lastStart = 0;

  constructor(text: string, warnings: QueryWarning[], codes: KnownCodes) {
    this.#text = text;
    this.#warnings = warnings;
    this.#reader = new TermReader(codes, warnings);
  }

  parse(tokens: readonly Token[]): QueryNode | null {
    for (const token of tokens) this.#take(token);
    while (this.#outer.length > 0) {
      this.#warn('unclosedParenthesis', { start: this.#level.start, end: this.#level.start + 1 });
      this.#close();
    }
    return this.#finish();
  }

  #take(token: Token): void {
    switch (token.type) {
      case 'word':
      case 'phrase':
        this.#piece({ ...token, quoted: token.type === 'phrase' });
        break;
      case 'tag':
        this.#tag(token);
        break;
      case 'field':
        this.#flush();
        this.#dropField();
        this.#level.field = token;
        break;
      case 'minus':
        this.#flush();
        this.#dropField();
        this.#endGroup();
        this.#level.minus = true;
        break;
      case 'operator':
        this.#operator(token);
        break;
      case 'open':
        this.#open(token);
        break;
      case 'close':
        this.#closeAt(token);
    }
  }

  #piece(piece: Piece): void {
    const level = this.#level;
    const pending = level.pending;
    const joins = pending?.kind === 'pieces' && !pending.single && !piece.quoted && level.field === null;
    if (joins) {
      pending.pieces.push(piece);
      return;
    }
    this.#flush();
    const field = level.field?.field ?? level.scope;
    const single = piece.quoted || level.field !== null || level.minus;
    level.field = null;
    level.pending = { kind: 'pieces', pieces: [piece], field, single };
  }

  #tag(token: Extract<Token, { type: 'tag' }>): void {
    const tag = readTag(token.name);
    const pending = this.#level.pending;
    if (tag && pending) this.#flush(tag, token);
    else if (tag) this.#warn('tagWithoutTerm', token, this.#written(token));
    else if (pending && token.attached) {
      this.#warn('unknownTag', token, this.#written(token));
      this.#flush();
    } else this.#bracketedWords(token);
  }

  /** Square brackets that hold no tag, as round a translated title: their words are searched. */
  #bracketedWords(token: Extract<Token, { type: 'tag' }>): void {
    this.#warn('bracketedWords', token, this.#written(token));
    for (const match of token.name.matchAll(/[^\s()"]+/g)) {
      const start = token.start + 1 + match.index;
      this.#piece({
        text: match[0].replaceAll('*', ''),
        prefix: false,
        quoted: false,
        start,
        end: start + match[0].length,
      });
    }
  }

  #operator(token: Extract<Token, { type: 'operator' }>): void {
    this.#flush();
    this.#dropField();
    this.#endGroup();
    const level = this.#level;
    if (token.operator === 'NOT') {
      level.negated = !level.negated;
      level.operator ??= { name: 'and', token };
      return;
    }
    if (level.operator) this.#warn('doubledOperator', token, token.operator);
    else if (!level.done) this.#warn('missingLeft', token, token.operator);
    else level.operator = { name: token.operator === 'AND' ? 'and' : 'or', token };
  }

  #open(token: Token): void {
    this.#flush();
    if (this.#outer.length >= deepest) {
      this.#tooDeep++;
      this.#warn('tooDeep', token);
      return;
    }
    const scope = this.#level.field?.field ?? this.#level.scope;
    this.#level.field = null;
    this.#outer.push(this.#level);
    this.#level = newLevel(token.start, scope);
  }

  #closeAt(token: Token): void {
    if (this.#tooDeep > 0) {
      this.#flush();
      this.#tooDeep--;
    } else if (this.#outer.length === 0) {
      this.#flush();
      this.#warn('strayParenthesis', token);
    } else if (!this.#close()) {
      this.#warn('emptyParentheses', { start: this.#lastStart, end: token.end });
    }
  }

  /** Ends the innermost parenthesis; false where nothing was in it. */
  #close(): boolean {
    const node = this.#finish();
    this.#lastStart = this.#level.start;
    this.#level = this.#outer.pop() ?? this.#level;
    if (node) this.#level.pending = { kind: 'group', node };
    return node !== null;
  }

  #finish(): QueryNode | null {
    this.#flush();
    this.#dropField();
    this.#endGroup();
    const { operator, done } = this.#level;
    if (operator) this.#warn('missingRight', operator.token, this.#written(operator.token));
    return done;
  }

  /** Turns what was read last into nodes, with the tag that follows it if there is one. */
  #flush(tag: Tag | null = null, token: Token | null = null): void {
    const level = this.#level;
    const pending = level.pending;
    if (!pending) return;
    level.pending = null;
    const nodes = pending.kind === 'group' ? [this.#tagged(pending.node, tag, token)] : this.#read(pending, tag);
    // "a (b c)" is three words side by side: they may be relaxed together.
    for (const node of nodes) level.group.push(...(node.kind === 'and' && node.implicit ? node.children : [node]));
    if (level.minus) {
      level.minus = false;
      level.negated = !level.negated;
      this.#endGroup();
    }
  }

  #read(pending: Extract<Pending, { kind: 'pieces' }>, tag: Tag | null): QueryNode[] {
    const field = tag?.field ?? pending.field ?? 'all';
    // A lone colon joins two years; elsewhere it is punctuation.
    const pieces =
      field === 'year' ? pending.pieces : pending.pieces.filter(({ text, quoted }) => quoted || text !== ':');
    if (pieces.length === 0) return [];
    return this.#reader.read({ pieces, field, tagged: tag !== null, distance: tag?.distance ?? null });
  }

  #tagged(node: QueryNode, tag: Tag | null, token: Token | null): QueryNode {
    if (!tag || !token) return node;
    const { field, distance } = tag;
    if (!isTextScope(field) || distance !== null) {
      this.#warn('tagOnGroup', token, this.#written(token));
      return node;
    }
    return mapLeaves(node, (leaf) => {
      if (leaf.kind === 'word') return { ...leaf, scope: field, mapped: false };
      return leaf.kind === 'phrase' ? { ...leaf, scope: field, tagged: true } : leaf;
    });
  }

  /** Joins what stands side by side to what is before the last operator. */
  #endGroup(): void {
    const level = this.#level;
    if (level.group.length === 0) return;
    const [only] = level.group;
    const together: AndNode = { kind: 'and', children: level.group, implicit: true };
    const group = level.group.length === 1 && only ? only : together;
    const operand: QueryNode = level.negated ? { kind: 'not', child: group } : group;
    level.done = this.#join(level, operand);
    level.group = [];
    level.negated = false;
    level.operator = null;
  }

  #join(level: Level, operand: QueryNode): QueryNode {
    const { done, operator } = level;
    const name = operator?.name ?? 'and';
    const next = join(done, name, operand, operator === null);
    const nested = (done?.kind === 'and' || done?.kind === 'or') && 'children' in next && next.children[0] === done;
    if (!nested || ++level.turns <= mostTurns) return next;
    this.#warn('tooManyTurns', operator?.token ?? { start: level.start, end: this.#text.length }, name.toUpperCase());
    return { ...done, children: [...done.children, operand] };
  }

  #dropField(): void {
    const field = this.#level.field;
    if (!field) return;
    this.#warn('fieldWithoutValue', field, field.written);
    this.#level.field = null;
    this.#piece({ text: field.written, prefix: false, quoted: false, start: field.start, end: field.end - 1 });
    this.#flush();
  }

  #warn(code: WarningCode, at: { start: number; end: number }, piece = ''): void {
    this.#warnings.push(warning(code, at.start, at.end, piece));
  }

  #written(token: Token): string {
    return this.#text.slice(token.start, token.end);
  }
}

function newLevel(start: number, scope: FieldName | null): Level {
  return {
    start,
    done: null,
    operator: null,
    negated: false,
    group: [],
    pending: null,
    field: null,
    scope,
    minus: false,
    turns: 0,
  };
}
