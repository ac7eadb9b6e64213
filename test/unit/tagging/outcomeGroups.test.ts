import { describe, expect, test } from '@jest/globals';
import { hitsOf } from '../../../src/tagging/claims.ts';
import type { FactorHit } from '../../../src/tagging/comparisons.ts';
import { casesOf, type GroupContext, readOutcomeGroups } from '../../../src/tagging/outcomeGroups.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { readText } from './readText.ts';

const cues = {
  outcome: ['shrinkage'],
  size: ['size', 'large', 'larger discs'],
  small: ['small', 'smaller discs'],
  resorbers: ['resorbers', 'resorbed', 'large resorbers', 'resorbers by size'],
  persisters: ['persisters', 'not resorbed', 'resorbed hardly', 'those persisting'],
  these: ['these'],
  than: ['than', 'against those'],
  greater: ['greater', 'larger'],
  lesser: ['lesser', 'smaller'],
  cases: ['cases'],
  controls: ['controls'],
  p: ['p'],
  'clause-end': ['but', ';'],
};
const rules = {
  outcome: ['outcome'],
  than: 'than',
  outcomeGroups: {
    withOutcome: 'resorbers',
    withoutOutcome: 'persisters',
    again: 'these',
    more: 'greater',
    less: 'lesser',
    caseControl: { designs: ['case-control'], cases: 'cases', controls: 'controls' },
  },
  statistics: { probability: 'p' },
} as unknown as PredictorRules;

type Context = Partial<GroupContext>;

/** What the groups of a text's first sentence say of the factor: direction and reason. */
function saidIn(text: string, { again, cases }: Context = {}): [string, string] | undefined {
  const [sentence] = readText(text, cues);
  if (!sentence) throw new Error('The text has no sentence.');
  const of = (list: string, value: 1 | -1): FactorHit[] =>
    hitsOf(sentence, [list]).map((hit) => ({ hit, value, isValue: true }));
  const hits = [...of('size', 1), ...of('small', -1)];
  const found = readOutcomeGroups(sentence, hits, { rules, again, cases });
  if (found) expect(found.isCompared).toBe(true);
  return found && [found.direction, found.reason];
}

const favours = (words: string) => ['favours', `by outcome: ${words}`];
const against = (words: string) => ['against', `by outcome: ${words}`];
const byFigures = 'figures of the groups';

describe('the group that has more of the factor tells', () => {
  test.each<[string, string[] | undefined]>([
    ['Size was greater in resorbers.', favours('greater')],
    ['Size was lesser in resorbers.', against('lesser')],
    ['Size was greater in persisters.', against('greater')],
    ['Small ones were lesser in resorbers.', favours('lesser')],
    ['Greater size was seen in resorbers.', favours('Greater')],
    ['Size greater in resorbers.', favours('greater')],
    ['Size was greater.', undefined],
    ['Size was seen in resorbers.', undefined],
    // Named by what it is not, or by a name within a name.
    ['Size was greater in those not resorbed.', against('greater')],
    ['Size was greater in those resorbed hardly.', against('greater')],
    // Of two groups the first is spoken of, but never the one behind "than".
    ['Size was greater in resorbers, persisters.', favours('greater')],
    ['Size was greater in persisters, resorbers.', against('greater')],
    ['Size was greater than resorbers.', against('greater')],
    ['Size was greater than in the group of resorbers.', against('greater')],
    ['Size was greater than in all the groups of resorbers.', favours('greater')],
    ['Size was greater than in persisters in resorbers.', favours('greater')],
    ['Than in resorbers was size greater in persisters.', against('greater')],
    ['Size was greater against those persisting.', favours('greater')],
    // A value that is itself a word of comparison is one, unless another stands right beside it.
    ['Larger discs were of resorbers.', favours('Larger')],
    ['Smaller discs were of resorbers.', against('Smaller')],
    ['Larger discs in all were lesser in resorbers.', against('lesser')],
    ['Larger discs in all then were lesser in resorbers.', favours('Larger')],
    // The nearest word of comparison counts, up to fourteen words off, in the same clause.
    ['Greater was the pain and size lesser in resorbers.', against('lesser')],
    ['Size lesser and then the pain greater in resorbers.', against('lesser')],
    ['Lesser in all of our resorbers was the size.', against('Lesser')],
    ['Size in resorbers of one two three four five six seven eight nine ten eleven greater.', favours('greater')],
    ['Size in resorbers of one two three four five six seven eight nine ten eleven too greater.', undefined],
    ['Greater; size in resorbers.', undefined],
    ['Size in resorbers; greater it was.', undefined],
    // The factor in the name of a group is no finding.
    ['Large resorbers were greater.', undefined],
    ['Greater were resorbers by size.', undefined],
    ['Large resorbers were greater, resorbers of size.', favours('greater')],
  ])('%s %j', (text, expected) => {
    expect(saidIn(text)).toEqual(expected);
  });

  test('a pronoun stands for those who were counted before, and only then', () => {
    expect(saidIn('These were of greater size.', { again: 1 })).toEqual(favours('greater'));
    expect(saidIn('These were of greater size.', { again: -1 })).toEqual(against('greater'));
    expect(saidIn('These were of greater size than resorbers.', { again: -1 })).toEqual(against('greater'));
    expect(saidIn('These were of greater size.')).toBeUndefined();
    expect(saidIn('All were of greater size.', { again: 1 })).toBeUndefined();
    expect(saidIn('All were of greater size in persisters.', { again: 1 })).toEqual(against('greater'));
  });

  test('cases and controls are groups by the outcome where it makes them cases', () => {
    expect(saidIn('Size was greater in cases.', { cases: 1 })).toEqual(favours('greater'));
    expect(saidIn('Size was greater in controls.', { cases: 1 })).toEqual(against('greater'));
    expect(saidIn('Size was greater in cases.', { cases: -1 })).toEqual(against('greater'));
    expect(saidIn('Size was greater in controls.', { cases: -1 })).toEqual(favours('greater'));
    expect(saidIn('Size was greater in cases.')).toBeUndefined();
    expect(saidIn('Size was greater in controls.')).toBeUndefined();
  });
});

