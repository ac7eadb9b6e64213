import { describe, expect, test } from '@jest/globals';
import { cohensKappa, evaluate, type Label } from '../../../src/tagging/evaluation.ts';

function label(id: string, stance: string, start?: number, end = 10): Label {
  return { id, stance, evidence: start === undefined ? [] : [{ field: 'abstract', start, end, text: '' }] };
}

describe('evaluate', () => {
  const evaluation = evaluate(
    [
      { gold: [label('a', 'supports', 0, 10)], found: [label('a', 'supports', 5, 20)] },
      { gold: [label('a', 'supports', 0, 10)], found: [label('a', 'discusses', 10, 20)] },
      { gold: [label('b', 'supports')], found: [] },
      { gold: [], found: [label('b', 'supports')] },
    ],
    ['a', 'b'],
  );

  test('counts presence, stance and evidence', () => {
    expect(evaluation.perLabel.get('a')).toMatchObject({ both: 2, added: 0, missed: 0, f1: 1 });
    expect(evaluation.perLabel.get('b')).toMatchObject({ both: 0, added: 1, missed: 1, f1: 0 });
    expect(evaluation.micro).toMatchObject({ precision: 2 / 3, recall: 2 / 3 });
    expect(evaluation.macroF1).toBe(0.5);
    expect(evaluation.microWithStance).toMatchObject({ both: 1, added: 2, missed: 2 });
    expect(evaluation.evidenceOverlap).toBe(0.5);
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
