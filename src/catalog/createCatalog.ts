import { expandedSearch, type Protocol } from '../protocol/protocol.ts';
import type { SynonymTable } from '../query/synonyms.ts';
import type { Store } from '../store/openStore.ts';
import type { Catalog, Language, RecordCard } from './answers.ts';
import { arrivals } from './arrivals.ts';
import { type CatalogQuery, catalogQueryString } from './catalogQuery.ts';
import { createSnapshots } from './catalogSnapshot.ts';
import { allEvidence, createStatementLookup, evidenceList } from './evidenceList.ts';
import { exportRecords } from './exportRecords.ts';
import { evidenceMap } from './map/evidenceMap.ts';
import { recordCard } from './recordCards.ts';
import { recordDetail, recordFacts } from './recordDetail.ts';
import { createReferenceLookup } from './references.ts';
import { rememberAnswers } from './rememberAnswers.ts';
import { rescues } from './rescues.ts';
import { runDetail, runSummary } from './runs.ts';
import { countRecords, searchCatalog, searchedIds } from './searchCatalog.ts';
import { createSpelling } from './spelling.ts';
import { catalogStatus, createStatus } from './status.ts';
import { createSynthesis } from './synthesis/createSynthesis.ts';
import { createFindings } from './synthesis/findings.ts';
import { mechanismCounts, predictorCounts } from './tagCounts.ts';
import { tagPage } from './tagPage.ts';

const newestRecords = 5;
/** A page of a search is about 100 KB; most readers look at few different ones. */
const mostRemembered = 200;

/** The catalog over a store: answers readers' questions, writes nothing. */
export function createCatalog({
  store,
  protocol,
  synonyms,
}: {
  store: Store;
  protocol: Protocol;
  synonyms: SynonymTable;
}): Catalog {
  const { codebook, review } = protocol;
  const snapshot = createSnapshots(store, codebook);
  const synthesis = createSynthesis(store, protocol, snapshot);
  const ids = (terms: readonly { id: string }[]) => terms.map((term) => term.id);
  const facetOrder = {
    mechanism: ids(codebook.mechanisms),
    predictor: ids(codebook.predictors),
    design: ids(codebook.designs),
    species: ids(codebook.species),
    stance: ['supports', 'discusses', 'contradicts'],
    direction: ['favours', 'against', 'no association', 'discusses'],
    tagState: ['confirmed', 'library', 'suggested', 'untagged'],
    screening: ['included', 'unscreened', 'excluded'],
  };
  const mapColumnOrder = { design: facetOrder.design, species: facetOrder.species, years: [], language: [] };
  const codes = { mechanism: codebook.mechanisms, predictor: codebook.predictors, design: codebook.designs };
  const searchContext = () => ({ store, snapshot: snapshot(), synonyms, codes, facetOrder });
  const referencesOf = createReferenceLookup(store);
  const countOf = (query: CatalogQuery) => countRecords(searchContext(), query);
  const spelling = createSpelling(store, codes, countOf);
  const status = createStatus(
    () => store.revision(),
    () => catalogStatus(snapshot().records, store.runs.list(), (instant) => store.screening.countSince(instant)),
  );

  const remembering = { most: mostRemembered, revision: () => store.revision() };
  const tag = rememberAnswers(
    (kind: 'mechanism' | 'predictor', value: string, language: Language) =>
      tagPage({ store, codebook }, snapshot(), { kind, value }, language),
    { ...remembering, keyOf: (...question) => question.join(' ') },
  );

  function newest(language: Language): RecordCard[] {
    const rows = snapshot().records.filter((row) => row.screening !== 'excluded');
    const byYear = [...rows].sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || b.recordId - a.recordId);
    return byYear.slice(0, newestRecords).flatMap(({ recordId }) => {
      const record = store.records.get(recordId);
      return record ? [recordCard(store, record, { language, terms: null, preferred: new Set() })] : [];
    });
  }

  return {
    status,
    revision: () => store.revision(),
    overview: (language) => ({
      status: status(),
      mechanisms: mechanismCounts(facetOrder.mechanism, snapshot().counted),
      predictors: predictorCounts(facetOrder.predictor, snapshot().counted),
      newest: newest(language),
    }),
    search: rememberAnswers(
      (query: CatalogQuery, language: Language) => searchCatalog(searchContext(), query, language),
      {
        ...remembering,
        keyOf: (query, language) => `${language} ${catalogQueryString(query)}`,
      },
    ),
    exportIds: (query) => searchedIds(searchContext(), query),
    exportRecords: (ids) => exportRecords(store, ids),
    spelling,
    rescues: (query) => rescues(query, countOf),
    *facts(ids, language) {
      for (const recordId of ids) {
        const facts = recordFacts(store, recordId, language);
        if (facts) yield facts;
      }
    },
    recordId: (idOrKey) => store.records.findId(idOrKey),
    record: (idOrKey, language) => recordDetail(store, snapshot(), referencesOf, idOrKey, language),
    mechanism: (id, language) => tag('mechanism', id, language),
    predictor: (id, language) => tag('predictor', id, language),
    map: (settings) =>
      evidenceMap(snapshot().facets, settings, facetOrder[settings.rows], mapColumnOrder[settings.columns]),
    synthesis,
    findings: createFindings(store, protocol.synthesis, synthesis),
    evidence: (query) => evidenceList(store, query),
    statement: createStatementLookup(store),
    allEvidence: () => allEvidence(store),
    writePublicCopy: (file) => store.copyPublic(file),
    arrivals: (query, language, count) => arrivals(store, searchedIds(searchContext(), query), language, count),
    runs: () => store.runs.list().map(runSummary),
    run: (runId) => runDetail(store, runId),
    methods: () => ({
      status: status(),
      runs: store.runs.list().map(runSummary),
      exclusions: store.catalogRows
        .exclusions()
        .map(({ reason, note, records }) => ({ reason: reason ?? note ?? '', records })),
      annotators: store.catalogRows.annotators(),
      expandedSearch: expandedSearch(review.search.pubmed),
    }),
  };
}
