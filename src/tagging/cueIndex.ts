import type { Element } from './patterns.ts';

/** Where a cue of a list stands, as word positions, `to` exclusive. */
export interface Hit {
  list: string;
  from: number;
  to: number;
}

interface Node {
  /** By element: where the next word, standing right after, leads. */
  next: Map<number, Node>;
  /** Elements that may also stand up to `gap` words further on. */
  distant: { gap: number; element: number; node: Node }[];
  /** Lists that have a cue ending here. */
  lists: string[];
}

function newNode(): Node {
  return { next: new Map(), distant: [], lists: [] };
}

/** Words seen are remembered with the elements they satisfy; beyond this many, memory is worth more than time. */
const mostRemembered = 100_000;

/**
 * All cues of a rule set in one trie over words. Finding costs a bounded number of steps for each word of the
 * text, whatever the text: there is nothing to backtrack into.
 */
export class CueIndex {
  private readonly root = newNode();
  private readonly exact = new Map<string, number>();
  private readonly prefixes = new Map<string, number>();
  private readonly remembered = new Map<string, readonly number[]>();
  private elements = 0;

  /** Adds one word sequence to a list. */
  add(list: string, sequence: readonly Element[]): void {
    let node = this.root;
    for (const element of sequence) node = this.step(node, element);
    if (!node.lists.includes(list)) node.lists.push(list);
    this.remembered.clear();
  }

  private step(node: Node, element: Element): Node {
    const id = this.elementId(element);
    if (element.gap === 0) {
      let next = node.next.get(id);
      if (!next) {
        next = newNode();
        node.next.set(id, next);
      }
      return next;
    }
    const known = node.distant.find((edge) => edge.element === id && edge.gap === element.gap);
    if (known) return known.node;
    const edge = { gap: element.gap, element: id, node: newNode() };
    node.distant.push(edge);
    return edge.node;
  }

  private elementId({ word, prefix }: Element): number {
    const ids = prefix ? this.prefixes : this.exact;
    let id = ids.get(word);
    if (id === undefined) {
      id = this.elements++;
      ids.set(word, id);
    }
    return id;
  }

  /** The elements that a word satisfies. */
  private satisfied(word: string): readonly number[] {
    const known = this.remembered.get(word);
    if (known) return known;
    const found: number[] = [];
    const exact = this.exact.get(word);
    if (exact !== undefined) found.push(exact);
    for (let length = 1; length <= Math.min(word.length, 40); length++) {
      const prefix = this.prefixes.get(word.slice(0, length));
      if (prefix !== undefined) found.push(prefix);
    }
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(word, found);
    return found;
  }

  /** Every cue in words `from` (inclusive) to `to` (exclusive); of one list at one place only the longest. */
  find(words: readonly string[], from: number, to: number): Hit[] {
    const satisfied: (readonly number[])[] = [];
    for (let at = from; at < to; at++) satisfied.push(this.satisfied(words[at] ?? ''));
    const hits: Hit[] = [];
    const longest = new Map<string, number>();
    const walk = (node: Node, at: number): void => {
      for (const list of node.lists) {
        if ((longest.get(list) ?? -1) < at) longest.set(list, at);
      }
      if (node.next.size > 0) {
        for (const element of satisfied[at] ?? []) {
          const next = node.next.get(element);
          if (next) walk(next, at + 1);
        }
      }
      for (const edge of node.distant) {
        for (let skipped = 0; skipped <= edge.gap; skipped++) {
          if (satisfied[at + skipped]?.includes(edge.element)) walk(edge.node, at + skipped + 1);
        }
      }
    };
    for (let at = 0; at < satisfied.length; at++) {
      if (satisfied[at]?.length === 0) continue;
      longest.clear();
      walkFromRoot(this.root, satisfied, at, walk);
      for (const [list, end] of longest) hits.push({ list, from: from + at, to: from + end });
    }
    return hits;
  }
}

function walkFromRoot(
  root: Node,
  satisfied: readonly (readonly number[])[],
  at: number,
  walk: (node: Node, at: number) => void,
): void {
  for (const element of satisfied[at] ?? []) {
    const next = root.next.get(element);
    if (next) walk(next, at + 1);
  }
}
