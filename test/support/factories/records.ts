import type { RecordCard, RecordDetail, ResorptionResult } from '../../../src/catalog/answers.ts';
import { type Author, type Citation, emptyCitation } from '../../../src/domain/citation.ts';
import { recordTexts, type Summary } from '../../../src/domain/recordText.ts';
import { anEvidence, aTag } from './tags.ts';

export function anAuthor(lastName: string, initials: string): Author {
  return {
    lastName,
    initials,
    foreName: null,
    suffix: null,
    collectiveName: null,
    orcid: null,
    affiliations: [],
  };
}

export function aResult(overrides: Partial<ResorptionResult> = {}): ResorptionResult {
  return {
    group: 'all',
    events: 44,
    total: 66,
    percent: null,
    definition: 'volume loss of half or more at 12 months',
    countBasis: 'stated',
    note: null,
    use: 'candidate',
    interval: { low: 54.7, high: 76.8 },
    ...overrides,
  };
}

export const sampleTitle = 'Sample title: cells and vessels at the margin';
export const sampleAbstract = {
  methods: 'Sixty-six people were imaged at entry and at 12 months.',
  results:
    'Cells lined the margin of most specimens. Vessel density rose with cell count (ρ = 0.61). A rim at entry went with earlier loss.',
};
export const sampleSummary = {
  en: 'A prospective sample study. Vessels grew where cells had gathered, and size at entry made no difference.',
  zh: '前瞻性示例研究。细胞聚集处有血管生长，初始大小没有影响。',
};

export function aCitation(overrides: Partial<Citation> = {}): Citation {
  return {
    ...emptyCitation(),
    pmid: '1000001',
    doi: '10.1000/sample.1',
    pmc: 'PMC1000001',
    title: sampleTitle,
    abstract: [
      { label: 'METHODS', nlmCategory: 'METHODS', text: sampleAbstract.methods },
      {
        label: 'RESULTS',
        nlmCategory: 'RESULTS',
        text: sampleAbstract.results,
        html: sampleAbstract.results.replace('count', '<i>count</i>'),
      },
    ],
    authors: [anAuthor('Author', 'A'), anAuthor('Author', 'B'), anAuthor('Author', 'C'), anAuthor('Author', 'D')],
    languages: ['eng'],
    publicationTypes: ['Journal Article'],
    keywords: ['margin', 'vessels'],
    published: { year: 2016, month: 3, day: null, season: null, medlineDate: null },
    ...overrides,
  };
}

/** A card that carries one tag of each visible kind, with evidence in the sample texts. */
export function aCard(overrides: Partial<RecordCard> = {}): RecordCard {
  const { results } = sampleAbstract;
  const abstract = `METHODS: ${sampleAbstract.methods}\nRESULTS: ${results}`;
  return {
    recordId: 1,
    key: 'pmid:1000001',
    pmid: '1000001',
    doi: '10.1000/sample.1',
    title: [{ text: sampleTitle, hit: false }],
    titleHtml: null,
    vernacularTitle: null,
    authors: aCitation().authors,
    authorsComplete: true,
    journal: 'Sample Journal',
    year: 2016,
    volume: '41',
    issue: '7',
    pages: '512-521',
    snippet: {
      pieces: [
        { text: 'Cells lined the ', hit: false },
        { text: 'margin', hit: true },
        { text: ' of most specimens.', hit: false },
      ],
      field: 'abstract',
      language: 'en',
    },
    languages: ['eng'],
    retracted: false,
    withdrawn: false,
    excluded: false,
    hasAbstract: true,
    abstractSource: 'pubmed',
    tags: [
      aTag({
        value: 'macrophage-infiltration',
        evidence: [anEvidence('abstract', abstract, 'Cells lined the margin of most specimens.')],
      }),
      aTag({
        value: 'neovascularization',
        evidence: [
          anEvidence('abstract', abstract, 'Vessel density rose with cell count (ρ = 0.61).'),
          anEvidence('summary.en', sampleSummary.en, 'Vessels grew where cells had gathered'),
          anEvidence('summary.zh', sampleSummary.zh, '细胞聚集处有血管生长'),
        ],
      }),
      aTag({
        value: 'inflammation',
        stance: 'discusses',
        state: 'suggested',
        annotator: { kind: 'rules', name: 'cues', version: '1' },
        evidence: [anEvidence('summary.en', sampleSummary.en, 'Vessels grew where cells had gathered')],
      }),
      aTag({
        kind: 'predictor',
        value: 'rim-enhancement',
        stance: 'favours',
        basis: 'earlier loss with a rim',
        evidence: [anEvidence('abstract', abstract, 'A rim at entry went with earlier loss.')],
      }),
      aTag({
        kind: 'predictor',
        value: 'herniation-size',
        stance: 'no association',
        evidence: [anEvidence('summary.en', sampleSummary.en, 'size at entry made no difference')],
      }),
      aTag({ kind: 'design', value: 'prospective-cohort', stance: null }),
      aTag({ kind: 'species', value: 'human', stance: null }),
      aTag({ kind: 'imaging', value: 'contrast-mri', stance: null }),
      aTag({ kind: 'outcome', value: 'volume', stance: null }),
    ],
    sample: { n: 66, unit: 'patients' },
    resorption: [aResult()],
    ...overrides,
  };
}

export interface DetailOverrides {
  card?: Partial<RecordCard>;
  citation?: Partial<Citation>;
  summaries?: Summary[];
  detail?: Partial<RecordDetail>;
}

export function aDetail({ card, citation, summaries, detail }: DetailOverrides = {}): RecordDetail {
  const known = aCitation(citation);
  const written = summaries ?? [
    { language: 'en', text: sampleSummary.en },
    { language: 'zh', text: sampleSummary.zh },
  ];
  return {
    card: aCard(card),
    citation: known,
    texts: recordTexts(known, written),
    abstract: known.abstract,
    summaries: written,
    followUp: { months: 12, note: null },
    exclusionReason: null,
    sources: [
      { source: 'pubmed', sourceId: '1000001', runId: 2, retrievedAt: '2026-03-14T09:12:00.000Z', withdrawnAt: null },
    ],
    events: [{ at: '2026-03-14T09:12:00.000Z', what: 'joined', detail: 'library' }],
    related: [{ recordId: 2, title: 'Another sample', year: 2019, shared: 3 }],
    cites: [{ recordId: 3, title: 'An older sample', year: 1996 }],
    citedBy: [{ recordId: 4, title: 'A younger sample', year: null }],
    references: 31,
    said: [{ by: 'library', at: '2026-03-14T09:12:00.000Z', records: 1 }],
    decision: { at: '2026-03-16T10:40:00.000Z', verdict: 'include', stage: 'title-abstract' },
    ...detail,
  };
}
