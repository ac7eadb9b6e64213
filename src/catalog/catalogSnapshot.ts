import type { Codebook } from '../protocol/protocol.ts';
import type { RecordColumns, TagColumns } from '../store/catalogRows.ts';
import type { Store } from '../store/openStore.ts';
import { buildFacetIndex, buildStatements, type FacetIndex, type FamilySource, type Statement } from './facetIndex.ts';
import { type CountedRecord, countedRecords } from './tagCounts.ts';

/** What the catalog holds in memory of one state of the database. */
export interface CatalogSnapshot {
  facets: FacetIndex;
  records: readonly RecordColumns[];
  /** Asked for by searches, but no facet. */
  publicationTypes: Pick<ReturnType<typeof buildStatements>, 'values' | 'starts' | 'valueCodes'>;
  counted: readonly CountedRecord[];
}

type TagsOf = (record: RecordColumns) => readonly TagColumns[];
const none: readonly TagColumns[] = [];

/** The newest snapshot of the database: read once, and again only after something was committed. */
export function createSnapshots(store: Store, codebook: Codebook): () => CatalogSnapshot {
  let revision = -1;
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
  shareStrings(records);
  const tags = new Map<number, TagColumns[]>();
  for (const tag of store.catalogRows.tagColumns()) {
    const list = tags.get(tag.recordId);
    if (list) list.push(tag);
    else tags.set(tag.recordId, [tag]);
  }
  const tagsOf = (record: RecordColumns) => tags.get(record.recordId) ?? none;
  return {
    records,
    facets: buildFacetIndex(records, families(codebook, tagsOf)),
    publicationTypes: buildStatements(records, (row) => lines(row.publicationTypes)),
    counted: countedRecords(records, tags),
  };
}

/** A journal's name is kept once, not once a record: of a million records that is most of their memory. */
function shareStrings(records: RecordColumns[]): void {
  const known = new Map<string, string>();
  const shared = (text: string): string => {
    const first = known.get(text);
    if (first === undefined) known.set(text, text);
    return first ?? text;
  };
  for (const record of records) {
    record.languages = shared(record.languages);
    record.publicationTypes = shared(record.publicationTypes);
    record.screening = shared(record.screening) as RecordColumns['screening'];
    if (record.journal !== null) record.journal = shared(record.journal);
  }
}

function families(codebook: Codebook, tagsOf: TagsOf): FamilySource<RecordColumns>[] {
  const coded = (kind: TagColumns['kind']) => (row: RecordColumns) =>
    tagsOf(row)
      .filter((tag) => tag.kind === kind)
      .map((tag): Statement => ({ value: tag.value, qualifier: tag.stance ?? '' }));
  const plain = (value: (row: RecordColumns) => string | null) => (row: RecordColumns) => {
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
    { facet: 'treatment', statements: coded('treatment') },
    { facet: 'language', statements: (row) => lines(row.languages) },
    { facet: 'journal', statements: plain((row) => row.journal) },
    { facet: 'tagState', statements: plain((row) => tagState(tagsOf(row), known)) },
    { facet: 'screening', byDefault: ['included', 'unscreened'], statements: plain((row) => row.screening) },
    { facet: 'retracted', statements: plain((row) => (row.retracted ? 'yes' : 'no')) },
  ];
}

function lines(text: string): Statement[] {
  return text === '' ? [] : text.split('\n').map((value) => ({ value }));
}

/** How sure a record's mechanisms and predictors are: the surest of them; "untagged" where it has none. */
function tagState(tags: readonly TagColumns[], known: ReadonlySet<string>): string {
  const states = new Set(tags.filter((tag) => known.has(tag.value)).map((tag) => tag.state));
  return (['confirmed', 'library', 'suggested'] as const).find((state) => states.has(state)) ?? 'untagged';
}
