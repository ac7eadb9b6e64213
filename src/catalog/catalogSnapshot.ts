import type { Codebook } from '../protocol/protocol.ts';
import type { RecordColumns, TagColumns } from '../store/catalogRows.ts';
import type { Store } from '../store/openStore.ts';
import { buildFacetIndex, type FacetIndex, type FamilySource, type Statement } from './facetIndex.ts';
import { type CountedRecord, countedRecords } from './tagCounts.ts';

/** What the catalog holds in memory of one state of the database. */
export interface CatalogSnapshot {
  facets: FacetIndex;
  records: readonly RecordColumns[];
  counted: readonly CountedRecord[];
}

interface SourceRow extends RecordColumns {
  tags: readonly TagColumns[];
}

/** The newest snapshot of the database: read once, and again only after something was committed. */
export function createSnapshots(store: Store, codebook: Codebook): () => CatalogSnapshot {
  let revision = '';
  let snapshot: CatalogSnapshot | null = null;
  return () => {
    const now = store.revision();
    if (snapshot === null || now !== revision) {
      snapshot = readSnapshot(store, codebook);
      revision = now;
    }
    return snapshot;
  };
}

function readSnapshot(store: Store, codebook: Codebook): CatalogSnapshot {
  const records = store.catalogRows.recordColumns();
  const tags = new Map<number, TagColumns[]>();
  for (const tag of store.catalogRows.tagColumns()) {
    const list = tags.get(tag.recordId);
    if (list) list.push(tag);
    else tags.set(tag.recordId, [tag]);
  }
  const rows = records.map((record): SourceRow => ({ ...record, tags: tags.get(record.recordId) ?? [] }));
  return {
    records,
    facets: buildFacetIndex(rows, families(codebook)),
    counted: countedRecords(records, tags),
  };
}

function families(codebook: Codebook): FamilySource<SourceRow>[] {
  const coded = (kind: TagColumns['kind']) => (row: SourceRow) =>
    row.tags
      .filter((tag) => tag.kind === kind)
      .map((tag): Statement => ({ value: tag.value, qualifier: tag.stance ?? '' }));
  const plain = (value: (row: SourceRow) => string | null) => (row: SourceRow) => {
    const found = value(row);
    return found === null ? [] : [{ value: found }];
  };
  const known = new Set([...codebook.mechanisms, ...codebook.predictors].map((term) => term.id));
  return [
    { facet: 'mechanism', qualifierFacet: 'stance', statements: coded('mechanism') },
    { facet: 'predictor', qualifierFacet: 'direction', statements: coded('predictor') },
    { facet: 'design', statements: coded('design') },
    { facet: 'species', statements: coded('species') },
    { facet: 'imaging', statements: coded('imaging') },
    { facet: 'level', statements: coded('level') },
    { facet: 'language', statements: (row) => lines(row.languages).map((value) => ({ value })) },
    { facet: 'journal', statements: plain((row) => row.journal) },
    { facet: 'tagState', statements: plain((row) => tagState(row, known)) },
    { facet: 'screening', byDefault: ['included', 'unscreened'], statements: plain((row) => row.screening) },
    { facet: 'retracted', statements: plain((row) => (row.retracted ? 'yes' : 'no')) },
  ];
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

/** How sure a record's mechanisms and predictors are: the surest of them; "untagged" where it has none. */
function tagState(row: SourceRow, known: ReadonlySet<string>): string {
  const states = new Set(row.tags.filter((tag) => known.has(tag.value)).map((tag) => tag.state));
  return (['confirmed', 'library', 'suggested'] as const).find((state) => states.has(state)) ?? 'untagged';
}
