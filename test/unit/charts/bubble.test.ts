import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { bubble, bubbleGap, bubbleRadius } from '../../../src/charts/bubble.ts';

describe('a bubble', () => {
  test('has the value as its area', () => {
    const [whole, quarter] = [bubbleRadius(100, 100), bubbleRadius(25, 100)];
    expect(whole / quarter).toBeCloseTo(2);
    expect(bubbleRadius(0, 100)).toBe(0);
    expect(bubbleRadius(1, 1_000_000)).toBeGreaterThan(0);
  });

  test('prints its number inside where there is room, else below the circle', () => {
    const at = (value: number) => {
      const $ = load(bubble({ value, most: 100, text: String(value), parts: [{ tone: 'supports', amount: 1 }] }), {
        xml: true,
      });
      const [y, middle, radius] = ['text', 'circle', 'circle'].map((name, place) =>
        Number(
          $(name)
            .first()
            .attr(['y', 'cy', 'r'][place] as string),
        ),
      ) as [number, number, number];
      return { isInside: y < middle + radius, text: $('text').text() };
    };
    expect(at(100)).toEqual({ isInside: true, text: '100' });
    expect(at(1)).toEqual({ isInside: false, text: '1' });
  });

  test('splits its ring by amount and leaves out what is nothing', () => {
    const $ = load(
      bubble({
        value: 8,
        most: 8,
        text: '8',
        parts: [
          { tone: 'supports', amount: 6 },
          { tone: 'discusses', amount: 2 },
          { tone: 'contradicts', amount: 0 },
        ],
      }),
      { xml: true },
    );
    const parts = $('.b-part').toArray();
    expect(parts.map((part) => $(part).attr('data-tone'))).toEqual(['supports', 'discusses']);
    // Three quarters of the turn take the long way round, one quarter the short one.
    expect(parts.map((part) => /A\S+ \S+ 0 (\d)/.exec($(part).attr('d') ?? '')?.[1])).toEqual(['1', '0']);
  });

  test('a gap is drawn and named, and its words are escaped', () => {
    expect(bubbleGap('a < b')).toContain('>a &lt; b</text>');
  });
});
