import type { CompiledNode, Condition } from '../query/compiled.ts';
import { termKey } from '../query/readTerm.ts';
import type { Store } from '../store/openStore.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { type FacetFamily, positionOf, positionsOf } from './facetIndex.ts';
import { difference, type HitList, intersection, union } from './hitList.ts';

/**
 * The records a compiled search wants, as positions in the snapshot, ascending. FTS5 expressions are looked up whole;
 * conditions are asked of what everything before has left over, and never need a record's text.
 */
export function evaluateQuery(store: Store, snapshot: CatalogSnapshot, where: CompiledNode): HitList {
  const { facets } = snapshot;
  return select(where, null);

  /** @param among the records that are still wanted; null for all. */
  function select(node: CompiledNode, among: HitList | null): HitList {
    switch (node.kind) {
      case 'match': {
        const found = positionsOf(facets, store.searchIndex.match(node.expression, node.index));
        return among === null ? found : intersection(found, among);
      }
      case 'condition':
        return meeting(node.condition, among);
      case 'not': {
        const whole = among ?? facets.everything;
        return difference(whole, select(node.child, whole));
      }
      case 'and':
        return [...node.children]
          .sort((a, b) => cost(a) - cost(b))
          .reduce<HitList | null>((left, child) => select(child, left), among) as HitList;
      case 'or':
        return node.children.map((child) => select(child, among)).reduce(union);
    }
  }

  function meeting(condition: Condition, among: HitList | null): HitList {
    if (isIdentifier(condition)) {
      const position = positionOf(facets, store.records.findId(`${condition.field}:${condition.equals}`) ?? -1);
      const found = Uint32Array.of(...(position < 0 ? [] : [position]));
      return among === null ? found : intersection(found, among);
    }
    const test = conditionTest(condition, snapshot);
    return (among ?? facets.everything).filter(test);
  }
}

/** Which of the parts of an "and" is asked first: what looks up, then what looks at every record that is left. */
function cost(node: CompiledNode): number {
  if (node.kind === 'match') return 0;
  if (node.kind === 'condition') return isIdentifier(node.condition) ? 0 : 1;
  if (node.kind === 'not') return 1 + cost(node.child);
  return Math.max(...node.children.map(cost));
}

type Identifier = Extract<Condition, { field: 'pmid' | 'doi' }>;

function isIdentifier(condition: Condition): condition is Identifier {
  return condition.field === 'pmid' || condition.field === 'doi';
}

function conditionTest(
  condition: Exclude<Condition, Identifier>,
  { facets, publicationTypes }: CatalogSnapshot,
): (position: number) => boolean {
  switch (condition.field) {
    case 'year': {
      const from = Math.max(condition.from ?? 1, 1);
      const to = condition.to ?? Number.POSITIVE_INFINITY;
      return (position) => {
        const year = facets.years[position] as number;
        return year >= from && year <= to;
      };
    }
    case 'publicationType':
      return hasValue(publicationTypes, (type) => termKey(type) === condition.equals);
    default: {
      const family = facets.families.find(({ facet }) => facet === condition.field);
      return family ? hasValue(family, (value) => value === condition.equals) : () => false;
    }
  }
}

/** Whether one of the values that pass a test is said of the record. */
function hasValue(
  { values, starts, valueCodes }: Pick<FacetFamily, 'values' | 'starts' | 'valueCodes'>,
  passes: (value: string) => boolean,
): (position: number) => boolean {
  const wanted = Uint8Array.from(values, (value) => (passes(value) ? 1 : 0));
  return (position) => {
    const last = starts[position + 1] as number;
    for (let at = starts[position] as number; at < last; at++) if (wanted[valueCodes[at] as number] === 1) return true;
    return false;
  };
}
