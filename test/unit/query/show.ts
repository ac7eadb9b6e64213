import type { CompiledNode, Condition } from '../../../src/query/compiled.ts';

/** A compiled search on one line: `&`, `|` and `!` join what FTS5 cannot, braces hold conditions, `=` asks for words as written. */
export function show(node: CompiledNode | null): string {
  if (node === null) return 'everything';
  switch (node.kind) {
    case 'match':
      return node.index === 'exact' ? `=${node.expression}` : node.expression;
    case 'condition':
      return `{${showCondition(node.condition)}}`;
    case 'not':
      return `!${parenthesised(node.child)}`;
    default:
      return node.children.map(parenthesised).join(node.kind === 'and' ? ' & ' : ' | ');
  }
}

function parenthesised(node: CompiledNode): string {
  return node.kind === 'condition' || node.kind === 'not' ? show(node) : `[${show(node)}]`;
}

function showCondition(condition: Condition): string {
  return condition.field === 'year'
    ? `year ${condition.from ?? ''}..${condition.to ?? ''}`
    : `${condition.field} ${condition.equals}`;
}
