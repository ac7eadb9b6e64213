import { describe, expect, test } from '@jest/globals';
import { hitsOf, isNegated, readClaims } from '../../../src/tagging/claims.ts';
import type { PredictorRules } from '../../../src/tagging/ruleSchema.ts';
import { readSentence } from './readText.ts';

// Words of the test's own, so that only the reading of claims is looked at: what they mean is written beside them.
const cues = {
  favours: ['favoured', 'likely to vanish', 'helped along', 'along', 'aided', 'mixed', 'large wins', 'vanishing'],
  hinders: ['hindered', 'less likely to vanish', 'to', 'mixed', 'torn', 'hindered aided', 'persistence'],
  none: ['unrelated', 'torn', 'moot', 'not vanishing'],
  open: ['moot', 'undecided'],
  related: ['related', 'aided'],
  outcome: ['shrinkage', 'greater shrinkage'],
  remains: ['persistence', 'not shrink'],
  vanished: ['those that vanished', 'vanishing ones'],
  stayed: ['those that did not vanish', 'not vanishing ones'],
  more: ['more', 'greater', 'larger'],
  less: ['less'],
  no: ['never', 'no'],
  chance: ['by chance'],
  p: ['p'],
  factor: ['large', 'larger discs', 'age', 'no age', 'ring that favoured it'],
  'clause-end': ['but', ';'],
};
const rules = {
  directions: [
    { direction: 'discusses', lists: ['open'] },
    { direction: 'no association', lists: ['none'] },
    { direction: 'against', lists: ['hinders'] },
    { direction: 'favours', lists: ['favours', 'related'] },
  ],
  reversed: ['remains'],
  outcomeGroups: { withOutcome: 'vanished', withoutOutcome: 'stayed' },
  related: 'related',
  insignificance: 'chance',
  statistics: { probability: 'p' },
  more: 'more',
  less: 'less',
  negators: 'no',
} as unknown as PredictorRules;

/** Each claim with its direction; of turned and of unsigned ones it is said. */
function claimsIn(text: string): string[] {
  const sentence = readSentence(text, cues);
  return readClaims(sentence, rules, ['outcome'], hitsOf(sentence, ['factor'])).map(
    ({ words, direction, isTurned, isUnsigned }) =>
      `${words}: ${direction}${isTurned ? ', turned' : ''}${isUnsigned ? ', unsigned' : ''}`,
  );
}

describe('claims of a sentence', () => {
  test.each<[string, string[]]>([
    ['Nothing was said.', []],
    // In the order of the text, whichever list they are of.
    ['It hindered, was unrelated, favoured.', ['hindered: against', 'unrelated: no association', 'favoured: favours']],
    // A relation of which no sign is told.
    ['It was related.', ['related: favours, unsigned']],
    [
      'It was related, favoured; related.',
      ['related: favours, unsigned', 'favoured: favours', 'related: favours, unsigned'],
    ],
    ['It related favoured related.', ['related: favours, unsigned', 'favoured: favours', 'related: favours, unsigned']],
    // Of cues that overlap the longer counts, of equally long ones the one that denies, or leaves more open.
    ['It was likely to vanish.', ['likely to vanish: favours']],
    ['It was less likely to vanish.', ['less likely to vanish: against']],
    ['It was mixed.', ['mixed: against']],
    ['It was torn.', ['torn: no association']],
    ['It was moot.', ['moot: discusses']],
    // Those of one direction do not take each other's place; nor do those that only stand side by side.
    ['It helped along.', ['helped along: favours', 'along: favours']],
    ['It was aided.', ['aided: favours, unsigned', 'aided: favours, unsigned']],
    ['It favoured unrelated.', ['favoured: favours', 'unrelated: no association']],
    ['It favoured less likely to vanish.', ['favoured: favours', 'less likely to vanish: against']],
    ['It was less likely to vanish favoured.', ['less likely to vanish: against', 'favoured: favours']],
  ])('%s %j', (text, expected) => {
    expect(claimsIn(text)).toEqual(expected);
  });
});

