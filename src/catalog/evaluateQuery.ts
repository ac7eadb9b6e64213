import type { Citation } from '../domain/citation.ts';
import type { CompiledNode, Condition } from '../query/compiled.ts';
import { termKey } from '../query/readTerm.ts';
import type { RecordColumns } from '../store/catalogRows.ts';
import type { Store } from '../store/openStore.ts';
import { firstAuthorColumn, type SearchColumns, searchColumns } from '../text/searchColumns.ts';
import type { CatalogSnapshot } from './catalogSnapshot.ts';
import { type FacetIndex, positionOf } from './facetIndex.ts';

/** A set of records: 1 at the positions that belong to it. */
type Mask = Uint8Array;

/**
 * The records a compiled search wants, as positions in the snapshot, ascending.
 *
 * FTS5 expressions are looked up whole; conditions that need a record's text are asked only of records that
 * everything cheaper has left over.
 */
export function evaluateQuery(store: Store, snapshot: CatalogSnapshot, where: CompiledNode): number[] {
  const everything: Mask = new Uint8Array(snapshot.records.length).fill(1);
  return positions(select(where, everything));

  function select(node: CompiledNode, among: Mask): Mask {
    switch (node.kind) {
      case 'match':
        return matching(node.expression, among);
      case 'condition':
        return meeting(node.condition, among);
      case 'not': {
        const unwanted = select(node.child, among);
        return among.map((chosen, position) => (chosen && !unwanted[position] ? 1 : 0));
      }
      case 'and':
        return [...node.children].sort((a, b) => cost(a) - cost(b)).reduce((left, child) => select(child, left), among);
      case 'or':
        return node.children.reduce((found: Mask, child) => {
          const more = select(child, among);
          return found.map((chosen, position) => (chosen || more[position] ? 1 : 0));
        }, new Uint8Array(among.length));
    }
  }

  function matching(expression: string, among: Mask): Mask {
    const found: Mask = new Uint8Array(among.length);
    for (const recordId of store.searchIndex.match(expression)) {
      const position = positionOf(snapshot.facets, recordId);
      if (position >= 0 && among[position]) found[position] = 1;
    }
    return found;
  }

  function meeting(condition: Condition, among: Mask): Mask {
    const test = conditionTest(condition, store, snapshot);
    return among.map((chosen, position) => (chosen && test(position) ? 1 : 0));
  }
}

function positions(mask: Mask): number[] {
  const list: number[] = [];
  for (let position = 0; position < mask.length; position++) if (mask[position]) list.push(position);
  return list;
}

/** What a node costs to ask of a record: an index look-up, a column, or the whole citation. */
function cost(node: CompiledNode): number {
  if (node.kind === 'match') return 0;
  if (node.kind === 'condition') return citationFields.has(node.condition.field) ? 3 : 1;
  if (node.kind === 'not') return 1 + cost(node.child);
  return Math.max(...node.children.map(cost));
}

const citationFields = new Set<Condition['field']>(['indexedText', 'firstAuthor', 'mesh']);

function conditionTest(condition: Condition, store: Store, snapshot: CatalogSnapshot): (position: number) => boolean {
  const { facets, records } = snapshot;
  const row = (position: number) => records[position] as RecordColumns;
  switch (condition.field) {
    case 'year':
      return (position) => {
        const year = facets.years[position] as number;
        return year > 0 && year >= (condition.from ?? 0) && year <= (condition.to ?? Number.POSITIVE_INFINITY);
      };
    case 'pmid':
    case 'doi': {
      const recordId = store.records.findId(`${condition.field}:${condition.equals}`);
      return (position) => row(position).recordId === recordId;
    }
    case 'language':
      return (position) => row(position).languages.split('\n').includes(condition.equals);
    case 'publicationType':
      return (position) =>
        row(position)
          .publicationTypes.split('\n')
          .some((type) => termKey(type) === condition.equals);
    case 'mechanism':
    case 'predictor':
    case 'design':
      return hasTag(facets, condition.field, condition.equals);
    default: {
      const read = (position: number) => store.records.get(row(position).recordId);
      return (position) => {
        const record = read(position);
        return (
          record !== null &&
          citationMeets(condition, record.citation, () => searchColumns(record.citation, record.summaries))
        );
      };
    }
  }
}

function hasTag(
  facets: FacetIndex,
  facet: 'mechanism' | 'predictor' | 'design',
  value: string,
): (position: number) => boolean {
  const family = facets.families.find((candidate) => candidate.facet === facet);
  const code = family?.values.indexOf(value) ?? -1;
  if (!family || code < 0) return () => false;
  return (position) => family.valueCodes.subarray(family.starts[position], family.starts[position + 1]).includes(code);
}

type CitationCondition = Extract<Condition, { field: 'indexedText' | 'firstAuthor' | 'mesh' }>;

function citationMeets(condition: CitationCondition, citation: Citation, columns: () => SearchColumns): boolean {
  if (condition.field === 'mesh') {
    return citation.mesh.some((heading) => {
      const key = termKey(heading.descriptor);
      if (condition.prefix ? !key.startsWith(condition.descriptor) : key !== condition.descriptor) return false;
      const qualifier = heading.qualifiers.find(({ name }) => termKey(name) === condition.qualifier);
      if (condition.qualifier !== null && !qualifier) return false;
      return (
        !condition.major ||
        (qualifier ?? heading).majorTopic ||
        (condition.qualifier === null && hasMajorQualifier(heading))
      );
    });
  }
  const texts =
    condition.field === 'firstAuthor'
      ? [firstAuthorColumn(citation)]
      : Object.entries(columns()).flatMap(([name, text]) =>
          condition.columns.some((wanted) => wanted === name) ? [text] : [],
        );
  return texts.some((text) => {
    const padded = ` ${text.replaceAll('\n', ' ')} `;
    return condition.contains.some((words) => padded.includes(words));
  });
}

/** PubMed counts a heading as major when any of its qualifiers is. */
function hasMajorQualifier(heading: Citation['mesh'][number]): boolean {
  return heading.qualifiers.some((qualifier) => qualifier.majorTopic);
}
