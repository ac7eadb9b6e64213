import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { extractionChoices, settledExtraction } from '../../../../src/review/settlingExtraction.ts';
import {
  definitionIds,
  type ExtractedArm,
  type ExtractionAnswer,
  extractionRules,
  followUpStatistics,
  measures,
  operatedHandling,
  typeIds,
} from '../../../../src/review/stages/extraction.ts';
import { testProtocol } from '../../../support/webApp.ts';

const rules = extractionRules(testProtocol);
const words = fc.constantFrom('Table 1', 'Table 2, p. 514', 'Figure 3');

/** Few values a field, so that two answers often agree in one. */
const arms: fc.Arbitrary<ExtractedArm> = fc
  .record({
    label: words,
    type: fc.constantFrom(...typeIds(testProtocol.synthesis)),
    events: fc.option(fc.integer({ min: 0, max: 3 })),
    total: fc.option(fc.integer({ min: 3, max: 5 })),
    definition: fc.constantFrom(...definitionIds(testProtocol.synthesis)),
    measure: fc.constantFrom(...measures),
    followUpMonths: fc.option(fc.constantFrom(6, 12, 24.5)),
    followUpStatistic: fc.constantFrom(...followUpStatistics),
    operated: fc.constantFrom(...operatedHandling),
    place: words,
  })
  .map((arm) => ({ ...arm }));
const answers: fc.Arbitrary<ExtractionAnswer> = fc
  .record({
    arms: fc.array(arms, { maxLength: 3 }),
    checklist: fc.constantFrom('jbi-prevalence' as const, 'syrcle' as const, null),
    riskOfBias: fc.uniqueArray(
      fc.record({
        item: fc.constantFrom('frame', 'size', 'method'),
        judgement: fc.constantFrom('yes' as const, 'no' as const, 'unclear' as const),
        place: words,
      }),
      { selector: ({ item }) => item, maxLength: 3 },
    ),
    note: words,
  })
  .map((answer) => ({ ...answer }));
/** The second is now and then the first, told in other words. */
const pairs: fc.Arbitrary<[ExtractionAnswer, ExtractionAnswer]> = fc
  .tuple(answers, answers, fc.boolean())
  .map(([one, other, same]) => [one, same ? inOtherWords(one) : other]);

/** The same numbers and judgements: notes, labels, places and the order of the judgements say nothing of them. */
function inOtherWords(answer: ExtractionAnswer): ExtractionAnswer {
  return {
    ...answer,
    arms: answer.arms.map((arm) => ({ ...arm, label: `the ${arm.label}`, place: '' })),
    riskOfBias: answer.riskOfBias.map((judged) => ({ ...judged, place: '' })).reverse(),
    note: '',
  };
}

describe('extractions, whatever they hold', () => {
  test('are read as they are, and read again stay so', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const read = rules.schema.parse(answer);
        expect(read).toEqual(answer);
        expect(rules.schema.parse(read)).toEqual(read);
      }),
    );
  });

  test('agree with themselves in any words, and what they agree on agrees with each', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const other = inOtherWords(answer);
        expect(rules.differences([answer, other])).toEqual([]);
        expect(rules.differences([rules.agreed([answer, other]), other])).toEqual([]);
      }),
    );
  });

  test('differ in the same fields, whoever extracted first', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        expect(rules.differences([one, other])).toEqual(rules.differences([other, one]));
      }),
    );
  });

  test('three agree exactly where each two do', () => {
    fc.assert(
      fc.property(pairs, fc.boolean(), answers, ([one, other], same, third) => {
        const all = [one, other, same ? inOtherWords(one) : third] as const;
        const [a, b, c] = all;
        const each = [rules.differences([a, b]), rules.differences([a, c]), rules.differences([b, c])];
        expect(rules.differences(all).length === 0).toBe(each.every((fields) => fields.length === 0));
      }),
    );
  });

  test('one field changed is one field that differs', () => {
    const changes: [keyof ExtractedArm, unknown][] = [
      ['type', typeIds(testProtocol.synthesis)[1]],
      ['events', 2],
      ['total', 4],
      ['measure', 'grade'],
      ['followUpMonths', 7],
      ['followUpStatistic', 'median'],
      ['operated', 'counted'],
    ];
    fc.assert(
      fc.property(answers, arms, fc.constantFrom(...changes), (answer, arm, [name, value]) => {
        fc.pre(arm[name] !== value);
        const one = { ...answer, arms: [...answer.arms, arm] };
        const other = { ...answer, arms: [...answer.arms, { ...arm, [name]: value }] };
        expect(rules.differences([one, other])).toEqual([`arm:${one.arms.length}:${name}`]);
      }),
    );
  });

  test('an item that is judged twice is refused, since no two could agree on it', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        fc.pre(answer.riskOfBias.length > 0);
        const twice = { ...answer, riskOfBias: [...answer.riskOfBias, ...answer.riskOfBias.slice(0, 1)] };
        expect(rules.schema.safeParse(twice).success).toBe(false);
      }),
    );
  });
});

describe('a conflict of two extractions', () => {
  test('names options for each field, every vote under one of them, and never a single one', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const fields = rules.differences(pair);
        const choices = extractionChoices(pair, fields);
        expect(choices.map(({ field }) => field)).toEqual(fields);
        for (const { field, options } of choices) {
          expect(options.flatMap(({ votes }) => votes).sort()).toEqual([0, 1]);
          // Of groups the numbers are shown, which may be the same where there are none.
          if (field !== 'arms') expect(options).toHaveLength(2);
        }
      }),
    );
  });

  test('settled throughout by one vote is that vote', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(0, 1), (pair, vote) => {
        const fields = rules.differences(pair);
        const chosen = new Map(fields.map((field) => [field, `vote:${vote + 1}`]));
        const settled = settledExtraction(pair, fields, chosen);
        const expected = pair[vote] as ExtractionAnswer;
        expect(settled && rules.differences([settled, expected])).toEqual([]);
      }),
    );
  });

  test('settled field by field holds in each field what was chosen there', () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.constantFrom(0, 1)), (pair, picks) => {
        const fields = rules.differences(pair);
        // Groups of which there are more in one vote all come from one vote.
        fc.pre(!fields.includes('arms'));
        const picked = new Map(fields.map((field) => [field, picks.next().value as number]));
        const chosen = new Map([...picked].map(([field, vote]) => [field, `vote:${vote + 1}`]));
        const settled = settledExtraction(pair, fields, chosen);
        for (const [field, vote] of picked)
          expect(settled && rules.differences([settled, pair[vote] as ExtractionAnswer])).not.toContain(field);
      }),
    );
  });

  test('is not settled while a field is left open', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const fields = rules.differences(pair);
        fc.pre(fields.length > 0);
        const chosen = new Map(fields.slice(1).map((field) => [field, 'vote:1']));
        expect(settledExtraction(pair, fields, chosen)).toBeNull();
      }),
    );
  });
});