describe('more or less of the outcome is a claim', () => {
  test.each<[string, string[]]>([
    ['More shrinkage.', ['More: favours']],
    ['Less shrinkage.', ['Less: against']],
    ['Shrinkage was less.', ['less: against']],
    ['Persistence was more.', ['more: against, turned']],
    // What is measured claims nothing of its own, but what stands beside it does.
    ['Persistence was seen.', ['Persistence: against']],
    ['Less persistence.', ['Less: favours, turned']],
    ['More persistence.', ['More: against, turned']],
    ['Less persistence favoured it.', ['Less: favours, turned', 'favoured: favours']],
    ['It favoured persistence less.', ['favoured: favours', 'less: favours, turned']],
    [
      'It hindered us, and less persistence was seen, favoured.',
      ['hindered: against', 'less: favours, turned', 'favoured: favours'],
    ],
    // It must stand beside the outcome, in the same clause, and not within its name.
    ['Less of the early shrinkage.', ['Less: against']],
    ['Less of the very early shrinkage.', []],
    ['Shrinkage in all was less.', ['less: against']],
    ['Shrinkage in all of them was less.', []],
    ['Shrinkage; less pain.', []],
    ['Less; shrinkage.', []],
    ['Greater shrinkage.', ['Greater: favours']],
    ['Less was seen.', []],
    // "Larger discs" is the name of the factor; what only stands beside the factor is not.
    ['Shrinkage of larger discs.', []],
    ['For age, shrinkage of larger discs.', []],
    ['Large less shrinkage.', ['less: against']],
    ['Shrinkage more large.', ['more: favours']],
  ])('%s %j', (text, expected) => {
    expect(claimsIn(text)).toEqual(expected);
  });
});

describe('names claim nothing', () => {
  test.each<[string, string[]]>([
    // The factor's: a cue within it, though not one that it only begins with.
    ['Age and the ring that favoured it.', []],
    ['Large wins.', ['Large wins: favours']],
    // Those of groups, where a sentence names both.
    ['Vanishing ones beside those that did not vanish were seen.', []],
    ['Vanishing ones were seen.', ['Vanishing: favours']],
    ['Not vanishing ones were seen.', ['Not vanishing: no association']],
    ['Not vanishing ones and those that did not vanish were seen.', ['Not vanishing: no association']],
    ['Those that vanished beside not vanishing ones.', []],
    ['Not vanishing ones beside those that vanished, then vanishing ones.', []],
    ['It favoured vanishing ones beside not vanishing ones, hindered.', ['favoured: favours', 'hindered: against']],
  ])('%s %j', (text, expected) => {
    expect(claimsIn(text)).toEqual(expected);
  });
});

describe('a claim is taken back', () => {
  test.each<[string, string[]]>([
    // By a negation up to four words before it.
    ['Never favoured.', ['favoured: no association']],
    ['Never was it so that favoured.', ['favoured: no association']],
    ['Never was it so that he favoured.', ['favoured: favours']],
    ['Never, but favoured.', ['favoured: favours']],
    ['Favoured never.', ['Favoured: favours']],
    ['Never unrelated.', ['unrelated: no association']],
    ['Never undecided.', ['undecided: discusses']],
    // Not by the "no" in the name of the factor, of the outcome's reverse or of those without it.
    ['No age favoured.', ['favoured: favours']],
    ['Large, no age favoured.', ['favoured: favours']],
    ['Large never favoured.', ['favoured: no association']],
    ['Never large favoured.', ['favoured: no association']],
    // By chance, or a p above 0.05, behind it.
    ['It favoured, by chance.', ['favoured: no association']],
    ['It favoured by chance.', ['favoured: no association']],
    ['By chance it favoured.', ['favoured: favours']],
    ['It favoured (p = 0.41).', ['favoured: no association']],
    ['It favoured (p = 0.01).', ['favoured: favours']],
    ['It hindered and favoured, by chance.', ['hindered: against', 'favoured: no association']],
    // The chance is that of the factor named behind the claim in another clause.
    ['It favoured large, by chance.', ['favoured: no association']],
    ['It favoured large, but age by chance.', ['favoured: favours']],
    ['Large favoured; it was so by chance.', ['favoured: no association']],
    ['Large favoured it, but by chance with age.', ['favoured: no association']],
    ['Favoured large; by chance.', ['Favoured: no association']],
    ['It favoured; age by chance.', ['favoured: favours']],
    ['It favoured us, large ones; then age by chance.', ['favoured: favours']],
  ])('%s %j', (text, expected) => {
    expect(claimsIn(text)).toEqual(expected);
  });
});

test('what has no name of its own is denied by a negation of the outcome only where it is no part of it', () => {
  const denies = (text: string) => {
    const sentence = readSentence(text, { ...cues, no: ['not', 'never'] });
    const [cue] = hitsOf(sentence, ['favours']);
    if (!cue) throw new Error('The sentence claims nothing.');
    return isNegated(sentence, cue, rules);
  };
  expect(denies('It was not favoured.')).toBe(true);
  expect(denies('Those did not shrink, favoured.')).toBe(false);
  expect(denies('Those that did not vanish favoured.')).toBe(false);
  expect(denies('It never did not shrink, favoured.')).toBe(false);
});
