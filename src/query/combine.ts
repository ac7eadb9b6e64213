import type { CompiledNode, Match } from './compiled.ts';

/** Joining compiled trees so that neighbouring FTS5 expressions become one: fewer leaves, fewer queries. */

/** FTS5's parser has a stack of fixed size: deeper expressions stay leaves of their own. */
const deepestExpression = 12;

const indexes = ['stems', 'exact'] as const;

/** Records that meet every node. */
export function all(nodes: readonly CompiledNode[]): CompiledNode {
  const flat = nodes.flatMap((node) => (node.kind === 'and' ? node.children : [node]));
  const others = flat.filter((node) => !isShallow(node) && !isShallowNot(node));
  const matches = indexes.flatMap((index) => {
    const wanted = flat.filter(isShallow).filter((match) => match.index === index);
    const unwanted = flat.filter(isShallowNot).flatMap(({ child }) => (child.index === index ? [child] : []));
    return without(wanted, unwanted);
  });
  return single('and', [...matches, ...others]);
}

/** What is in every one of some expressions of one index and in none of others. */
function without(wanted: readonly Match[], unwanted: readonly Match[]): CompiledNode[] {
  const both = merged(wanted, 'AND');
  const neither = merged(unwanted, 'OR');
  if (!both) return neither ? [{ kind: 'not', child: neither }] : [];
  if (!neither) return [both];
  const expression = `${wrapped(both.expression)} NOT ${wrapped(neither.expression)}`;
  return [{ ...both, expression, ranking: both.index === 'stems' ? expression : both.ranking }];
}

/** Records that meet any of the nodes. */
export function any(nodes: readonly CompiledNode[]): CompiledNode {
  const flat = nodes.flatMap((node) => (node.kind === 'or' ? node.children : [node]));
  const others = flat.filter((node) => !isShallow(node));
  const matches = indexes.flatMap((index) => {
    const match = merged(
      flat.filter(isShallow).filter((candidate) => candidate.index === index),
      'OR',
    );
    return match ? [match] : [];
  });
  return single('or', [...matches, ...others]);
}

/** What ranks records of any of the nodes: one expression; null where they are too deep to be joined. */
export function rankingOf(matches: readonly Match[]): string | null {
  if (matches.length > 1 && !matches.every(isShallow)) return null;
  return merged(matches, 'OR')?.ranking ?? null;
}

/** Records that do not meet the node. */
export function none(node: CompiledNode): CompiledNode {
  return node.kind === 'not' ? node.child : { kind: 'not', child: node };
}

function isShallow(node: CompiledNode): node is Match {
  return node.kind === 'match' && isShallowText(node.expression) && isShallowText(node.ranking);
}

function isShallowNot(node: CompiledNode): node is { kind: 'not'; child: Match } {
  return node.kind === 'not' && isShallow(node.child);
}

function isShallowText(expression: string): boolean {
  let depth = 0;
  let deepest = 0;
  for (const sign of expression) {
    if (sign === '(') deepest = Math.max(deepest, ++depth);
    else if (sign === ')') depth--;
  }
  return deepest < deepestExpression;
}

/** Expressions of one index as one. */
function merged(matches: readonly Match[], operator: 'AND' | 'OR'): Match | null {
  const [first] = matches;
  if (!first) return null;
  return {
    kind: 'match',
    index: first.index,
    expression: joined(
      matches.map((match) => match.expression),
      operator,
    ),
    ranking: joined(
      matches.map((match) => match.ranking),
      operator,
    ),
  };
}

function single(kind: 'and' | 'or', children: CompiledNode[]): CompiledNode {
  const [only] = children;
  return children.length === 1 && only ? only : { kind, children };
}

function joined(expressions: readonly string[], operator: 'AND' | 'OR'): string {
  const distinct = [...new Set(expressions)];
  const [only] = distinct;
  if (distinct.length === 1 && only !== undefined) return only;
  return distinct.map(wrapped).join(` ${operator} `);
}

/** Tokens are folded to lower case, so a capital operator is never part of one. */
function wrapped(expression: string): string {
  return / (?:AND|OR|NOT) /.test(expression) ? `(${expression})` : expression;
}
