/** A word, or words side by side; with `open` the last is a beginning. */
export interface Words {
  kind: 'words';
  tokens: string[];
  open: boolean;
  columns: number;
}

/** Words or phrases in any order with at most so many other words between them. */
export interface Near {
  kind: 'near';
  phrases: Words[];
  distance: number;
  columns: number;
}

/** What is not joined of other expressions. */
export type Leaf = Words | Near;

/** What an FTS5 expression asks for. Columns are bits, the first column of the table the lowest. */
export type Expression =
  | Leaf
  | { kind: 'and' | 'or'; children: Expression[] }
  | { kind: 'not'; wanted: Expression; unwanted: Expression };

/** Letters and digits that SQLite's tokenizers leave as they are; those for private use join the words of a heading. */
const plainToken = /^(?:[a-z0-9\ue000\ue001]+|[\u4e00-\u9fff]+)$/;
const piece = /\s*(?:"((?:[^"]|"")*)"|([(){}*:,])|([A-Za-z_]+)|([0-9]+))/y;

/** Every leaf, in order. */
export function leavesOf(expression: Expression): Leaf[] {
  switch (expression.kind) {
    case 'words':
    case 'near':
      return [expression];
    case 'not':
      return [...leavesOf(expression.wanted), ...leavesOf(expression.unwanted)];
    default:
      return expression.children.flatMap(leavesOf);
  }
}

export function isWords(leaf: Leaf): leaf is Words {
  return leaf.kind === 'words';
}

/** Whether FTS5 itself must be asked: for other scripts, and for phrases and beginnings at a distance. */
export function isLeftToFts5(leaf: Leaf): boolean {
  return leaf.kind === 'near' ? !leaf.phrases.every(isPlainWord) : !leaf.tokens.every(isPlain);
}

function isPlainWord({ tokens, open }: Words): boolean {
  return tokens.length === 1 && !open && tokens.every(isPlain);
}

function isPlain(token: string): boolean {
  return plainToken.test(token);
}

/**
 * Reads an expression as `src/query` writes them: quoted words, a star, columns, NEAR, AND, OR, NOT and parentheses.
 *
 * @param columns the names of the table's columns, in its order.
 * @returns null for anything else: FTS5 itself must be asked.
 */
export function readExpression(text: string, columns: readonly string[]): Expression | null {
  const pieces = lex(text);
  return pieces && new ExpressionReader(pieces, columns).whole();
}

type Piece = { kind: 'quoted' | 'sign' | 'name' | 'number'; text: string };

function lex(text: string): Piece[] | null {
  const pieces: Piece[] = [];
  piece.lastIndex = 0;
  let end = 0;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [, quoted, sign, name, number] = match;
    if (quoted !== undefined) pieces.push({ kind: 'quoted', text: quoted });
    else if (sign !== undefined) pieces.push({ kind: 'sign', text: sign });
    else pieces.push(name === undefined ? { kind: 'number', text: number ?? '' } : { kind: 'name', text: name });
    end = piece.lastIndex;
  }
  return text.slice(end).trim() === '' ? pieces : null;
}

class Unreadable extends Error {}

class ExpressionReader {
  readonly #pieces: readonly Piece[];
  readonly #columns: readonly string[];
  #at = 0;

  constructor(pieces: readonly Piece[], columns: readonly string[]) {
    this.#pieces = pieces;
    this.#columns = columns;
  }

  whole(): Expression | null {
    try {
      const expression = this.#or(2 ** this.#columns.length - 1);
      return this.#at === this.#pieces.length ? expression : null;
    } catch (cause) {
      if (cause instanceof Unreadable) return null;
      throw cause;
    }
  }

  #or(columns: number): Expression {
    return this.#joined('or', 'OR', () => this.#joined('and', 'AND', () => this.#not(columns)));
  }

  #joined(kind: 'and' | 'or', operator: string, part: () => Expression): Expression {
    const first = part();
    if (!this.#isNext('name', operator)) return first;
    const children = [first];
    while (this.#take('name', operator)) children.push(part());
    return { kind, children };
  }

  #not(columns: number): Expression {
    let expression = this.#part(columns);
    while (this.#take('name', 'NOT')) {
      expression = { kind: 'not', wanted: expression, unwanted: this.#part(columns) };
    }
    return expression;
  }

  #part(columns: number): Expression {
    const named = this.#namedColumns();
    // A column within others narrows them.
    const own = named === null ? columns : named & columns;
    if (this.#take('sign', '(')) {
      const inner = this.#or(own);
      this.#demand('sign', ')');
      return inner;
    }
    return this.#take('name', 'NEAR') ? this.#near(own) : this.#words(own);
  }

  #near(columns: number): Near {
    this.#demand('sign', '(');
    const phrases: Words[] = [];
    while (!this.#take('sign', ',')) phrases.push(this.#words(columns));
    const distance = Number(this.#demand('number'));
    this.#demand('sign', ')');
    return { kind: 'near', phrases, distance, columns };
  }

  #namedColumns(): number | null {
    if (this.#take('sign', '{')) {
      let columns = 0;
      while (!this.#take('sign', '}')) columns |= this.#column();
      this.#demand('sign', ':');
      return columns;
    }
    const next = this.#pieces[this.#at + 1];
    if (this.#pieces[this.#at]?.kind !== 'name' || next?.text !== ':' || next.kind !== 'sign') return null;
    const column = this.#column();
    this.#demand('sign', ':');
    return column;
  }

  #column(): number {
    const place = this.#columns.indexOf(this.#demand('name'));
    if (place < 0) throw new Unreadable();
    return 1 << place;
  }

  #words(columns: number): Words {
    const tokens = this.#demand('quoted').split(' ');
    const open = this.#take('sign', '*');
    return { kind: 'words', tokens, open, columns };
  }

  #isNext(kind: Piece['kind'], text: string): boolean {
    const next = this.#pieces[this.#at];
    return next?.kind === kind && next.text === text;
  }

  #take(kind: Piece['kind'], text: string): boolean {
    const isNext = this.#isNext(kind, text);
    if (isNext) this.#at++;
    return isNext;
  }

  #demand(kind: Piece['kind'], text?: string): string {
    const next = this.#pieces[this.#at];
    if (next?.kind !== kind || (text !== undefined && next.text !== text)) throw new Unreadable();
    this.#at++;
    return next.text;
  }
}
