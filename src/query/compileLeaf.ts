import { headingToken } from '../text/headingToken.ts';
import { soughtTokens } from '../text/tokens.ts';
import type { AuthorNode, MeshNode, QueryNode } from './ast.ts';
import type { CompiledNode, Condition } from './compiled.ts';
import {
  matchExactly,
  matchNear,
  matchPhrase,
  matchPrefix,
  matchTokens,
  matchWord,
  matchWritten,
  scopeColumns,
} from './fts.ts';
import { termKey } from './readTerm.ts';

/** A part of a search that is not joined of others. */
export type Leaf = Exclude<QueryNode, { kind: 'and' | 'or' | 'not' }>;

/** What one leaf of a search asks for, synonyms apart. */
export function compileLeaf(leaf: Leaf): CompiledNode {
  switch (leaf.kind) {
    case 'word':
      return (leaf.prefix ? matchPrefix : matchWord)(leaf.text, scopeColumns(leaf.scope));
    case 'phrase':
      return matchPhrase(leaf.text, leaf.prefix, scopeColumns(leaf.scope));
    case 'near':
      return matchNear(leaf.text, leaf.distance, scopeColumns(leaf.scope));
    case 'author':
      return author(leaf);
    case 'journal':
      return matchPhrase(leaf.name, leaf.prefix, ['journal']);
    case 'mesh':
      return mesh(leaf);
    case 'years':
      return condition({ field: 'year', from: leaf.from, to: leaf.to });
    case 'identifier':
      return condition({ field: leaf.scheme, equals: leaf.value });
    case 'coded':
      return condition({
        field: leaf.facet,
        equals: leaf.facet === 'publicationType' ? termKey(leaf.value) : leaf.value,
      });
  }
}

function condition(wanted: Condition): CompiledNode {
  return { kind: 'condition', condition: wanted };
}

/**
 * "Zhao Y" also finds "Zhao YF", as in PubMed; "Yong Zhao" is also looked for as "Zhao Yong".
 */
function author({ name, prefix, first }: AuthorNode): CompiledNode {
  const { tokens, open, endsInHan } = soughtTokens(name);
  const orders = [tokens];
  const last = tokens.at(-1);
  if (last !== undefined && tokens.length > 1 && !endsInHan) orders.push([last, ...tokens.slice(0, -1)]);
  const sequences = orders.map((order) => ({
    tokens: order,
    open: open || prefix || (order.length > 1 && (order.at(-1) ?? '').length <= 2 && !endsInHan),
  }));
  const found = matchExactly(sequences, ['authors']);
  return first ? matchWritten(sequences, ['first_author'], found) : found;
}

/** A heading by its whole name, or with a star by its beginning; with a qualifier, the two together. */
function mesh({ descriptor, qualifier, prefix, major }: MeshNode): CompiledNode {
  const tokens = [headingToken(descriptor, qualifier)];
  const named = soughtTokens(descriptor);
  return matchWritten(
    [{ tokens, open: prefix }],
    [major ? 'major_heading' : 'heading'],
    matchTokens(named.tokens, named.open || (prefix && qualifier === null), ['mesh']),
  );
}
