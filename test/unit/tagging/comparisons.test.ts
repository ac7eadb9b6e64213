import { describe, expect, test } from '@jest/globals';
import { claimOf } from '../../../src/tagging/alignment.ts';
import { hitsOf, readClaims } from '../../../src/tagging/claims.ts';
import { type FactorHit, readComparison, readGradient } from '../../../src/tagging/comparisons.ts';
import type { ReadSentence } from '../../../src/tagging/reading.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { cues as commonCues, rules as commonRules } from './predictorWords.ts';
import { readSentence } from './readText.ts';

const cues = {
  ...commonCues,
  outcome: ['shrank', 'shrinkage', 'volume was reduced', 'reduced volume'],
  large: ['large', 'higher discs'],
  'clause-end': ['but', ';', 'rather'],
};
const rules: PredictorRules = commonRules;

function factorsIn(sentence: ReadSentence): FactorHit[] {
  const of = (list: string, value: 1 | -1, isValue: boolean): FactorHit[] =>
    hitsOf(sentence, [list]).map((hit) => ({ hit, value, isValue }));
  return [...of('size', 1, false), ...of('large', 1, true), ...of('small', -1, true)].sort(
    (one, other) => one.hit.from - other.hit.from,
  );
}

type Reader = typeof readComparison;

/** Direction and words of what a reader makes of a sentence. */
function saidBy(reader: Reader, text: string, course: 1 | -1 = 1): string[] | undefined {
  const sentence = readSentence(text, cues);
  const found = reader(sentence, factorsIn(sentence), rules, course);
  if (found) expect(found.isCompared).toBe(true);
  return found && [found.direction, found.reason];
}

describe('what is compared by "than"', () => {
  test.each<[string, string[] | undefined]>([
    ['Shrinkage was more in large than in small discs.', ['favours', '"more ... than"']],
    ['Shrinkage was less in large than in small discs.', ['against', '"less ... than"']],
    ['Shrinkage was more in small than in large discs.', ['against', '"more ... than"']],
    ['Shrinkage was no higher in large than in small discs.', ['no association', '"higher"']],
    ['Shrinkage was more than small ones had.', ['favours', '"more ... than"']],
    ['Shrinkage was more than pain.', undefined],
    ['Shrinkage was seen in large discs.', undefined],
    ['Shrinkage in large than in small discs.', undefined],
    // The factor nearest before it, in the same clause; else the one behind it.
    ['In large discs shrinkage was more with small than with others.', ['against', '"more ... than"']],
    ['Small they were; shrinkage was more in these than in small discs.', ['favours', '"more ... than"']],
    ['Shrinkage was more in these than in others, small discs.', undefined],
    // The comparative nearest before it, in the same breath; else the first behind it; none that names a value.
    ['Pain was less and shrinkage more in large than in small discs.', ['favours', '"more ... than"']],
    ['Pain was more and shrinkage less in large than in small discs.', ['against', '"less ... than"']],
    ['Shrinkage was more, in large than in small discs.', undefined],
    ['Those of large than of small discs shrank more and hurt less.', ['favours', '"more ... than"']],
    ['Those of large than of small discs hurt less and shrank more.', ['against', '"less ... than"']],
    ['Those of large than of small discs, more.', undefined],
    ['Those with higher discs than small shrank.', undefined],
    // What is reduced is the size: there is more of the outcome, where the outcome is said so.
    ['Volume was reduced in large than in small discs.', ['favours', '"reduced ... than"']],
    ['Reduced volume in large than in small discs.', ['favours', '"Reduced ... than"']],
    ['Pain was reduced in large than in small discs.', ['against', '"reduced ... than"']],
    ['Reduced shrinkage in large than in small discs.', ['against', '"Reduced ... than"']],
    ['Shrinkage reduced in large than in small discs.', ['against', '"reduced ... than"']],
    ['With volume was reduced pain, and reduced in large than small.', ['against', '"reduced ... than"']],
    // Fronted, what follows the comma is what is spoken of.
    ['Compared with small discs, large ones shrank.', ['favours', '"shrank ... Compared with"']],
    ['Compared with large discs, small ones shrank.', ['against', '"shrank ... Compared with"']],
    ['Compared with small discs, large ones hurt.', undefined],
    ['Compared with small discs large ones shrank.', undefined],
    ['Compared with small discs, but large ones shrank.', undefined],
    ['And so compared with small discs, large ones shrank.', ['favours', '"shrank ... compared with"']],
    ['And so then compared with small discs, large ones shrank.', undefined],
    ['Compared with small one two three four five six seven, large shrank.', ['favours', '"shrank ... Compared with"']],
    ['Compared with small one two three four five six seven eight, large shrank.', undefined],
  ])('%s %j', (text, expected) => {
    expect(saidBy(readComparison, text)).toEqual(expected);
  });

  test('of what is the reverse of the outcome it is turned', () => {
    expect(saidBy(readComparison, 'Persistence was more in large than in small discs.', -1)?.[0]).toBe('against');
    expect(saidBy(readComparison, 'Persistence was less in large than in small discs.', -1)?.[0]).toBe('favours');
  });
});

