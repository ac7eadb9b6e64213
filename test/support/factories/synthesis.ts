import type { SynthesisResult } from '../../../src/catalog/synthesis/readResults.ts';
import type { PredictorVotes } from '../../../src/catalog/synthesis/votes.ts';
import { voteCount } from '../../../src/synthesis/voteCount.ts';

/** A result that can be pooled: 10 of 20, any decrease, one whole series. */
export function aResult(overrides: Partial<SynthesisResult> = {}): SynthesisResult {
  return {
    resultId: 1,
    recordId: 1,
    recordKey: 'pmid:1000001',
    label: 'Sample 2001',
    title: 'Sample title: cells and vessels at the margin',
    year: 2001,
    group: 'all',
    events: 10,
    total: 20,
    percent: 50,
    scope: 'whole',
    type: null,
    definition: 'any',
    definitionInherited: false,
    definitionWords: 'any decrease in size',
    followUp: 'to-12',
    followUpMonths: 12,
    followUpNote: null,
    designs: ['prospective-cohort'],
    use: 'candidate',
    countBasis: 'stated',
    note: '10 of 20',
    selected: false,
    operated: false,
    markReasons: {},
    isOutside: false,
    isSecondary: false,
    sentence: { text: 'It shrank in 10 of 20.', field: 'summary.en', language: 'en' },
    ...overrides,
  };
}

/** A result of another record. */
export function anotherResult(recordId: number, overrides: Partial<SynthesisResult> = {}): SynthesisResult {
  const year = 2001 + recordId;
  return aResult({
    resultId: recordId,
    recordId,
    recordKey: `key:${recordId}`,
    label: `Sample ${year}`,
    year,
    ...overrides,
  });
}

/** Four studies that can be pooled, one with doubtful counts, and one of another definition. */
export function someResults(): SynthesisResult[] {
  return [
    aResult(),
    anotherResult(2, { events: 30, total: 40, selected: true, sentence: null }),
    anotherResult(3, { events: 4, total: 25, operated: true, followUp: null, followUpMonths: null, note: null }),
    anotherResult(4, { events: 12, total: 12, scope: 'type', type: 'sequestration', group: 'sequestration' }),
    anotherResult(5, { use: 'check', events: 3, total: 30 }),
    anotherResult(6, { definition: 'complete', events: 2, total: 20 }),
  ];
}

/** Directions of one predictor that many studies speak of, and of one that none does. */
export const someVotes: PredictorVotes[] = [
  { predictor: 'herniation-type', ...voteCount(['favours', 'favours', 'favours', 'against']) },
  { predictor: 'age', ...voteCount([]) },
];

/** Two groups of one study that a contrast of the protocol compares. */
export function comparedResults(): SynthesisResult[] {
  return [
    aResult({ group: 'herniation', scope: 'other', events: 15, total: 20 }),
    aResult({ group: 'bulge', scope: 'type', type: 'bulge', events: 2, total: 10 }),
  ];
}

/** What a review has pooled, one of those that the protocol shows beside ours. */
export function publishedResult(): SynthesisResult {
  const counts = { events: null, total: null, percent: 70.4, definition: null };
  return aResult({ ...counts, recordId: 9, recordKey: 'pmid:37559207', label: 'Review 2023', isSecondary: true });
}
