import type { CompiledNode, Condition } from '../../../src/query/compiled.ts';

/** A compiled search on one line: `&`, `|` and `!` join what FTS5 cannot, braces hold conditions. */
export function show(node: CompiledNode | null): string {
  if (node === null) return 'everything';
  switch (node.kind) {
    case 'match':
      return node.expression;
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
  switch (condition.field) {
    case 'indexedText':
      return `${condition.columns.length === 6 ? 'text' : condition.columns.join(' ')} has ${condition.contains.map((key) => `<${key}>`).join(' or ')}`;
    case 'firstAuthor':
      return `first author has ${condition.contains.map((key) => `<${key}>`).join(' or ')}`;
    case 'year':
      return `year ${condition.from ?? ''}..${condition.to ?? ''}`;
    case 'mesh': {
      const heading = condition.descriptor + (condition.prefix ? '*' : '');
      return `mesh ${heading}${condition.qualifier ? `/${condition.qualifier}` : ''}${condition.major ? ' major' : ''}`;
    }
    default:
      return `${condition.field} ${condition.equals}`;
  }
}