describe('values in the order in which the outcome changes', () => {
  test.each<[string, string[] | undefined]>([
    ['Shrinkage rose from small to large discs.', ['favours', '"rose"']],
    ['Shrinkage rose from large to small discs.', ['against', '"rose"']],
    ['Shrinkage fell from large to small discs.', ['favours', '"fell"']],
    ['Shrinkage fell from small to large discs.', ['against', '"fell"']],
    ['By size, shrinkage rose from small to large discs.', ['favours', '"rose"']],
    ['Shrinkage rose from small through large to small discs.', undefined],
    ['Shrinkage rose in large discs.', undefined],
    ['Shrinkage rose with size.', undefined],
    ['Shrinkage in small and large discs.', undefined],
  ])('%s %j', (text, expected) => {
    expect(saidBy(readGradient, text)).toEqual(expected);
  });

  test('of what is the reverse of the outcome it is turned', () => {
    expect(saidBy(readGradient, 'Persistence rose from small to large discs.', -1)?.[0]).toBe('against');
  });
});

describe('the claim that is made of a factor', () => {
  const claimIn = (text: string) => {
    const sentence = readSentence(text, cues);
    const hits = factorsIn(sentence);
    const claims = readClaims(
      sentence,
      rules,
      [],
      hits.map(({ hit }) => hit),
    );
    const aligned = claimOf(sentence, hits, claims, rules);
    return aligned && [aligned.claim.words, aligned.value, aligned.cost];
  };

  test.each<[string, [string, 1 | -1, number] | undefined]>([
    // Behind the subject of the clause, before what follows a preposition; elsewhere it stands six words farther off.
    ['Large discs favoured it.', ['favoured', 1, 1]],
    ['Small discs favoured it.', ['favoured', -1, 1]],
    ['It was favoured with large discs.', ['favoured', 1, 1]],
    ['It was favoured by large discs.', ['favoured', 1, 7]],
    ['It favoured large discs.', ['favoured', 1, 6]],
    ['With large discs it favoured us.', ['favoured', 1, 2]],
    ['Those with large discs it favoured.', ['favoured', 1, 2]],
    ['For years with large discs it favoured us.', ['favoured', 1, 8]],
    ['With these and those large discs it favoured us.', ['favoured', 1, 2]],
    // One that leaves its sign open stands three farther off.
    ['Large discs were related to it.', ['related', 1, 5]],
    ['Large discs were related, favoured.', ['related', 1, 5]],
    ['Large discs were favoured, related.', ['favoured', 1, 2]],
    // Of two that stand equally near the later counts, else the nearer.
    ['Large ones favoured, small ones hindered it.', ['hindered', -1, 1]],
    ['Large ones favoured, small ones, as we saw, hindered it.', ['favoured', 1, 1]],
    // One with an object of its own says nothing of what stands before it.
    ['It came on with large discs favoured with age.', undefined],
    ['Large discs favoured with age.', ['favoured', 1, 1]],
    // Not across the end of a clause, unless something is only set aside there.
    ['Large discs; age favoured it.', undefined],
    ['Favoured it was; large discs.', undefined],
    ['But large discs favoured it; so be it.', ['favoured', 1, 1]],
    ['Large rather than old ones favoured it.', ['favoured', 1, 4]],
    ['But large rather than old ones favoured it; so be it.', ['favoured', 1, 4]],
    ['Large but rather than old ones favoured it.', undefined],
    ['Large rather than old ones; age favoured it.', undefined],
    ['Large ones; age favoured it rather than others.', undefined],
    ['Rather than old ones, large ones; age favoured it.', undefined],
    ['Nothing was said of large discs.', undefined],
    // What shrinks is not what a claim before it is made of.
    ['It favoured shrinkage of the large discs.', undefined],
    ['It favoured some of the large discs.', ['favoured', 1, 9]],
    ['Shrinkage of the large discs favoured it.', ['favoured', 1, 1]],
    // A second claim with an object of its own is not of what stands before the first.
    ['Large discs came and hindered with age.', undefined],
    ['Large discs came then hindered with age.', ['hindered', 1, 3]],
  ])('%s %j', (text, expected) => {
    expect(claimIn(text)).toEqual(expected);
  });
});
