import { type Citation, emptyCitation } from '../../src/domain/citation.ts';
import { createDuplicateFinder } from '../../src/ingest/duplicateFinder.ts';
import { createIntake, type IntakeEvent } from '../../src/ingest/intake.ts';
import type { RuleTagger } from '../../src/ingest/ruleTagger.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Store } from '../../src/store/openStore.ts';

/** One source of one publication, as an import meets it. */
export interface Met {
  /** Which publication, from 1. */
  publication: number;
  kind: 'cites' | 'withdraws' | 'breaks';
  /** Changes the text; of PubMed a higher one is newer. */
  edition: number;
  /** The DOI that the source names: the publication's own, or one that several share, as an article and its erratum. */
  doi: 'own' | 'shared' | null;
}

/** One import: all of PubMed, or all of a file. */
export interface Import {
  source: 'pubmed' | 'ris';
  met: readonly Met[];
}

/** Reads one word in abstracts, so that tags depend on what a record's sources say. */
export const wordTagger: RuleTagger = {
  annotator: { kind: 'rules', name: 'words', version: '1' },
  tag: (texts) => ({
    annotations: texts.flatMap(({ field, text }) => {
      const start = text.indexOf('macrophages');
      if (start < 0) return [];
      const evidence = [{ field, start, end: start + 11, text: 'macrophages' }];
      return [
        { kind: 'mechanism' as const, value: field, stance: 'supports' as const, score: 1, basis: null, evidence },
      ];
    }),
    sample:
      texts.flatMap(({ field, text }) => {
        const start = text.indexOf('edition 2');
        return start < 0
          ? []
          : { n: 22, unit: 'patients', evidence: { field, start, end: start + 9, text: 'edition 2' } };
      })[0] ?? null,
    followUp: null,
    resorption: [],
  }),
};

const words = ['resorption', 'sequestration', 'neovascularisation', 'enlargement', 'regression'];

function citationOf(source: Import['source'], { publication, edition, doi }: Met): Citation {
  const word = words[publication % words.length] ?? '';
  return {
    ...emptyCitation(),
    title: `The ${word} of lumbar disc fragments in cohort ${word}${publication}`,
    pmid: source === 'pubmed' ? String(1000 + publication) : null,
    doi: doi && `10.5555/${doi === 'own' ? publication : doi}`,
    version: 1,
    dateRevised: source === 'pubmed' ? { year: 2020 + edition, month: 1, day: 1 } : null,
    languages: ['eng'],
    published: { ...emptyCitation().published, year: 2000 + publication },
    volume: String(publication),
    pages: `${publication}01-${publication}09`,
    authors: [
      {
        ...{
          lastName: `Author${word}`,
          foreName: null,
          initials: 'A',
          suffix: null,
          collectiveName: null,
          orcid: null,
        },
        affiliations: [],
      },
    ] as Citation['authors'],
    abstract:
      edition === 0 ? [] : [{ label: null, nlmCategory: null, text: `In edition ${edition} macrophages ate ${word}.` }],
  };
}

function eventOf(source: Import['source'], met: Met, position: number): IntakeEvent {
  const citation = citationOf(source, met);
  const raw = JSON.stringify(citation);
  const sourceId = citation.pmid ?? raw;
  if (met.kind === 'withdraws') return { kind: 'withdrawn', source, sourceId };
  if (met.kind === 'breaks') return { kind: 'rejected', position, line: null, pmid: null, reason: 'It ends.', raw };
  return { kind: 'citation', source, sourceId, citation, raw };
}

/** How the source of a publication is known. */
export function sourceIdOf(source: Import['source'], met: Met): string {
  const citation = citationOf(source, met);
  return citation.pmid ?? JSON.stringify(citation);
}

/** A clock that moves on by a second whenever it is read. */
export function movingClock(): () => string {
  let seconds = 0;
  return () => new Date(Date.UTC(2026, 0, 1) + 1000 * seconds++).toISOString();
}

/** Imports as the program does, and gives the number of the run. */
export async function importInto(store: Store, { source, met }: Import, clock: () => string): Promise<number> {
  const runId = store.runs.start({ source: 'file', fileName: 'a.file', programVersion: 'test', startedAt: clock() });
  const finder = createDuplicateFinder(store, source === 'pubmed' ? 'withoutPmid' : 'all');
  const intake = createIntake({ store, tagger: wordTagger, clock, finder }, runId);
  for (const [place, each] of met.entries()) {
    await intake.take(eventOf(source, each, place + 1));
    await intake.flush();
  }
  store.runs.finish(runId, 'complete', clock());
  return runId;
}

/** Tables that only grow, and those that say who speaks. */
const histories = [
  'catalog_revision',
  'setting',
  'annotator',
  'taken_back',
  'citation_version',
  'search_run_met',
  'record_event',
];

/**
 * All that stands in the database but history and one run's own rows. What follows from other rows is named by what it
 * says, since it may have been written anew.
 */
export function standingRows(file: string, withoutRun: number): Record<string, string[]> {
  const database = openDatabase(file, { readonly: true });
  const tables = database
    .prepare<[], string>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not glob 'record_fts*'
         and name not glob 'record_exact*'`,
    )
    .pluck()
    .all()
    .filter((name) => !histories.includes(name));
  const said = `(select json_array(record_id, annotator_id, kind, value) from annotation
    where annotation.annotation_id = each.annotation_id)`;
  const rows = Object.fromEntries(
    tables.map((table) => {
      const refers = ['annotation', 'evidence', 'tag'].includes(table) ? `, ${said} as said` : '';
      const found = database.prepare<[], Record<string, unknown>>(`select *${refers} from ${table} as each`).all();
      const kept = ['search_run', 'rejection', 'search_run_pmid'].includes(table)
        ? found.filter((row) => row.search_run_id !== withoutRun)
        : found;
      const named = kept.map(({ annotation_id: _, evidence_id: __, resorption_result_id: ___, ...row }) =>
        JSON.stringify(row, (_key, value) =>
          value?.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value,
        ),
      );
      return [table, named.sort()];
    }),
  );
  database.close();
  return rows;
}

/** All that readers can see of the records, by every way that leads to them. */
export function seenRecords(store: Store) {
  const ids = store.records.allIds();
  return {
    ids,
    records: ids.map((id) => store.records.get(id)),
    events: ids.map((id) => store.records.events(id)),
    columns: store.catalogRows.recordColumns(),
    tags: store.catalogRows.tagColumns(),
    waiting: store.duplicates.waiting(),
    identified: store.prismaRows.found(),
    found: [...words, 'macrophages', 'author', 'cohort'].map((word) => [
      [...store.searchIndex.match(`"${word}"`, 'stems')],
      [...store.searchIndex.match(`"${word}"`, 'exact')],
    ]),
    named: [1, 2, 3, 4].map((number) => [
      store.records.findId(`pmid:${1000 + number}`),
      store.records.findId(`doi:10.5555/${number}`),
    ]),
  };
}
