import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { screeningStages, verdicts } from '../../../../src/domain/review.ts';
import { type ScreeningAnswer, screeningRules } from '../../../../src/review/stages/screening.ts';
import { testProtocol } from '../../../support/webApp.ts';

const rules = {
  'title-abstract': screeningRules('title-abstract', testProtocol),
  'full-text': screeningRules('full-text', testProtocol),
};
const say = (verdict: ScreeningAnswer['verdict'], exclusionReason: string | null = null): ScreeningAnswer => ({
  verdict,
  exclusionReason,
  note: '',
});
const [yes, unsure, no] = [say('include'), say('unsure'), say('exclude')];
const [offTopic, offRegion] = [say('exclude', 'wrong-topic'), say('exclude', 'wrong-region')];

/** How Covidence takes two votes: what is a conflict, and what the record goes on with where there is none. */
describe('two votes by title and abstract', () => {
  test.each([
    [yes, yes, [], yes],
    [yes, unsure, [], yes],
    [unsure, unsure, [], yes],
    [yes, no, ['verdict'], null],
    [unsure, no, ['verdict'], null],
    [no, no, [], no],
    [offTopic, offTopic, [], offTopic],
    // Reasons are not asked for yet, so that different ones are no conflict and none stands.
    [offTopic, offRegion, [], no],
    [offTopic, no, [], no],
  ])('%j and %j', (a, b, fields, outcome) => {
    for (const answers of [
      [a, b],
      [b, a],
    ]) {
      expect(rules['title-abstract'].differences(answers)).toEqual(fields);
      if (outcome) expect(rules['title-abstract'].agreed(answers)).toEqual(outcome);
    }
  });
});

describe('two votes by full text', () => {
  test.each([
    [yes, yes, [], yes],
    [offTopic, offTopic, [], offTopic],
    [offTopic, offRegion, ['exclusionReason'], null],
    [yes, unsure, ['verdict'], null],
    [yes, offTopic, ['verdict'], null],
    [unsure, offTopic, ['verdict'], null],
    // Nobody says whether it is in.
    [unsure, unsure, ['verdict'], null],
  ])('%j and %j', (a, b, fields, outcome) => {
    for (const answers of [
      [a, b],
      [b, a],
    ]) {
      expect(rules['full-text'].differences(answers)).toEqual(fields);
      if (outcome) expect(rules['full-text'].agreed(answers)).toEqual(outcome);
    }
  });
});

describe('an answer', () => {
  test.each<[keyof typeof rules, unknown, boolean]>([
    ['title-abstract', no, true],
    ['full-text', no, false],
    ['full-text', offTopic, true],
    ['full-text', say('exclude', 'no-such-reason'), false],
    ['full-text', say('include', 'wrong-topic'), false],
    ['title-abstract', say('unsure', 'wrong-topic'), false],
    ['title-abstract', { ...yes, note: 'x'.repeat(4000) }, true],
    ['title-abstract', { ...yes, note: 'x'.repeat(4001) }, false],
    ['title-abstract', { ...yes, more: 1 }, false],
    ['title-abstract', { ...yes, verdict: null }, false],
    ['title-abstract', null, false],
  ])('%s: %j may be kept: %s', (stage, answer, isKept) => {
    expect(rules[stage].schema.safeParse(answer).success).toBe(isKept);
  });
});

describe.each(screeningStages)('votes of any number at %s', (stage) => {
  const reasons = testProtocol.review.eligibility.exclude.map(({ id }) => id);
  const answer = fc
    .record({ verdict: fc.constantFrom(...verdicts), reason: fc.constantFrom(...reasons) })
    .map(({ verdict, reason }) => say(verdict, verdict === 'exclude' ? reason : null));

  test('differ or agree whatever their order, and agreement is one of their answers', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 2, maxLength: 4 }), (answers) => {
        const { differences, agreed, schema } = rules[stage];
        expect(differences([...answers].reverse())).toEqual(differences(answers));
        if (differences(answers).length > 0) return;
        const outcome = agreed(answers);
        expect(agreed([...answers].reverse())).toEqual(outcome);
        expect(outcome.verdict).not.toBe('unsure');
        if (stage === 'full-text') expect(schema.safeParse(outcome).success).toBe(true);
        expect(answers.some(({ verdict }) => verdict === outcome.verdict || verdict === 'unsure')).toBe(true);
      }),
    );
  });

  test('are settled as one vote is, where the protocol asks for no more', () => {
    expect(rules[stage].agreed([unsure])).toEqual(yes);
    expect(rules[stage].agreed([offTopic])).toEqual(offTopic);
  });
});
