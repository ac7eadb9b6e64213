/** A word, or words side by side; with `open` the last is a beginning. */
export interface Words {
  kind: 'words';
  tokens: string[];
  open: boolean;
  columns: number;
}

/** What an FTS5 expression asks for. Columns are bits, the first column of the table the lowest. */
export type Expression =
  | Words
  | { kind: 'and' | 'or'; children: Expression[] }
  | { kind: 'not'; wanted: Expression; unwanted: Expression };

/** Letters and digits that SQLite's tokenizers leave as they are; those for private use join the words of a heading. */
const plainToken = /^(?:[a-z0-9\ue000\ue001]+|[\u4e00-\u9fff]+)$/;
/** One or two letters begin so many words that FTS5, which needs not read them whole, finds a phrase with them sooner. */
const frequentBeginning = /^[a-z]{1,2}$/;
const piece = /\s*(?:"((?:[^"]|"")*)"|([(){}*:,])|([A-Za-z_]+))/y;

/**
 * Reads an expression as `src/query` writes them: quoted words, a star, columns, AND, OR, NOT and parentheses.
 *
 * @param columns the names of the table's columns, in its order.
 * @returns null for anything else, words in order with others between (NEAR) and phrases
 *   that end in one or two letters and a star among it: FTS5 itself must be asked.
 */
export function readExpression(text: string, columns: readonly string[]): Expression | null {
  const pieces = lex(text);
  return pieces && new ExpressionReader(pieces, columns).whole();
}

type Piece = { kind: 'quoted' | 'sign' | 'name'; text: string };

function lex(text: string): Piece[] | null {
  const pieces: Piece[] = [];
  piece.lastIndex = 0;
  let end = 0;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [, quoted, sign, name] = match;
    if (quoted !== undefined) pieces.push({ kind: 'quoted', text: quoted });
    else pieces.push(sign === undefined ? { kind: 'name', text: name ?? '' } : { kind: 'sign', text: sign });
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
    return this.#words(own);
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

  #words(columns: number): Expression {
    const tokens = this.#demand('quoted').split(' ');
    if (!tokens.every((token) => plainToken.test(token))) throw new Unreadable();
    const open = this.#take('sign', '*');
    if (open && tokens.length > 1 && frequentBeginning.test(tokens.at(-1) ?? '')) throw new Unreadable();
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
