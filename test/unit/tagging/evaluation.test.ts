import { describe, expect, test } from '@jest/globals';
import { cohensKappa, evaluate, type Label } from '../../../src/tagging/evaluation.ts';

function label(id: string, stance: string, start?: number, end = 10): Label {
  return { id, stance, evidence: start === undefined ? [] : [{ field: 'abstract', start, end, text: '' }] };
}

describe('evaluate', () => {
  const evaluated = () =>
    evaluate(
      [
        { gold: [label('a', 'supports', 0, 10)], found: [label('a', 'supports', 5, 20)] },
        { gold: [label('a', 'supports', 0, 10)], found: [label('a', 'discusses', 10, 20)] },
        { gold: [label('b', 'supports')], found: [] },
        { gold: [], found: [label('b', 'supports')] },
      ],
      ['a', 'b'],
    );

  test('counts presence, stance and evidence', () => {
    const evaluation = evaluated();
    expect(evaluation.perLabel.get('a')).toMatchObject({ both: 2, added: 0, missed: 0, f1: 1 });
    expect(evaluation.perLabel.get('b')).toMatchObject({ both: 0, added: 1, missed: 1, f1: 0 });
    expect(evaluation.micro).toMatchObject({ precision: 2 / 3, recall: 2 / 3 });
    expect(evaluation.macroF1).toBe(0.5);
    expect(evaluation.microWithStance).toMatchObject({ both: 1, added: 2, missed: 2 });
    expect(evaluation.evidenceOverlap).toBe(0.5);
  });

  test('labels that never occur count for nothing; with none at all every score is one', () => {
    const nothing = evaluate([{ gold: [], found: [] }], ['a']);
    expect(nothing.perLabel.get('a')).toEqual({ both: 0, added: 0, missed: 0, precision: 1, recall: 1, f1: 1 });
    expect(nothing).toMatchObject({ macroF1: 1, kappa: 1, kappaWithStance: 1, evidenceOverlap: null });
    const one = evaluate(
      [{ gold: [label('a', 'supports')], found: [label('a', 'supports'), label('b', '')] }],
      ['a', 'b'],
    );
    // Nobody's gold has b, so that it has no part in the mean; it is counted as added all the same.
    expect(one).toMatchObject({ macroF1: 1, micro: { both: 1, added: 1, missed: 0, precision: 0.5, recall: 1 } });
  });

  test('kappa over presence and over stances', () => {
    const evaluation = evaluated();
    // Presence of a and b in four records: 2 both, 1 missed, 1 added, 4 neither.
    expect(evaluation.kappa).toBeCloseTo((6 / 8 - 34 / 64) / (1 - 34 / 64), 12);
    // With stances one of the two is no agreement: 5 of 8, by chance 25 + 3 * 2 of 64.
    expect(evaluation.kappaWithStance).toBeCloseTo((5 / 8 - 31 / 64) / (1 - 31 / 64), 12);
    expect(cohensKappa([])).toBe(1);
  });

  test('evidence overlaps where spans share a character of the same field', () => {
    const overlap = (start: number, end: number, field: 'abstract' | 'title' = 'abstract') =>
      evaluate(
        [
          {
            gold: [label('a', 's', 5, 10)],
            found: [{ id: 'a', stance: 's', evidence: [{ field, start, end, text: '' }] }],
          },
        ],
        ['a'],
      ).evidenceOverlap;
    expect([overlap(0, 5), overlap(0, 6), overlap(9, 12), overlap(10, 12), overlap(5, 10, 'title')]).toEqual([
      0, 1, 1, 0, 0,
    ]);
  });

  test('kappa is what the textbook says', () => {
    const pairs: [string, string][] = [
      ...Array.from({ length: 20 }, (): [string, string] => ['yes', 'yes']),
      ...Array.from({ length: 5 }, (): [string, string] => ['yes', 'no']),
      ...Array.from({ length: 10 }, (): [string, string] => ['no', 'yes']),
      ...Array.from({ length: 15 }, (): [string, string] => ['no', 'no']),
    ];
    expect(cohensKappa(pairs)).toBeCloseTo(0.4, 10);
    expect(cohensKappa([['a', 'a']])).toBe(1);
  });
});
