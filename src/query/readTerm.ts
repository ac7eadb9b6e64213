import { normaliseDoi, normalisePmid } from '../domain/identifiers.ts';
import { soughtTokens } from '../text/tokens.ts';
import type { CodedFacet, QueryNode, TextScope } from './ast.ts';
import { type FieldName, isTextScope } from './fields.ts';
import { languageCode } from './languages.ts';
import { isStopWord } from './stopWords.ts';
import { type QueryWarning, type WarningCode, warning } from './warnings.ts';
import { readYears } from './years.ts';

/** A word or phrase as typed. */
export interface Piece {
  text: string;
  prefix: boolean;
  quoted: boolean;
  start: number;
  end: number;
}

/** FTS5 compares all places of all words with each other: with a hundred common words that takes seconds. */
const mostNear = 20;

/** What is asked for: pieces that stand together, the field they are asked for in, and how that was said. */
export interface Term {
  pieces: readonly Piece[];
  field: FieldName;
  /** By a PubMed tag, which switches synonyms off, rather than a field name or nothing. */
  tagged: boolean;
  /** Of a proximity tag. */
  distance: number | null;
}

/** The values that a coded field may have; fields that are not named here take any value as it stands. */
export type KnownCodes = Partial<Record<CodedFacet, readonly { id: string; label?: { en: string; zh: string } }[]>>;

/** Reads terms into nodes. Every term gives a node for each of its parts or a warning that says why not. */
export class TermReader {
  readonly #codes: KnownCodes;
  readonly #warnings: QueryWarning[];

  constructor(codes: KnownCodes, warnings: QueryWarning[]) {
    this.#codes = codes;
    this.#warnings = warnings;
  }

