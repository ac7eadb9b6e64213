import type {
  CatalogPage,
  CatalogStatus,
  EvidenceItem,
  MechanismCount,
  MethodsAnswer,
  Overview,
  PredictorCount,
  SearchRunDetail,
  TagPage,
} from '../../../src/catalog/answers.ts';
import { emptyQuery } from '../../../src/catalog/catalogQuery.ts';
import type { Protocol } from '../../../src/protocol/protocol.ts';
import { aCard } from './records.ts';

export function aStatus(overrides: Partial<CatalogStatus> = {}): CatalogStatus {
  return {
    records: 147,
    included: 124,
    excluded: 23,
    unscreened: 0,
    withAbstract: 12,
    firstYear: 1984,
    lastYear: 2025,
    lastSearchAt: '2026-03-14T09:12:00.000Z',
    libraryLoadedAt: '2026-03-01T00:00:00.000Z',
    screenedSince: 12,
    ...overrides,
  };
}

export function aMechanismCount(id: string, overrides: Partial<MechanismCount> = {}): MechanismCount {
  return {
    id,
    records: 66,
    supports: 44,
    discusses: 19,
    contradicts: 3,
    years: [
      { year: 1996, count: 2 },
      { year: 2010, count: 7 },
      { year: 2024, count: 5 },
    ],
    ...overrides,
  };
}

export function aPredictorCount(id: string, overrides: Partial<PredictorCount> = {}): PredictorCount {
  return { id, records: 34, favours: 26, against: 1, noAssociation: 5, discusses: 2, ...overrides };
}

export function anOverview(protocol: Protocol, overrides: Partial<Overview> = {}): Overview {
  return {
    status: aStatus(),
    mechanisms: protocol.codebook.mechanisms.map(({ id }) => aMechanismCount(id)),
    predictors: protocol.codebook.predictors.map(({ id }) => aPredictorCount(id)),
    newest: [aCard(), aCard({ recordId: 2, resorption: [], snippet: null })],
    ...overrides,
  };
}

export function aPage(overrides: Partial<CatalogPage> = {}): CatalogPage {
  return {
    query: emptyQuery,
    total: 57,
    cards: [aCard(), aCard({ recordId: 2, retracted: true, excluded: true, sample: null, resorption: [] })],
    also: [],
    facets: [
      {
        name: 'mechanism',
        values: [
          { value: 'neovascularization', count: 34, following: 34, selected: false },
          { value: 'apoptosis-autophagy', count: 0, following: 0, selected: false },
        ],
      },
      {
        name: 'design',
        values: Array.from({ length: 12 }, (_, index) => ({
          value: `design-${index}`,
          count: 12 - index,
          following: 12 - index,
          selected: false,
        })),
      },
      { name: 'language', values: [{ value: 'chi', count: 5, following: 5, selected: false }] },
    ],
    years: [
      { year: 2015, count: 4 },
      { year: 2016, count: 0 },
      { year: 2017, count: 53 },
    ],
    hiddenExcluded: 3,
    next: null,
    reading: null,
    warnings: [],
    relaxed: false,
    rescue: null,
    ...overrides,
  };
}

export function anEvidenceItem(overrides: Partial<EvidenceItem> = {}): EvidenceItem {
  return {
    id: 7,
    recordId: 1,
    title: 'Sample title',
    year: 2016,
    design: 'human-tissue',
    species: 'human',
    sample: { n: 66, unit: 'patients' },
    firstAuthor: 'Arden',
    followUpMonths: 12,
    basis: 'named in the results',
    text: 'Vessels grew where cells had gathered',
    field: 'summary.en',
    language: 'en',
    abstractSource: 'pubmed',
    stance: 'supports',
    state: 'library',
    ...overrides,
  };
}

export function aTagPage(overrides: Partial<TagPage> = {}): TagPage {
  return {
    id: 'neovascularization',
    count: aMechanismCount('neovascularization'),
    byDesign: [{ value: 'human-tissue', total: 9, byStance: { supports: 7, discusses: 2 } }],
    bySpecies: [{ value: 'human', total: 31, byStance: { supports: 20, discusses: 9, contradicts: 2 } }],
    timeline: [
      { year: 1996, design: 'human-tissue', records: 2 },
      { year: 1998, design: null, records: 1 },
      { year: 1998, design: 'animal', records: 3 },
    ],
    network: [
      { from: 'neovascularization', to: 'macrophage-infiltration', records: 34 },
      { from: 'inflammation', to: 'macrophage-infiltration', records: 2 },
    ],
    pairs: [
      { kind: 'mechanism', id: 'macrophage-infiltration', records: 34 },
      { kind: 'predictor', id: 'rim-enhancement', records: 26 },
    ],
    evidence: [
      anEvidenceItem(),
      anEvidenceItem({ id: 8, field: 'summary.zh', language: 'zh', text: '细胞聚集处有血管生长' }),
    ],
    said: [{ by: 'library', at: '2026-03-14T09:12:00.000Z', records: 31 }],
    ...overrides,
  };
}

export function aMethodsAnswer(overrides: Partial<MethodsAnswer> = {}): MethodsAnswer {
  return {
    status: aStatus(),
    runs: [
      {
        runId: 1,
        source: 'file',
        query: null,
        queryTranslation: null,
        fileName: 'sample.xml.gz',
        startedAt: '2026-03-14T09:00:00.000Z',
        finishedAt: null,
        status: 'failed',
        identified: null,
        added: 12,
        updated: 3,
        unchanged: 1400,
        rejected: 1,
        takenBackAt: null,
      },
    ],
    exclusions: [
      { reason: 'wrong-region', records: 9 },
      { reason: 'a reason in words', records: 1 },
    ],
    annotators: [{ kind: 'rules', name: 'cues', version: '1', annotations: 321 }],
    expandedSearch: '((a) AND (b))',
    ...overrides,
  };
}

export function aRun(overrides: Partial<SearchRunDetail> = {}): SearchRunDetail {
  return {
    runId: 1,
    source: 'pubmed',
    query: 'disc AND "resorption"[tiab]',
    since: null,
    queryTranslation: '"disc"[All Fields] AND "resorption"[Title/Abstract]',
    fileName: null,
    fileSha256: null,
    warned: 3,
    difference: 2,
    programVersion: '0.1.0',
    status: 'complete',
    message: null,
    startedAt: '2026-03-14T09:12:00.000Z',
    finishedAt: '2026-03-14T09:14:00.000Z',
    identified: 640,
    added: 301,
    updated: 3,
    joined: 96,
    held: 15,
    unchanged: 200,
    older: 0,
    withdrawn: 1,
    rejected: 1,
    omitted: 1,
    takenBackAt: null,
    stayed: null,
    notes: {
      warnings: ['The phrase “zzz” was not found.', 'Another remark.'],
      slices: [{ low: 1, high: 2000, count: 600, listed: 602 }],
      rejections: [{ position: 12, line: 340, pmid: '99', reason: 'The record ends in the middle.' }],
      omittedPmids: ['123'],
      unaskedPmids: ['456'],
    },
    ...overrides,
  };
}
