import type { Element } from './patterns.ts';
import { Transitions } from './transitions.ts';
import { anyWord, elementBit, type Vocabulary } from './vocabulary.ts';

/** Where a cue of a list stands, as word positions, `to` exclusive. */
export interface Hit {
  list: string;
  from: number;
  to: number;
}

/** A place between the words of cues that begin alike. */
interface Node {
  id: number;
  /** Elements that may stand right after, each with the node it leads to. */
  next: Map<number, Node>;
  /** Elements that may also stand up to `gap` words further on. */
  distant: Distant[];
  /** Lists that have a cue ending here. */
  lists: string[];
}

interface Distant {
  id: number;
  gap: number;
  element: number;
  node: Node;
}

/** A distant element still waited for, over at most so many more words. */
interface Wait {
  edge: Distant;
  left: number;
}

/** Every place in cues that the words since one start can have led to. */
interface State {
  nodes: readonly Node[];
  waits: readonly Wait[];
}

/** More states than this are forgotten and worked out anew: memory is worth more than time. */
const mostStates = 30_000;

/** The state before any word, and what stands for no state at all. */
const startState = 0;
const deadEnd = -1;
/** A first word that no text had yet. */
const unknown = -2;

/**
 * All cues of some lists in one trie over words, read as an automaton whose states are worked out when a text first
 * leads to them. Finding costs a bounded number of steps for each word, whatever the text: there is nothing to
 * backtrack into.
 */
export class CueIndex {
  private readonly vocabulary: Vocabulary;
  private readonly root: Node;
  private nodeCount = 0;
  private edgeCount = 0;
  private states: State[] = [];
  /** By state: the lists that have a cue ending there. */
  private endings: (readonly string[])[] = [];
  /** By state: the elements that lead on from it, as the bits of `elementBit`, or `anyWord`. */
  private wanted: number[] = [];
  private readonly known = new Map<string, number>();
  private transitions = new Transitions();
  /** By class of word: the state a first word leads to. Most words begin no cue. */
  private firstStates = new Int32Array(0);

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.root = this.newNode();
    this.forget();
  }

  private newNode(): Node {
    return { id: this.nodeCount++, next: new Map(), distant: [], lists: [] };
  }

  /** Adds one word sequence to a list. */
  add(list: string, sequence: readonly Element[]): void {
    let node = this.root;
    for (const element of sequence) node = this.step(node, element);
    if (!node.lists.includes(list)) node.lists.push(list);
    if (this.firstStates.length > 0) this.forget();
  }

  private step(node: Node, element: Element): Node {
    const id = this.vocabulary.elementId(element);
    if (element.gap === 0) {
      const known = node.next.get(id);
      if (known) return known;
      const next = this.newNode();
      node.next.set(id, next);
      return next;
    }
    const known = node.distant.find((edge) => edge.element === id && edge.gap === element.gap);
    if (known) return known.node;
    const edge = { id: this.edgeCount++, gap: element.gap, element: id, node: this.newNode() };
    node.distant.push(edge);
    return edge.node;
  }

  private forget(): void {
    this.states = [{ nodes: [this.root], waits: [] }];
    this.endings = [none];
    this.wanted = [anyWord];
    this.known.clear();
    this.transitions = new Transitions();
    this.firstStates = new Int32Array(0);
  }

  /**
   * Every cue in words `from` (inclusive) to `to` (exclusive) by its list, in the order in which they begin; of one
   * list at one place only the longest.
   *
   * @param words by place in the text the class of its word.
   */
  find(words: Uint16Array, from: number, to: number): Map<string, Hit[]> {
    const found = new Map<string, Hit[]>();
    for (let at = from; at < to; at++) {
      if (this.states.length > mostStates) this.forget();
      let state = this.firstState(words[at] ?? 0);
      for (let end = at; state !== deadEnd; ) {
        const lists = this.endings[state] ?? none;
        end++;
        if (lists.length > 0) note(found, lists, at, end);
        if (end === to) break;
        const word = words[end] ?? 0;
        // Most words end a search, and that most of them do is seen without asking the table.
        if (((this.wanted[state] ?? 0) & this.vocabulary.bitsOf(word)) === 0) break;
        state = this.transitions.get(state, word) ?? this.advance(state, word);
      }
    }
    return found;
  }

  private firstState(word: number): number {
    if (this.firstStates.length === 0) this.firstStates = new Int32Array(1 << 16).fill(unknown);
    const known = this.firstStates[word] ?? unknown;
    if (known !== unknown) return known;
    const state = this.advance(startState, word);
    this.firstStates[word] = state;
    return state;
  }

  private advance(from: number, word: number): number {
    const { nodes, waits } = this.states[from] ?? { nodes: [], waits: [] };
    const elements = this.vocabulary.elementsOf(word);
    const reached = new Map<number, Node>();
    const waiting = new Map<number, Wait>();
    const waitFor = (edge: Distant, left: number): void => {
      if (elements.has(edge.element)) reached.set(edge.node.id, edge.node);
      if (left > (waiting.get(edge.id)?.left ?? 0)) waiting.set(edge.id, { edge, left });
    };
    for (const node of nodes) {
      for (const element of elements) {
        const next = node.next.get(element);
        if (next) reached.set(next.id, next);
      }
      for (const edge of node.distant) waitFor(edge, edge.gap);
    }
    for (const { edge, left } of waits) waitFor(edge, left - 1);
    const isDead = reached.size === 0 && waiting.size === 0;
    const to = isDead ? deadEnd : this.stateOf([...reached.values()], [...waiting.values()]);
    this.transitions.set(from, word, to);
    return to;
  }

  private stateOf(nodes: Node[], waits: Wait[]): number {
    nodes.sort((one, other) => one.id - other.id);
    waits.sort((one, other) => one.edge.id - other.edge.id);
    const key = `${nodes.map(({ id }) => id).join(' ')}|${waits.map(({ edge, left }) => `${edge.id}~${left}`).join(' ')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const state = this.states.length;
    this.states.push({ nodes, waits });
    this.wanted.push(wantedBits(nodes, waits));
    this.endings.push([...new Set(nodes.flatMap(({ lists }) => lists))]);
    this.known.set(key, state);
    return state;
  }
}

const none: readonly string[] = [];

/** Which elements lead on from a state, as bits; a state with a gap before it goes on whatever the word. */
function wantedBits(nodes: readonly Node[], waits: readonly Wait[]): number {
  if (waits.some(({ left }) => left > 1) || nodes.some(({ distant }) => distant.length > 0)) return anyWord;
  let bits = 0;
  for (const { edge } of waits) bits |= elementBit(edge.element);
  for (const { next } of nodes) for (const element of next.keys()) bits |= elementBit(element);
  return bits;
}

/** Of the cues of a list that begin at one place the longest is kept; it is the last to end. */
function note(found: Map<string, Hit[]>, lists: readonly string[], from: number, to: number): void {
  for (const list of lists) {
    const hits = found.get(list);
    if (!hits) {
      found.set(list, [{ list, from, to }]);
      continue;
    }
    const last = hits[hits.length - 1];
    if (last?.from === from) last.to = to;
    else hits.push({ list, from, to });
  }
}
