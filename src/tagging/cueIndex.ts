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
  /** The widest gap of these. */
  reach: number;
  /** Lists that have a cue ending here. */
  lists: string[];
}

function newNode(): Node {
  return { next: new Map(), distant: [], reach: 0, lists: [] };
}

/** In a cue, stands for any number in figures. */
const anyNumber = '#';

/** What a word can be in a cue. */
interface WordRole {
  /** The elements that it satisfies. */
  elements: ReadonlySet<number>;
  /** The nodes that it leads to as the first word of a cue. */
  first: readonly Node[];
}

/** Words seen are remembered with the elements they satisfy; beyond this many, memory is worth more than time. */
const mostRemembered = 100_000;

/**
 * All cues of a rule set in one trie over words. Finding costs a bounded number of steps for each word of the
 * text, whatever the text: there is nothing to backtrack into.
 */
export class CueIndex {
  private readonly root = newNode();
  private readonly ids = new Map<string, number>();
  private readonly exact = new Map<string, number[]>();
  private readonly prefixes = new Map<string, number[]>();
  private readonly remembered = new Map<string, WordRole>();

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
    node.reach = Math.max(node.reach, element.gap);
    return edge.node;
  }

  private elementId({ forms }: Element): number {
    const key = forms
      .map(({ word, prefix }) => (prefix ? `${word}*` : word))
      .sort()
      .join('|');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.ids.size;
    this.ids.set(key, id);
    for (const { word, prefix } of forms) {
      const places = prefix ? this.prefixes : this.exact;
      const ids = places.get(word);
      if (!ids) places.set(word, [id]);
      else if (!ids.includes(id)) ids.push(id);
    }
    return id;
  }

  private roleOf(word: string): WordRole {
    const known = this.remembered.get(word);
    if (known) return known;
    const found = new Set<number>(this.exact.get(word));
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57) for (const id of this.exact.get(anyNumber) ?? []) found.add(id);
    for (let length = 1; length <= Math.min(word.length, 40); length++) {
      for (const id of this.prefixes.get(word.slice(0, length)) ?? []) found.add(id);
    }
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    const nodes: Node[] = [];
    for (const element of found) {
      const node = this.root.next.get(element);
      if (node) nodes.push(node);
    }
    const role = { elements: found, first: nodes };
    this.remembered.set(word, role);
    return role;
  }

  /** Every cue in words `from` (inclusive) to `to` (exclusive); of one list at one place only the longest. */
  find(words: readonly string[], from: number, to: number): Hit[] {
    const roles: WordRole[] = [];
    for (let at = from; at < to; at++) roles.push(this.roleOf(words[at] ?? ''));
    const hits: Hit[] = [];
    const longest = new Map<string, number>();
    for (let at = 0; at < roles.length; at++) {
      const first = roles[at]?.first ?? [];
      if (first.length === 0) continue;
      for (const node of first) follow(node, roles, at + 1, longest);
      for (const [list, end] of longest) hits.push({ list, from: from + at, to: from + end });
      longest.clear();
    }
    return hits;
  }
}

/** Follows every way on from a node whose cue has been read up to word `at`. */
function follow(node: Node, roles: readonly WordRole[], at: number, longest: Map<string, number>): void {
  for (const list of node.lists) {
    if ((longest.get(list) ?? -1) < at) longest.set(list, at);
  }
  const here = roles[at]?.elements;
  if (here && node.next.size > 0 && here.size > 0) {
    if (here.size < node.next.size) {
      for (const element of here) {
        const next = node.next.get(element);
        if (next) follow(next, roles, at + 1, longest);
      }
    } else {
      for (const [element, next] of node.next) if (here.has(element)) follow(next, roles, at + 1, longest);
    }
  }
  if (node.distant.length === 0) return;
  // Most words are in no cue: those are passed over once, not once for every edge.
  for (let skipped = 0; skipped <= node.reach; skipped++) {
    const elements = roles[at + skipped]?.elements;
    if (!elements || elements.size === 0) continue;
    for (const { gap, element, node: next } of node.distant) {
      if (skipped <= gap && elements.has(element)) follow(next, roles, at + skipped + 1, longest);
    }
  }
}
