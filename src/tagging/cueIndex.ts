import type { Element } from './patterns.ts';

/** Where a cue of a list stands, as word positions, `to` exclusive. */
export interface Hit {
  list: string;
  from: number;
  to: number;
}

interface Node {
  /** Elements that may stand right after, each with the node it leads to at the same place in `nodes`. */
  elements: number[];
  nodes: Node[];
  /** Elements that may also stand up to `gap` words further on. */
  distant: { gap: number; element: number; node: Node }[];
  /** The widest gap of these. */
  reach: number;
  /** The bits of all elements after and of all distant ones: most words are told apart from them in one step. */
  mask: number;
  distantMask: number;
  /** Lists that have a cue ending here. */
  lists: string[];
}

function newNode(): Node {
  return { elements: [], nodes: [], distant: [], reach: 0, mask: 0, distantMask: 0, lists: [] };
}

/** One of 32 bits; two elements may share one, so that a common bit is a hint and a missing one is certain. */
function bitOf(element: number): number {
  return 1 << (element & 31);
}

/** In a cue, stands for any number in figures. */
const anyNumber = '#';

/** What a word can be in a cue. */
interface WordRole {
  /** The elements that it satisfies, and their bits. */
  elements: ReadonlySet<number>;
  mask: number;
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
  private readonly firstNodes = new Map<number, Node>();
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
      const known = node.nodes[node.elements.indexOf(id)];
      if (known) return known;
      const next = newNode();
      node.elements.push(id);
      node.nodes.push(next);
      node.mask |= bitOf(id);
      if (node === this.root) this.firstNodes.set(id, next);
      return next;
    }
    const known = node.distant.find((edge) => edge.element === id && edge.gap === element.gap);
    if (known) return known.node;
    const edge = { gap: element.gap, element: id, node: newNode() };
    node.distant.push(edge);
    node.reach = Math.max(node.reach, element.gap);
    node.distantMask |= bitOf(id);
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
    let mask = 0;
    for (const element of found) {
      mask |= bitOf(element);
      const node = this.firstNodes.get(element);
      if (node) nodes.push(node);
    }
    const role = { elements: found, mask, first: nodes };
    this.remembered.set(word, role);
    return role;
  }

  /** Every cue in words `from` (inclusive) to `to` (exclusive); of one list at one place only the longest. */
  find(words: readonly string[], from: number, to: number): Hit[] {
    const roles: WordRole[] = [];
    for (let at = from; at < to; at++) roles.push(this.roleOf(words[at] ?? ''));
    const hits: Hit[] = [];
    const ending: Hit[] = [];
    for (let at = 0; at < roles.length; at++) {
      const first = roles[at]?.first ?? [];
      if (first.length === 0) continue;
      const after = roles[at + 1]?.mask ?? 0;
      for (const node of first) {
        // Most cues that begin here go on otherwise than the text does.
        if (node.lists.length > 0 || node.distantMask !== 0 || (node.mask & after) !== 0)
          follow(node, roles, at + 1, ending);
      }
      for (const hit of ending) {
        hit.from = from + at;
        hit.to += from;
        hits.push(hit);
      }
      ending.length = 0;
    }
    return hits;
  }
}

/** Follows every way on from a node whose cue has been read up to word `at`; of each list the longest cue is kept. */
function follow(node: Node, roles: readonly WordRole[], at: number, ending: Hit[]): void {
  for (const list of node.lists) keepLongest(ending, list, at);
  const here = roles[at];
  if (here && (here.mask & node.mask) !== 0) {
    const { elements, nodes } = node;
    for (let index = 0; index < elements.length; index++) {
      const next = nodes[index];
      if (next && here.elements.has(elements[index] ?? -1)) follow(next, roles, at + 1, ending);
    }
  }
  if (node.distantMask === 0) return;
  for (let skipped = 0; skipped <= node.reach; skipped++) {
    const there = roles[at + skipped];
    if (!there || (there.mask & node.distantMask) === 0) continue;
    for (const { gap, element, node: next } of node.distant) {
      if (skipped <= gap && there.elements.has(element)) follow(next, roles, at + skipped + 1, ending);
    }
  }
}

function keepLongest(ending: Hit[], list: string, to: number): void {
  for (const hit of ending) {
    if (hit.list !== list) continue;
    if (hit.to < to) hit.to = to;
    return;
  }
  ending.push({ list, from: 0, to });
}
