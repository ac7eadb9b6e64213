import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { directions, type EvidenceSpan, stances } from '../../../../src/domain/codebook.ts';
import { settledTagging, taggingChoices } from '../../../../src/review/settling.ts';
import {
  emptyTagging,
  type TaggedTerm,
  type TaggingAnswer,
  taggingRules,
} from '../../../../src/review/stages/tagging.ts';
import { testProtocol } from '../../../support/webApp.ts';

const rules = taggingRules(testProtocol);
const { mechanisms, predictors, designs } = testProtocol.codebook;

const span = fc
  .integer({ min: 0, max: 5 })
  .map((start): EvidenceSpan => ({ field: 'abstract', start, end: start + 4, text: `at ${start}` }));
const terms = <Position extends string>(known: readonly { id: string }[], positions: readonly Position[]) =>
  fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...known.slice(0, 3).map(({ id }) => id)),
      position: fc.constantFrom(...positions),
      evidence: fc.uniqueArray(span, { maxLength: 2, selector: ({ start }) => start }),
    }) as fc.Arbitrary<TaggedTerm<Position>>,
    { maxLength: 3, selector: ({ id }) => id },
  );
const answer: fc.Arbitrary<TaggingAnswer> = fc.record({
  mechanisms: terms(mechanisms, stances),
  predictors: terms(predictors, directions),
  designs: fc.uniqueArray(fc.constantFrom(...designs.slice(0, 3).map(({ id }) => id)), { maxLength: 2 }),
  species: fc.constant([]),
  imaging: fc.constant([]),
  treatments: fc.uniqueArray(fc.constantFrom('rest', 'traction'), { maxLength: 2 }),
  outcomes: fc.constant([]),
  levels: fc.constant([]),
  sampleN: fc.constantFrom(null, 12, 40),
  followUpMonths: fc.constantFrom(null, 6),
  note: fc.constantFrom('', 'a note'),
});
const kept = (raw: TaggingAnswer): TaggingAnswer => rules.schema.parse(raw);
const inOrder = (words: string[]): string[] => words.sort((a, b) => a.localeCompare(b, 'en'));
const says = ({ mechanisms: m, predictors: p, ...rest }: TaggingAnswer) => ({
  ...rest,
  note: '',
  mechanisms: inOrder(m.map(({ id, position }) => `${id} ${position}`)),
  predictors: inOrder(p.map(({ id, position }) => `${id} ${position}`)),
});

describe('tags of two reviewers', () => {
  test('agree exactly where they say the same, whatever they quote for it', () => {
    fc.assert(
      fc.property(answer, answer, (one, other) => {
        const [a, b] = [kept(one), kept(other)];
        const isSame = JSON.stringify(says(a)) === JSON.stringify(says(b));
        expect(rules.differences([a, b]).length === 0).toBe(isSame);
        expect(rules.differences([b, a])).toEqual(rules.differences([a, b]));
        expect(rules.differences([a, a])).toEqual([]);
      }),
    );
  });

  test('that agree keep the sentences of both, each once, and no note', () => {
    fc.assert(
      fc.property(answer, (one) => {
        const a = kept(one);
        const b = { ...a, mechanisms: a.mechanisms.map((term) => ({ ...term, evidence: term.evidence.slice(1) })) };
        const agreed = rules.agreed([b, a]);
        expect(says(agreed)).toEqual(says(a));
        expect(agreed.note).toBe('');
        for (const term of agreed.mechanisms) {
          const quoted = a.mechanisms.find(({ id }) => id === term.id)?.evidence ?? [];
          expect(new Set(term.evidence.map(({ start }) => start))).toEqual(new Set(quoted.map(({ start }) => start)));
          expect(term.evidence).toHaveLength(quoted.length);
        }
      }),
    );
  });

  test('are kept with every list in one order, each id once', () => {
    expect(kept({ ...emptyTagging, treatments: ['traction', ' rest', 'rest '] }).treatments).toEqual([
      'rest',
      'traction',
    ]);
  });

  test.each<[string, Partial<Record<keyof TaggingAnswer, unknown>>]>([
    ['an unknown mechanism', { mechanisms: [{ id: 'magic', position: 'supports', evidence: [] }] }],
    ['a stance that is none', { mechanisms: [{ id: mechanisms[0]?.id, position: '', evidence: [] }] }],
    [
      'a term twice',
      { predictors: ['positive', 'negative'].map((position) => ({ id: predictors[0]?.id, position, evidence: [] })) },
    ],
    ['half a patient', { sampleN: 1.5 }],
    ['a number that is none', { followUpMonths: Number.NaN }],
    [
      'evidence in no field',
      {
        mechanisms: [
          {
            id: mechanisms[0]?.id,
            position: 'supports',
            evidence: [{ field: 'authors', start: 0, end: 2, text: 'ab' }],
          },
        ],
      },
    ],
  ])('%s is refused', (_name, change) => {
    expect(rules.schema.safeParse({ ...emptyTagging, ...change }).success).toBe(false);
  });
});

describe('settling tags field by field', () => {
  const inConflict = fc
    .tuple(answer, answer)
    .map(([one, other]) => [kept(one), kept(other)] as const)
    .filter(([a, b]) => rules.differences([a, b]).length > 0);

  test('whoever takes one reviewer’s side everywhere ends with what that reviewer said', () => {
    fc.assert(
      fc.property(inConflict, fc.constantFrom(0, 1), ([a, b], side) => {
        const fields = rules.differences([a, b]);
        const choices = taggingChoices([a, b], fields);
        const chosen = new Map(
          choices.map(({ field, options }) => [field, options.find(({ votes }) => votes.includes(side))?.value ?? '']),
        );
        const settled = settledTagging([a, b], fields, chosen);
        expect(settled && says(settled)).toEqual(says(side === 0 ? a : b));
        expect(rules.schema.safeParse(settled).success).toBe(true);
      }),
    );
  });

  test('every field has to be chosen, and only what is offered can be', () => {
    fc.assert(
      fc.property(inConflict, ([a, b]) => {
        const fields = rules.differences([a, b]);
        const chosen = new Map(
          taggingChoices([a, b], fields).map(({ field, options }) => [field, options[0]?.value ?? '']),
        );
        expect(settledTagging([a, b], fields, chosen)).not.toBeNull();
        for (const field of fields) {
          expect(settledTagging([a, b], fields, new Map([...chosen].filter(([name]) => name !== field)))).toBeNull();
          expect(settledTagging([a, b], fields, new Map([...chosen, [field, 'position:magic']]))).toBeNull();
        }
      }),
    );
  });
});
