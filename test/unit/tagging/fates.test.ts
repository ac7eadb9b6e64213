import { describe, expect, test } from '@jest/globals';
import { hitsOf } from '../../../src/tagging/claims.ts';
import type { FactorHit } from '../../../src/tagging/comparisons.ts';
import { readFate } from '../../../src/tagging/fates.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { readRecord, titled } from './readText.ts';

const cues = {
  outcome: ['shrank', 'shrink'],
  stays: ['persisted', 'not shrink'],
  stayers: ['stayers'],
  perhaps: ['perhaps'],
  rarely: ['rarely'],
  no: ['no', 'not', 'never'],
  size: ['size'],
  large: ['large', 'large stayers'],
  small: ['small'],
  'clause-end': ['but', ';'],
};
const rules = {
  outcome: ['outcome'],
  reversed: ['stays'],
  outcomeGroups: { withoutOutcome: 'stayers' },
  conjectures: ['perhaps'],
  scarcely: 'rarely',
  negators: 'no',
} as unknown as PredictorRules;
const sections = (['methods', 'objective', 'results'] as const).map((id) => ({ id, labels: [id], list: `no-${id}` }));

/** What became of the values that the first sentence of a record names: direction, reason and whether it compares. */
function fateIn(text: string, title = ''): unknown[] | undefined {
  const [sentence] = readRecord(titled(title, text), cues, sections).sentences;
  if (!sentence) throw new Error('The record has no sentence.');
  const of = (list: string, value: 1 | -1): FactorHit[] =>
    hitsOf(sentence, [list]).map((hit) => ({ hit, value, isValue: list !== 'size' }));
  const hits = [...of('size', 1), ...of('large', 1), ...of('small', -1)].sort(
    (one, other) => one.hit.from - other.hit.from,
  );
  const found = readFate(sentence, hits, rules);
  return (
    found && [
      found.direction,
      found.reason,
      ...(found.isCompared ? ['compared'] : []),
      ...(found.isNothing ? ['nothing'] : []),
    ]
  );
}

describe('what became of a value', () => {
  test.each<[string, unknown[] | undefined]>([
    // The outcome or its reverse, of more or of less of the factor.
    ['Large discs shrank.', ['favours', 'named with "shrank"']],
    // That a small one went says nothing against it, unless a large one met another fate.
    ['Small discs shrank.', undefined],
    ['Small discs shrank, large ones persisted.', ['against', 'named with "shrank"', 'compared']],
    // Of two values in one breath the same is said.
    ['Large and small discs shrank.', ['discusses', 'both met one fate', 'nothing']],
    ['Small or large discs persisted.', ['discusses', 'both met one fate', 'nothing']],
    ['Large discs persisted.', ['against', 'named with "persisted"']],
    ['Large ones were stayers.', ['against', 'named with "stayers"']],
    ['Small discs persisted.', ['favours', 'named with "persisted"']],
    ['Large discs were seen.', undefined],
    ['Discs shrank.', undefined],
    ['Of any size discs shrank.', undefined],
    // Two values with opposite fates are compared.
    ['Large discs shrank, small ones persisted.', ['favours', 'named with "shrank"', 'compared']],
    ['Small discs persisted, large ones shrank.', ['favours', 'named with "persisted"', 'compared']],
    ['Large discs shrank, and large ones persisted.', ['favours', 'named with "shrank"']],
    // A reverse that holds the name of the outcome, or a denied outcome, is no outcome; nor is one that is scarce.
    ['Large discs did not shrink.', ['against', 'named with "not shrink"']],
    ['Large discs never shrank.', ['against', 'named with "shrank"']],
    ['Large discs rarely shrank.', ['against', 'named with "shrank"']],
    ['Large discs rarely in these years shrank.', ['against', 'named with "shrank"']],
    ['Large discs rarely in all these years shrank.', ['favours', 'named with "shrank"']],
    ['Large discs shrank rarely.', ['against', 'named with "shrank"']],
    // The one that is named nearest counts; one in another clause stands farther off.
    ['Discs persisted as seen, large ones shrank.', ['favours', 'named with "shrank"']],
    ['Large ones persisted as seen, others shrank.', ['against', 'named with "persisted"']],
    ['Discs persisted; large discs in all then shrank.', ['favours', 'named with "shrank"']],
    ['Discs shrank; large discs in all then persisted.', ['against', 'named with "persisted"']],
    ['Large stayers were seen and others shrank.', ['against', 'named with "stayers"']],
  ])('%s %j', (text, expected) => {
    expect(fateIn(text)).toEqual(expected);
  });

  test('is told by no title, aim, method or guess', () => {
    expect(fateIn('Discs.', 'Large discs shrank')).toBeUndefined();
    expect(fateIn('METHODS: Large discs shrank.')).toBeUndefined();
    expect(fateIn('OBJECTIVE: Large discs shrank.')).toBeUndefined();
    expect(fateIn('Perhaps large discs shrank.')).toBeUndefined();
    expect(fateIn('RESULTS: Large discs shrank.')).toEqual(['favours', 'named with "shrank"']);
  });
});
