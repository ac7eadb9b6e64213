/** One BibTeX entry: field names in lower case, values with braces and quotes of the outer level dropped. */
export interface BibtexEntry {
  type: string;
  key: string;
  fields: Map<string, string>;
}

export type BibtexPiece = { raw: string; offset: number } & ({ entry: BibtexEntry } | { fault: string });

const entryStart = /^[ \t\ufeff]*@[ \t]*[A-Za-z]+\s*[{(]/gm;

/**
 * The entries of a BibTeX file, `@string` abbreviations put in. A piece reaches from one `@type{` at the start
 * of a line to the next, so an entry that never closes costs itself and no neighbour, and time stays linear.
 */
export function* bibtexPieces(text: string): Generator<BibtexPiece> {
  const abbreviations = new Map<string, string>();
  const starts = [...text.matchAll(entryStart)].map((match) => match.index);
  for (const [at, start] of starts.entries()) {
    const piece = text.slice(start, starts[at + 1] ?? text.length);
    yield* entriesOf(piece, start, abbreviations);
  }
}

/** Several entries may share a line; each begins at an `@` that the one before it left over. */
function* entriesOf(piece: string, offset: number, abbreviations: Map<string, string>): Generator<BibtexPiece> {
  let from = piece.indexOf('@');
  while (from >= 0) {
    const scanner = new Scanner(piece, from + 1);
    const type = scanner.word().toLowerCase();
    // What stands between entries is a comment, and an `@` in it belongs to an address.
    if (!scanner.open()) {
      from = piece.indexOf('@', from + 1);
      continue;
    }
    const fault = readEntry(scanner, type, abbreviations);
    const raw = piece.slice(from, scanner.at);
    if (fault && 'entry' in fault) yield { raw, offset: offset + from, entry: fault.entry };
    else if (fault) yield { raw: piece.slice(from), offset: offset + from, fault: fault.fault };
    if (fault && 'fault' in fault) return;
    from = piece.indexOf('@', scanner.at);
  }
}

type EntryOrFault = { entry: BibtexEntry } | { fault: string } | null;

function readEntry(scanner: Scanner, type: string, abbreviations: Map<string, string>): EntryOrFault {
  if (type === 'comment' || type === 'preamble') {
    return scanner.skipBody() ? null : { fault: 'has no closing brace' };
  }
  const key = type === 'string' ? '' : scanner.key();
  const fields = new Map<string, string>();
  for (;;) {
    scanner.separators();
    if (scanner.close()) break;
    const name = scanner.word().toLowerCase();
    if (!name || !scanner.equals()) {
      return {
        fault: scanner.isAtEnd() ? 'has no closing brace' : `has a field without a value near "${scanner.near()}"`,
      };
    }
    const value = scanner.value(abbreviations);
    if (value === null) return { fault: `has no end for its field "${name}"` };
    if (!fields.has(name)) fields.set(name, value);
  }
  if (type !== 'string') return { entry: { type, key, fields } };
  for (const [name, value] of fields) abbreviations.set(name, value);
  return null;
}

/** Reads BibTeX's tokens from one place on; never goes back. */
class Scanner {
  private closing = '}';
  private readonly text: string;
  at: number;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  isAtEnd(): boolean {
    this.space();
    return this.at >= this.text.length;
  }

  near(): string {
    return this.text.slice(this.at, this.at + 20).replace(/\s+/g, ' ');
  }

  open(): boolean {
    this.space();
    const sign = this.text[this.at];
    if (sign !== '{' && sign !== '(') return false;
    this.closing = sign === '{' ? '}' : ')';
    this.at++;
    return true;
  }

  close(): boolean {
    this.space();
    if (this.text[this.at] !== this.closing) return false;
    this.at++;
    return true;
  }

  equals(): boolean {
    this.space();
    if (this.text[this.at] !== '=') return false;
    this.at++;
    return true;
  }

  separators(): void {
    this.match(/[\s,]*/y);
  }

  word(): string {
    this.space();
    return this.match(/[^\s{}()",=#%@]*/y);
  }

  /** The citation key; an entry may lack it ("@article{title = ...}"). */
  key(): string {
    this.space();
    const before = this.at;
    const key = this.match(/[^\s,={}()]*/y);
    this.space();
    if (this.text[this.at] !== '=') return key;
    this.at = before;
    return '';
  }

  /** A value: braced, quoted, bare, or several of these joined with `#`. Null if it never ends. */
  value(abbreviations: ReadonlyMap<string, string>): string | null {
    const parts: string[] = [];
    do {
      const part = this.part(abbreviations);
      if (part === null) return null;
      parts.push(part);
      this.space();
    } while (this.text[this.at] === '#' && ++this.at);
    return parts.join('');
  }

  skipBody(): boolean {
    const end = this.balancedEnd(this.closing);
    if (end < 0) return false;
    this.at = end + 1;
    return true;
  }

  private part(abbreviations: ReadonlyMap<string, string>): string | null {
    this.space();
    const sign = this.text[this.at];
    if (sign !== '{' && sign !== '"') {
      const bare = this.word();
      return abbreviations.get(bare.toLowerCase()) ?? bare;
    }
    this.at++;
    const end = this.balancedEnd(sign === '{' ? '}' : '"');
    if (end < 0) return null;
    const value = this.text.slice(this.at, end);
    this.at = end + 1;
    return value;
  }

  /** Where the wanted sign stands outside of all braces; a backslash takes the meaning off the next sign. */
  private balancedEnd(wanted: string): number {
    let depth = 0;
    for (let at = this.at; at < this.text.length; at++) {
      const sign = this.text[at];
      if (sign === '\\') at++;
      else if (sign === wanted && depth === 0) return at;
      else if (sign === '{') depth++;
      else if (sign === '}') depth--;
    }
    return -1;
  }

  private space(): void {
    this.match(/\s*/y);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
