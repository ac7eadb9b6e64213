import type { CompiledNode } from './compiled.ts';

/** Joining compiled trees so that neighbouring FTS5 expressions become one: fewer leaves, fewer queries. */

/** FTS5's parser has a stack of fixed size: deeper expressions stay leaves of their own. */
const deepestExpression = 12;

/** Records that meet every node. */
export function all(nodes: readonly CompiledNode[]): CompiledNode {
  const flat = nodes.flatMap((node) => (node.kind === 'and' ? node.children : [node]));
  const wanted: string[] = [];
  const unwanted: string[] = [];
  const others: CompiledNode[] = [];
  for (const node of flat) {
    if (isShallow(node)) wanted.push(node.expression);
    else if (node.kind === 'not' && isShallow(node.child)) unwanted.push(node.child.expression);
    else others.push(node);
  }
  const matches: CompiledNode[] = [];
  if (wanted.length > 0) {
    const both = joined(wanted, 'AND');
    const expression = unwanted.length > 0 ? `${wrapped(both)} NOT ${wrapped(joined(unwanted, 'OR'))}` : both;
    matches.push({ kind: 'match', expression });
  } else if (unwanted.length > 0)
    matches.push({ kind: 'not', child: { kind: 'match', expression: joined(unwanted, 'OR') } });
  return single('and', [...matches, ...others]);
}

/** Records that meet any of the nodes. */
export function any(nodes: readonly CompiledNode[]): CompiledNode {
  const flat = nodes.flatMap((node) => (node.kind === 'or' ? node.children : [node]));
  const expressions = flat.flatMap((node) => (isShallow(node) ? [node.expression] : []));
  const others = flat.filter((node) => !isShallow(node));
  const matches: CompiledNode[] =
    expressions.length > 0 ? [{ kind: 'match', expression: joined(expressions, 'OR') }] : [];
  return single('or', [...matches, ...others]);
}

/** Records that do not meet the node. */
export function none(node: CompiledNode): CompiledNode {
  return node.kind === 'not' ? node.child : { kind: 'not', child: node };
}

function isShallow(node: CompiledNode): node is Extract<CompiledNode, { kind: 'match' }> {
  if (node.kind !== 'match') return false;
  let depth = 0;
  let deepest = 0;
  for (const sign of node.expression) {
    if (sign === '(') deepest = Math.max(deepest, ++depth);
    else if (sign === ')') depth--;
  }
  return deepest < deepestExpression;
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
