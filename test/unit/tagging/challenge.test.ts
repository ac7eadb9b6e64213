import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { protocolDir } from '../../../src/paths.ts';
import { createTagger, loadRuleSet, type RuleSet } from '../../../src/tagging/index.ts';
import { challenges, expectedIn, foundIn } from './challenge.ts';

const ruleSet = loadRuleSet(join(protocolDir, 'rules'));
const tagger = createTagger(ruleSet);

describe('challenge set', () => {
  test('has at least 150 sentences', () => {
    expect(challenges.length).toBeGreaterThanOrEqual(150);
  });

  test.each(challenges.map((challenge) => [challenge.phenomenon, challenge.text, challenge] as const))(
    '%s: %s',
    (_phenomenon, _text, challenge) => {
      expect(foundIn(tagger, challenge)).toEqual(expectedIn(challenge));
    },
  );
});

/** The phenomena of the challenge sentences that fail once a rule class is taken out. */
function broken(mutant: RuleSet): string[] {
  const blind = createTagger(mutant);
  const failing = challenges.filter(
    (challenge) => JSON.stringify(foundIn(blind, challenge)) !== JSON.stringify(expectedIn(challenge)),
  );
  return [...new Set(failing.map((challenge) => challenge.phenomenon))].sort();
}

describe('every rule class is needed', () => {
  test.each(ruleSet.modifiers.map((modifier) => [modifier.id, modifier] as const))(
    'without "%s" sentences fail',
    (_id, modifier) => {
      const mutant = { ...ruleSet, modifiers: ruleSet.modifiers.filter((other) => other !== modifier) };
      expect(broken(mutant)).not.toEqual([]);
    },
  );

  test('what fails without each class is what the class is for', () => {
    const lost = Object.fromEntries(
      ruleSet.modifiers.map((modifier) => [
        modifier.id,
        broken({ ...ruleSet, modifiers: ruleSet.modifiers.filter((other) => other !== modifier) }),
      ]),
    );
    expect(lost).toMatchSnapshot();
  });

  test.each([
    ['closing titles', { closedBy: [] }, 'degeneration without herniation'],
    ['disclaimers', { disclaimers: [] }, 'record disclaims the subject'],
    ['anchors', { anchors: [] }, 'anchored sentence'],
  ])('gate: without %s sentences fail', (_name, change, phenomenon) => {
    const { mechanisms } = ruleSet;
    const mutant = { ...ruleSet, mechanisms: { ...mechanisms, gate: { ...mechanisms.gate, ...change } } };
    expect(broken(mutant)).toContain(phenomenon);
  });

  test.each([
    ['denied-after-it', 'elliptic denial'],
    ['denied-before-it', 'elliptic denial'],
    ['the-same-of', 'elliptic repetition'],
    ['ratio-statistic', 'figures in brackets'],
    ['coefficient-statistic', 'figures in brackets'],
    ['p-value', 'chance'],
    ['negator', 'denied comparison'],
    ['ascending', 'gradient'],
    ['necessity', 'necessity'],
    ['it-again', 'pronoun'],
    ['resorbed-group', 'groups by outcome'],
    ['unresorbed-group', 'groups by outcome'],
    ['group-more', 'groups by outcome'],
    ['group-again', 'pronoun for a group'],
    ['case-controls', 'cases and controls by outcome'],
    ['modelled', 'put into a model'],
    ['related', 'relation without a sign'],
    ['persistence', 'reverse of the outcome'],
  ])('without the words of "%s" sentences fail', (list, phenomenon) => {
    const lists = { ...ruleSet.lists, [list]: { ...ruleSet.lists[list], en: [], zh: [] } };
    expect(broken({ ...ruleSet, lists })).toContain(phenomenon);
  });

  test('without the exceptions of lists sentences fail', () => {
    const lists = Object.fromEntries(
      Object.entries(ruleSet.lists).map(([name, { en = [], zh = [] }]) => [name, { en, zh }]),
    );
    expect(broken({ ...ruleSet, lists })).toEqual(
      expect.arrayContaining(['Chinese negation', 'enzyme not given', 'scope of negation']),
    );
  });
});
