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

describe('what an extraction may hold', () => {
  const { synthesis } = testProtocol;
  const arm: ExtractedArm = {
    label: 'All discs',
    type: typeIds(synthesis)[1] ?? '',
    events: 3,
    total: 5,
    definition: definitionIds(synthesis)[0] ?? '',
    measure: 'volume',
    followUpMonths: 12,
    followUpStatistic: 'mean',
    operated: 'counted',
    place: 'Table 1',
  };
  const judged = { item: 'frame', judgement: 'unclear' as const, place: '' };
  const full: ExtractionAnswer = { arms: [arm], checklist: 'syrcle', riskOfBias: [judged], note: '' };
  const withArm = (change: object) => ({ ...full, arms: [{ ...arm, ...change }] });
  const withJudgement = (change: object) => ({ ...full, riskOfBias: [{ ...judged, ...change }] });
  const judgements = (many: number) => Array.from({ length: many }, (_, at) => ({ ...judged, item: `item ${at}` }));

  test.each<[string, object]>([
    ['no group at all', { ...full, arms: [] }],
    ['no checklist', { ...full, checklist: null, riskOfBias: [] }],
    ['the other checklist', { ...full, checklist: 'jbi-prevalence' }],
    ['a whole series', withArm({ type: 'all' })],
    ['another definition', withArm({ definition: 'other' })],
    ['no numbers', withArm({ events: null, total: null, followUpMonths: null })],
    ['events without a total', withArm({ total: null })],
    ['a total without events', withArm({ events: null })],
    ['all of them', withArm({ events: 5 })],
    ['none of them', withArm({ events: 0 })],
    ['a follow-up of no time', withArm({ followUpMonths: 0 })],
    ['a follow-up of a hundred years', withArm({ followUpMonths: 1200 })],
    ['forty groups', { ...full, arms: Array.from({ length: 40 }, () => arm) }],
    ['twenty judgements', { ...full, riskOfBias: judgements(20) }],
    ...(['yes', 'no', 'not-applicable'] as const).map((judgement): [string, object] => [
      `the judgement ${judgement}`,
      withJudgement({ judgement }),
    ]),
  ])('%s is taken', (_name, answer) => {
    expect(extractionRules(testProtocol).schema.parse(answer)).toEqual(answer);
  });

  test.each<[string, object, string]>([
    ['more events than the total', withArm({ events: 6 }), 'arms.0.events: are more than the total'],
    ['a type of its own', withArm({ type: 'mine' }), 'arms.0.type: is not in the protocol'],
    ['a definition of its own', withArm({ definition: 'mine' }), 'arms.0.definition: is not in the protocol'],
    ['an item judged twice', { ...full, riskOfBias: [judged, judged] }, 'riskOfBias: judge an item more than once'],
    ['a group without a name', withArm({ label: ' ' }), 'arms.0.label'],
    ['half an event', withArm({ events: 2.5 }), 'arms.0.events'],
    ['less than nothing', withArm({ events: -1 }), 'arms.0.events'],
    ['a measure of its own', withArm({ measure: 'mine' }), 'arms.0.measure'],
    ['time before the start', withArm({ followUpMonths: -1 }), 'arms.0.followUpMonths'],
    ['more than a hundred years', withArm({ followUpMonths: 1201 }), 'arms.0.followUpMonths'],
    ['a statistic of its own', withArm({ followUpStatistic: 'mine' }), 'arms.0.followUpStatistic'],
    ['a handling of its own', withArm({ operated: 'mine' }), 'arms.0.operated'],
    ['a place that never ends', withArm({ place: 'x'.repeat(501) }), 'arms.0.place'],
    ['forty-one groups', { ...full, arms: Array.from({ length: 41 }, () => arm) }, 'arms'],
    ['a checklist of its own', { ...full, checklist: 'mine' }, 'checklist'],
    ['a judgement of nothing', withJudgement({ item: '' }), 'riskOfBias.0.item'],
    ['a judgement of its own', withJudgement({ judgement: 'maybe' }), 'riskOfBias.0.judgement'],
    ['twenty-one judgements', { ...full, riskOfBias: judgements(21) }, 'riskOfBias'],
    ['what nobody asked for', { ...full, more: 1 }, ''],
  ])('%s is refused', (_name, answer, fault) => {
    const { error } = extractionRules(testProtocol).schema.safeParse(answer);
    const faults = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
    expect(faults).toEqual([expect.stringContaining(fault)]);
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

  test('the same said by several votes is one option of them all, and of groups their numbers are shown', () => {
    const group = { label: 'All', events: 3, total: null } as ExtractedArm;
    const votes: ExtractionAnswer[] = [
      { arms: [group], checklist: 'syrcle', riskOfBias: [], note: '' },
      { arms: [group, group], checklist: null, riskOfBias: [], note: '' },
      { arms: [group], checklist: null, riskOfBias: [], note: '' },
    ];
    expect(extractionChoices(votes, ['arms', 'arm:2:events', 'checklist', 'bias:frame'])).toEqual([
      {
        field: 'arms',
        options: [
          { value: 'vote:1', says: ['All: 3/?'], votes: [0, 2] },
          { value: 'vote:2', says: ['All: 3/?', 'All: 3/?'], votes: [1] },
        ],
      },
      {
        field: 'arm:2:events',
        options: [
          { value: 'vote:1', says: null, votes: [0, 2] },
          { value: 'vote:2', says: 3, votes: [1] },
        ],
      },
      {
        field: 'checklist',
        options: [
          { value: 'vote:1', says: 'syrcle', votes: [0] },
          { value: 'vote:2', says: null, votes: [1, 2] },
        ],
      },
      { field: 'bias:frame', options: [{ value: 'vote:1', says: null, votes: [0, 1, 2] }] },
    ]);
    expect(settledExtraction(votes, ['checklist'], new Map([['checklist', 'vote:12']]))).toBeNull();
    expect(settledExtraction(votes, ['checklist'], new Map([['checklist', 'vote:2']]))?.checklist).toBeNull();
    expect(settledExtraction([], [], new Map())).toBeNull();
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
