/** A search as it was read: what `parseQuery` makes of a text and `toFts` and `describeQuery` start from. */
export type QueryNode =
  | WordNode
  | PhraseNode
  | NearNode
  | AuthorNode
  | JournalNode
  | MeshNode
  | YearsNode
  | IdentifierNode
  | CodedNode
  | AndNode
  | OrNode
  | NotNode;

/** Which texts of a record words are looked for in; `titleAbstract` and `textWord` as PubMed's [tiab] and [tw]. */
export type TextScope = 'all' | 'title' | 'abstract' | 'titleAbstract' | 'textWord' | 'keywords';

export interface WordNode {
  kind: 'word';
  text: string;
  /** The word was written with a star at its end. */
  prefix: boolean;
  scope: TextScope;
  /** Synonyms may be added; not where a PubMed tag says exactly what is meant. */
  mapped: boolean;
  /** A word like "of" that is left out because every record has it. */
  common: boolean;
}

/** Words in this order, unstemmed. */
export interface PhraseNode {
  kind: 'phrase';
  text: string;
  prefix: boolean;
  scope: TextScope;
  /** A PubMed tag said where to look. */
  tagged: boolean;
}

/** Words in any order with at most `distance` other words between the first and the last. */
export interface NearNode {
  kind: 'near';
  text: string;
  distance: number;
  scope: TextScope;
}

export interface AuthorNode {
  kind: 'author';
  name: string;
  prefix: boolean;
  /** Only as the first author. */
  first: boolean;
}

export interface JournalNode {
  kind: 'journal';
  name: string;
  prefix: boolean;
}

export interface MeshNode {
  kind: 'mesh';
  descriptor: string;
  prefix: boolean;
  qualifier: string | null;
  /** Only where it is a major topic. */
  major: boolean;
}

/** Years of publication, both ends inclusive, null where open. */
export interface YearsNode {
  kind: 'years';
  from: number | null;
  to: number | null;
}

export interface IdentifierNode {
  kind: 'identifier';
  scheme: 'pmid' | 'doi';
  value: string;
}

export const codedFacets = ['mechanism', 'predictor', 'design', 'language', 'publicationType'] as const;
export type CodedFacet = (typeof codedFacets)[number];

/** A coded fact of the record: id of a mechanism, predictor or design, ISO 639-2 language, publication type. */
export interface CodedNode {
  kind: 'coded';
  facet: CodedFacet;
  value: string;
}

export interface AndNode {
  kind: 'and';
  children: QueryNode[];
  /** Joined only by standing side by side: such words may be relaxed to "or". */
  implicit: boolean;
}

export interface OrNode {
  kind: 'or';
  children: QueryNode[];
}

export interface NotNode {
  kind: 'not';
  child: QueryNode;
}

/** `left` and `right` joined; joins of one kind stay flat, so that depth is that of the parentheses. */
export function join(left: QueryNode | null, operator: 'and' | 'or', right: QueryNode, implicit: boolean): QueryNode {
  if (left === null) return right;
  if (operator === 'or') {
    const children = left.kind === 'or' ? [...left.children, right] : [left, right];
    return { kind: 'or', children };
  }
  if (left.kind === 'and' && left.implicit === implicit) return { ...left, children: [...left.children, right] };
  return { kind: 'and', children: [left, right], implicit };
}

/** The same tree with each leaf replaced. */
export function mapLeaves(node: QueryNode, change: (leaf: QueryNode) => QueryNode): QueryNode {
  if (node.kind === 'and' || node.kind === 'or') {
    return { ...node, children: node.children.map((child) => mapLeaves(child, change)) };
  }
  return node.kind === 'not' ? { ...node, child: mapLeaves(node.child, change) } : change(node);
}

/** Every leaf, in order. */
export function leaves(node: QueryNode): QueryNode[] {
  if (node.kind === 'and' || node.kind === 'or') return node.children.flatMap(leaves);
  return node.kind === 'not' ? leaves(node.child) : [node];
}
