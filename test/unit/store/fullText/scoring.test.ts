import { describe, expect, test } from '@jest/globals';
import { weighCoverage } from '../../../../src/store/fullText/scoring.ts';

describe('coverage', () => {
  test('of equal scores prefers the row that holds more of the parts, and leaves what holds all of them', () => {
    const scores = Float64Array.of(0, 3, 3, 3, 0);
    weighCoverage(scores, [Uint32Array.of(1, 2, 3), Uint32Array.of(2, 3), Uint32Array.of(3)]);
    const [, one, two, three] = scores as unknown as [number, number, number, number];
    expect(three).toBe(3);
    expect(two).toBeCloseTo(3 * (2 / 3) ** 0.1, 12);
    expect(one).toBeCloseTo(3 * (1 / 3) ** 0.1, 12);
    expect([scores[0], scores[4]]).toEqual([0, 0]);
  });

  test('lets a much higher score stand before more parts', () => {
    const scores = Float64Array.of(10, 8);
    weighCoverage(scores, [Uint32Array.of(0, 1), Uint32Array.of(1)]);
    expect(scores[0]).toBeGreaterThan(scores[1] as number);
  });
});