  read(term: Term): QueryNode[] {
    const { field, pieces } = term;
    if (term.distance !== null) return this.#near(term, term.distance);
    if (isTextScope(field)) return this.#texts(pieces, field, term.tagged);
    switch (field) {
      case 'affiliation':
        this.#warn('noAffiliations', pieces, joined(pieces));
        return this.#texts(pieces, 'all', true);
      case 'author':
      case 'lastAuthor':
      case 'firstAuthor':
        if (field === 'lastAuthor') this.#warn('anyAuthor', pieces, joined(pieces));
        return this.#named(pieces, (name, prefix) => ({
          kind: 'author',
          name,
          prefix,
          first: field === 'firstAuthor',
        }));
      case 'journal':
        return this.#named(pieces, (name, prefix) => ({ kind: 'journal', name, prefix }));
      case 'mesh':
      case 'meshMajor':
        return this.#named(pieces, (name, prefix) => mesh(name, prefix, field === 'meshMajor'));
      case 'year':
        return this.#years(pieces);
      case 'pmid':
      case 'doi':
        return this.#identifiers(pieces, field);
      default:
        return this.#coded(pieces, field);
    }
  }

  #warn(code: WarningCode, pieces: readonly Piece[], text: string): void {
    this.#warnings.push(warning(code, pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0, text));
  }

  /** Plain words and phrases; outside any field a DOI or a PMID is known by its form. */
  #texts(pieces: readonly Piece[], scope: TextScope, tagged: boolean): QueryNode[] {
    return pieces.flatMap((piece): QueryNode[] => {
      const { text, prefix } = piece;
      if (soughtTokens(text).tokens.length === 0) {
        this.#warn(piece.quoted ? 'emptyQuote' : 'nothingInWord', [piece], text);
        return [];
      }
      if (piece.quoted) return [{ kind: 'phrase', text, prefix, scope, tagged }];
      if (scope === 'all' && !tagged && !prefix) {
        const doi = normaliseDoi(text);
        if (doi) return [{ kind: 'identifier', scheme: 'doi', value: doi }];
        if (/^[1-9]\d{6,7}$/.test(text)) return [{ kind: 'identifier', scheme: 'pmid', value: text }];
      }
      return [{ kind: 'word', text, prefix, scope, mapped: !tagged, common: !prefix && isStopWord(text) }];
    });
  }

  #near(term: Term, distance: number): QueryNode[] {
    const text = joined(term.pieces);
    const scope = isTextScope(term.field) ? term.field : 'titleAbstract';
    const { length } = soughtTokens(text).tokens;
    if (length > mostNear) {
      this.#warn('longProximity', term.pieces, text);
      return this.#texts(term.pieces.flatMap(singleWords), scope, true);
    }
    if (length > 1) return [{ kind: 'near', text, distance, scope }];
    this.#warn('bareProximity', term.pieces, text);
    return this.#texts(term.pieces, scope, true);
  }

  #named(pieces: readonly Piece[], make: (name: string, prefix: boolean) => QueryNode): QueryNode[] {
    const name = joined(pieces);
    if (soughtTokens(name).tokens.length > 0) return [make(name, pieces.at(-1)?.prefix ?? false)];
    this.#warn('nothingInWord', pieces, name);
    return [];
  }

  #years(pieces: readonly Piece[]): QueryNode[] {
    const [before, dates] = splitTrailing(pieces, (piece) => /^[\d./:<>=–—-]+$/.test(piece.text));
    const written = joined(dates);
    const years = readYears(written);
    if (!years) {
      this.#warn('badYears', pieces, joined(pieces));
      return this.#texts(pieces, 'all', false);
    }
    if (years.reversed) this.#warn('reversedYears', dates, written);
    if (years.finer) this.#warn('yearOnly', dates, written);
    return [...this.#texts(before, 'all', false), { kind: 'years', from: years.from, to: years.to }];
  }

  #identifiers(pieces: readonly Piece[], scheme: 'pmid' | 'doi'): QueryNode[] {
    const normalise = scheme === 'pmid' ? normalisePmid : normaliseDoi;
    const parts = pieces.flatMap((piece) =>
      piece.text.split(/[\s,;]+/).map((text) => ({ piece, text, value: normalise(text) })),
    );
    const [before, after] = splitTrailing(parts, (part) => part.value !== null);
    const found = after.map(({ value }): QueryNode => ({ kind: 'identifier', scheme, value: value ?? '' }));
    if (found.length === 0) {
      this.#warn('badIdentifier', pieces, joined(pieces));
      return this.#texts(pieces, 'all', false);
    }
    const plain = before.map(({ piece, text }) => ({ ...piece, text }));
    const [only] = found;
    return [...this.#texts(plain, 'all', false), found.length === 1 && only ? only : { kind: 'or', children: found }];
  }

  #coded(pieces: readonly Piece[], facet: CodedFacet): QueryNode[] {
    const written = joined(pieces);
    const value = this.#code(facet, written);
    if (value !== null) return [{ kind: 'coded', facet, value }];
    this.#warn('unknownCode', pieces, written);
    return this.#texts(pieces, 'all', false);
  }

  #code(facet: CodedFacet, written: string): string | null {
    if (facet === 'language') return languageCode(written);
    const known = this.#codes[facet];
    const key = termKey(written);
    if (key === '') return null;
    if (known === undefined) return written.trim();
    const same = (text: string | undefined): boolean => text !== undefined && termKey(text) === key;
    return known.find(({ id, label }) => same(id) || same(label?.en) || same(label?.zh))?.id ?? null;
  }
}

/** The form in which names of terms are compared: case, width, hyphens and spelling do not count. */
export function termKey(text: string): string {
  return soughtTokens(text).tokens.join(' ');
}

function mesh(name: string, prefix: boolean, major: boolean): QueryNode {
  const [descriptor = '', qualifier] = name.split('/').map((part) => part.trim());
  return { kind: 'mesh', descriptor, prefix, qualifier: qualifier ? qualifier : null, major };
}

function singleWords(piece: Piece): Piece[] {
  const words = piece.text.split(/\s+/).filter((word) => soughtTokens(word).tokens.length > 0);
  return words.map((text) => ({ ...piece, text, prefix: false, quoted: false }));
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join(' ');
}

function splitTrailing<T>(list: readonly T[], fits: (item: T) => boolean): [before: T[], trailing: T[]] {
  let from = list.length;
  for (let item = list[from - 1]; item !== undefined && fits(item); item = list[from - 1]) from--;
  return [list.slice(0, from), list.slice(from)];
}
