import { tokenize } from './tokens.ts';

/** A word, or the beginning of one. */
export interface WordForm {
  word: string;
  prefix: boolean;
}

/** One place of a cue: the words that may stand in it. */
export interface Element {
  forms: readonly WordForm[];
  /** At most this many other words may stand before it. */
  gap: number;
}

/** A fault in a cue, in words that can be shown beside its place in the file. */
export class CueError extends Error {
  override name = 'CueError';
}

/** More word sequences than this from one cue is a slip, and would slow every text down. */
const mostSequences = 20_000;

/**
 * The word sequences that a cue stands for. In a cue, `(a|b c)` is either, `(a)?` may be missing, `word*` is any
 * word that begins so, `#` any number in figures, `~3` lets up to three words stand between, and `@list` is any cue of another list.
 *
 * @throws {CueError} for brackets that do not close, empty cues, and cues that stand for too many sequences.
 */
export function expandCue(cue: string, resolve: (list: string) => Element[][]): Element[][] {
  const { sequences, at } = parseAlternatives(cue, 0, resolve);
  if (at < cue.length) throw new CueError(`has a ")" too many in "${cue}"`);
  if (sequences.some((sequence) => sequence.length === 0)) throw new CueError(`can match nothing: "${cue}"`);
  return sequences;
}

interface Parsed {
  sequences: Element[][];
  at: number;
}

function parseAlternatives(cue: string, from: number, resolve: (list: string) => Element[][]): Parsed {
  const sequences: Element[][] = [];
  let at = from;
  for (;;) {
    const branch = parseSequence(cue, at, resolve);
    sequences.push(...branch.sequences);
    at = branch.at;
    if (cue.charAt(at) !== '|') return { sequences, at };
    at++;
  }
}

function parseSequence(cue: string, from: number, resolve: (list: string) => Element[][]): Parsed {
  let heads: Head[] = [{ elements: [], gap: 0 }];
  let at = from;
  const append = (choices: Element[][]): void => {
    heads = heads.flatMap((head) => choices.map((tail) => joined(head, tail)));
    if (heads.length > mostSequences) throw new CueError(`stands for too many sequences: "${cue}"`);
  };
  while (at < cue.length) {
    const character = cue.charAt(at);
    if (character === '|' || character === ')') break;
    if (character === ' ') at++;
    else if (character === '(') {
      const inner = parseAlternatives(cue, at + 1, resolve);
      if (cue.charAt(inner.at) !== ')') throw new CueError(`has a "(" without its ")" in "${cue}"`);
      at = inner.at + 1;
      const optional = cue.charAt(at) === '?';
      if (optional) at++;
      const choices = merged(inner.sequences);
      append(optional ? [...choices, []] : choices);
    } else if (character === '~') {
      const digits = /^\d+/.exec(cue.slice(at + 1))?.[0];
      if (!digits) throw new CueError(`has a "~" without a number in "${cue}"`);
      heads = heads.map(({ elements, gap }) => ({ elements, gap: Math.max(gap, Number(digits)) }));
      at += 1 + digits.length;
    } else if (character === '@') {
      const name = /^[a-z][a-z0-9-]*/.exec(cue.slice(at + 1))?.[0];
      if (!name) throw new CueError(`has an "@" without a list in "${cue}"`);
      append(merged(resolve(name)));
      at += 1 + name.length;
    } else {
      const literal = /^[^ |()~@?]+/.exec(cue.slice(at))?.[0];
      if (!literal) throw new CueError(`has a "${character}" out of place in "${cue}"`);
      append([literalElements(literal)]);
      at += literal.length;
    }
  }
  return { sequences: heads.map(({ elements }) => elements), at };
}

/** The first words of a sequence, and how many others may stand before the next one. */
interface Head {
  elements: Element[];
  gap: number;
}

function joined(head: Head, tail: Element[]): Head {
  const [first, ...rest] = tail;
  // What may be missing leaves the gap before it to what follows.
  if (!first) return head;
  // A gap before the first word of a cue would let it begin anywhere; it has no meaning there.
  const gap = head.elements.length === 0 ? 0 : Math.max(head.gap, first.gap);
  return { elements: [...head.elements, { ...first, gap }, ...rest], gap: 0 };
}

/** Choices of one word each are one place with several forms: so `(a|b) (c|d)` is one sequence, not four. */
function merged(sequences: readonly Element[][]): Element[][] {
  const single = sequences.filter((sequence) => sequence.length === 1).flatMap((sequence) => sequence[0]?.forms ?? []);
  const longer = sequences.filter((sequence) => sequence.length !== 1);
  return single.length > 0 ? [[{ forms: single, gap: 0 }], ...longer] : longer;
}

function literalElements(literal: string): Element[] {
  const prefix = literal.endsWith('*');
  const words = tokenize(prefix ? literal.slice(0, -1) : literal).words;
  return words.map((word, index) => ({ forms: [{ word, prefix: prefix && index === words.length - 1 }], gap: 0 }));
}
