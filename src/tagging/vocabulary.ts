import type { Element } from './patterns.ts';

/** In a cue, stands for any number in figures. */
const anyNumber = '#';

/** Words seen are remembered with their class; beyond this many, memory is worth more than time. */
const mostRemembered = 100_000;

/** Beginnings of words, letter by letter. */
interface Prefix {
  elements: number[];
  longer: Map<number, Prefix>;
}

function newPrefix(): Prefix {
  return { elements: [], longer: new Map() };
}

/** The elements that cues are made of, and for each word of a text which of them it satisfies. */
export class Vocabulary {
  private readonly ids = new Map<string, number>();
  private readonly exact = new Map<string, number[]>();
  private readonly prefixes = newPrefix();
  /** The classes of words, each with the elements that its words satisfy. */
  private classes: ReadonlySet<number>[] = [];
  /** By class: its elements, as the bits of `elementBit`. */
  private bits: number[] = [];
  private readonly classIds = new Map<string, number>();
  private readonly remembered = new Map<string, number>();

  /** The number of an element; elements with the same forms are one. */
  elementId({ forms }: Element): number {
    const key = forms
      .map(({ word, prefix }) => (prefix ? `${word}*` : word))
      .sort()
      .join('|');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.ids.size;
    this.ids.set(key, id);
    for (const { word, prefix } of forms) {
      const ids = prefix ? this.prefixOf(word).elements : this.exactly(word);
      if (!ids.includes(id)) ids.push(id);
    }
    this.remembered.clear();
    return id;
  }

  private exactly(word: string): number[] {
    let ids = this.exact.get(word);
    if (!ids) {
      ids = [];
      this.exact.set(word, ids);
    }
    return ids;
  }

  private prefixOf(word: string): Prefix {
    let node = this.prefixes;
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at);
      let next = node.longer.get(code);
      if (!next) {
        next = newPrefix();
        node.longer.set(code, next);
      }
      node = next;
    }
    return node;
  }

  /** The class of a word as `tokenize` cuts it: words that can be the same in a cue share one. */
  classOf(word: string): number {
    const known = this.remembered.get(word);
    if (known !== undefined) return known;
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    const found = this.classify(word);
    this.remembered.set(word, found);
    return found;
  }

  /** The class of each word of a text. */
  classesOf(words: readonly string[]): Uint16Array {
    const classes = new Uint16Array(words.length);
    for (let at = 0; at < words.length; at++) classes[at] = this.classOf(words[at] ?? '');
    return classes;
  }

  private classify(word: string): number {
    const elements = new Set<number>(this.exact.get(word));
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57) for (const id of this.exact.get(anyNumber) ?? []) elements.add(id);
    let node: Prefix | undefined = this.prefixes;
    for (let at = 0; node && at < word.length; at++) {
      node = node.longer.get(word.charCodeAt(at));
      if (node) for (const id of node.elements) elements.add(id);
    }
    const key = [...elements].sort((one, other) => one - other).join(' ');
    const known = this.classIds.get(key);
    if (known !== undefined) return known;
    const id = this.classes.length;
    this.classes.push(elements);
    this.bits.push([...elements].reduce((bits, element) => bits | elementBit(element), anyWord));
    this.classIds.set(key, id);
    return id;
  }

  /** The elements of a class as bits, with `anyWord`: where two have no bit in common, they have no element. */
  bitsOf(wordClass: number): number {
    return this.bits[wordClass] ?? anyWord;
  }

  /** The elements of cues that the words of a class satisfy. */
  elementsOf(wordClass: number): ReadonlySet<number> {
    return this.classes[wordClass] ?? noElements;
  }
}

/** The bit that every word has. */
export const anyWord = 1 << 31;

/** One of the other 31 bits for an element: several share each. */
export function elementBit(element: number): number {
  return 1 << (element % 31);
}

const noElements: ReadonlySet<number> = new Set();