describe('two figures tell, the first of the group named first', () => {
  test.each<[string, string[] | undefined]>([
    ['Size was 9 in resorbers and 5 in persisters.', favours(byFigures)],
    ['Size was 5 in resorbers and 9 in persisters.', against(byFigures)],
    ['Size was 9 in persisters and 5 in resorbers.', against(byFigures)],
    ['Small ones were 9 in resorbers and 5 in persisters.', against(byFigures)],
    ['9 in resorbers and 5 in persisters was the size.', favours(byFigures)],
    ['Size was 7 in resorbers and 7 in persisters.', undefined],
    ['Size was 9 in resorbers.', undefined],
    ['Size was 9 in resorbers and 5 in persisters, 7 in all.', undefined],
    // Those in a bracket right behind the factor come before all others.
    ['Size (9 vs 5) was of resorbers and persisters, 7 in all.', favours(byFigures)],
    ['In 7 size (5 vs 9) was of resorbers and persisters.', against(byFigures)],
    ['Size of all (9 vs 5) was of resorbers and persisters, 7 in all.', favours(byFigures)],
    ['Size of them all (9 vs 5) was of resorbers and persisters, 7 in all.', undefined],
    ['Size (9) was in resorbers, 5 in persisters.', favours(byFigures)],
    ['Size (9 vs 5 vs 7) was of resorbers and persisters.', undefined],
    // Times, chances, spreads and the width of an interval are no amounts.
    ['Size was 9 in resorbers and 5 in persisters at 6 months.', favours(byFigures)],
    ['Size was 9 ± 3 in resorbers and 5 ± 2 in persisters.', favours(byFigures)],
    ['Size was 9 in resorbers and 5 in persisters (95% CI).', favours(byFigures)],
    ['Size was 9 in resorbers and 5 in persisters, p 0.01.', favours(byFigures)],
    ['Size was 9 in resorbers and 5 in persisters, p was about 0.01.', favours(byFigures)],
    ['Size was 9 in resorbers and 5 in persisters, p in all about 7.', undefined],
    // Counts are shares of their wholes; two shares come before other figures.
    ['Size was in 9 of 30 resorbers and 5 of 10 persisters.', against(byFigures)],
    ['Size was in 9 of 10 resorbers and 20% of persisters.', favours(byFigures)],
    ['In 7 size was 90% in resorbers and 50% in persisters.', favours(byFigures)],
    ['In 7 size was 90% in resorbers and 5 in persisters.', undefined],
  ])('%s %j', (text, expected) => {
    expect(saidIn(text)).toEqual(expected);
  });
});

describe('whether the outcome makes the cases of a study', () => {
  test.each<[string, 1 | -1 | undefined]>([
    ['The resorbers were cases.', 1],
    ['The persisters were cases.', -1],
    ['Persisters (cases) came.', -1],
    ['Persisters/cases came.', -1],
    ['Resorbers, not persisters, were no cases.', -1],
    ['Those with shrinkage were cases.', 1],
    ['Those of shrinkage/cases.', 1],
    ['Those with shrinkage.', undefined],
    // What follows speaks of them, and does not make them cases.
    ['Cases were among the persisters.', undefined],
    ['Cases had shrinkage.', undefined],
    ['Cases came.', undefined],
    ['Cases came. The persisters were cases.', -1],
  ])('%s %s', (text, expected) => {
    expect(casesOf(readText(text, cues), rules)).toBe(expected);
  });
});
