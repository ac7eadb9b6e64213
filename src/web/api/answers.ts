import type {
  CatalogPage,
  EvidenceStatement,
  Overview,
  RecordFacts,
  SearchRunDetail,
  SearchRunSummary,
} from '../../catalog/answers.ts';
import { toExportObject } from '../../exporting/exportObject.ts';
import type { Site } from '../site.ts';
import { apiPaths, withParameters } from './apiPaths.ts';
import type { ApiAnswer } from './schemas.ts';

/** Answers of the API: facts and addresses, no markup and no words of the interface. */

export function apiRecordDetail({ links }: Site, detail: RecordFacts): ApiAnswer<'Record'> {
  const { card } = detail;
  const sources = detail.sources.map(({ source, sourceId, runId, retrievedAt }) => ({
    source,
    id: sourceId,
    runId,
    retrievedAt,
  }));
  return {
    id: card.recordId,
    key: card.key,
    links: {
      self: `${apiPaths.records}/${card.recordId}`,
      page: links.record(card.recordId),
      evidence: withParameters(apiPaths.evidence, { record: String(card.recordId) }),
    },
    record: toExportObject(detail.citation, sources),
    abstractSource: card.abstractSource,
    summaries: detail.summaries,
    retracted: card.retracted,
    withdrawn: card.withdrawn,
    excluded: card.excluded,
    exclusionReason: detail.exclusionReason,
    sample: card.sample,
    followUp: detail.followUp,
    tags: card.tags,
    resorption: card.resorption,
  };
}

export function apiFacets({ total, query, facets, years }: CatalogPage): ApiAnswer<'Facets'> {
  return { total, query, facets, years };
}

export function apiMechanisms(site: Site, { mechanisms }: Overview): ApiAnswer<'Mechanisms'> {
  return {
    mechanisms: mechanisms.flatMap(({ id, records, years, ...stances }) => {
      const term = site.labels.mechanism(id);
      if (!term) return [];
      const { label, definition, code } = term;
      return [{ id, code, name: label, definition, records, stances, years, links: tagLinks(site, 'mechanism', id) }];
    }),
  };
}

export function apiPredictors(site: Site, { predictors }: Overview): ApiAnswer<'Predictors'> {
  return {
    predictors: predictors.flatMap(({ id, records, noAssociation, ...directions }) => {
      const term = site.labels.predictor(id);
      if (!term) return [];
      return [
        {
          id,
          name: term.label,
          definition: term.definition,
          records,
          directions: { ...directions, 'no association': noAssociation },
          links: tagLinks(site, 'predictor', id),
        },
      ];
    }),
  };
}

function tagLinks({ links }: Site, kind: 'mechanism' | 'predictor', id: string) {
  return {
    page: kind === 'mechanism' ? links.mechanism(id) : links.predictor(id),
    records: withParameters(apiPaths.records, { [kind]: id }),
    evidence: withParameters(apiPaths.evidence, { [kind]: id }),
  };
}

export function apiStatement(
  { links, protocol }: Site,
  statement: EvidenceStatement,
): ApiAnswer<'Evidence'>['evidence'][number] {
  const { id, key, recordId, recordKey, pmid, doi, title, year, sentences, ...tag } = statement;
  return {
    id: `${protocol.review.id}:ev:${key}`,
    ...tag,
    sentences: sentences.map(({ id: _, ...sentence }) => sentence),
    link: `${apiPaths.evidence}/${key}`,
    record: { id: recordId, key: recordKey, pmid, doi, title, year, link: `${apiPaths.records}/${recordId}` },
    page: links.evidenceItem(key),
  };
}

export function apiRunSummary({ runId, status, ...run }: SearchRunSummary): ApiAnswer<'Runs'>['runs'][number] {
  return { id: runId, link: `${apiPaths.runs}/${runId}`, ...run, status: status as 'running' | 'complete' | 'failed' };
}

/** In the one-by-one counts of a run, sources that joined and older versions stand apart from what changed. */
export function apiRun({ runId, notes, ...run }: SearchRunDetail): ApiAnswer<'Run'> {
  return { id: runId, link: `${apiPaths.runs}/${runId}`, ...run, ...notes };
}
