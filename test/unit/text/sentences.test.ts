import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitSentences } from '../../../src/text/sentences.ts';

function sentences(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

describe('splitSentences', () => {
  test.each([
    ['Volume fell (P < 0.05). Pain eased.', ['Volume fell (P < 0.05).', 'Pain eased.']],
    [
      'See Fig. 3 for extrusions vs. Protrusions. It shrank.',
      ['See Fig. 3 for extrusions vs. Protrusions.', 'It shrank.'],
    ],
    ['At L4/5, e.g. Here, it was 1.33 (SD 1.34) months.', ['At L4/5, e.g. Here, it was 1.33 (SD 1.34) months.']],
    ['Reported by Smith et al. 2003. J. Smith agreed.', ['Reported by Smith et al. 2003.', 'J. Smith agreed.']],
    ['未见炎症细胞。新生血管少见；其余无。', ['未见炎症细胞。', '新生血管少见；', '其余无。']],
    ['组织内有巨噬细胞;暴露型更多。', ['组织内有巨噬细胞;', '暴露型更多。']],
    ['It fell; pain eased.', ['It fell; pain eased.']],
    ['RESULTS: It fell.\nCONCLUSION: Good.', ['RESULTS: It fell.', 'CONCLUSION: Good.']],
    ['Did it shrink? Yes! "It did." So it was.', ['Did it shrink?', 'Yes!', '"It did."', 'So it was.']],
    ['It rose. mRNA fell.', ['It rose.', 'mRNA fell.']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test('every character that is not white space lies in exactly one sentence', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', '。', ';', '；', '?', '\n', '"', '炎', '3') }),
        (text) => {
          let at = 0;
          for (const { start, end } of splitSentences(text)) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(at, start).trim()).toBe('');
            at = end;
          }
          expect(text.slice(at).trim()).toBe('');
        },
      ),
    );
  });

  test('a text without any stop is cut, so that no sentence grows without bound', () => {
    const longest = Math.max(...splitSentences('word '.repeat(50_000)).map(({ start, end }) => end - start));
    expect(longest).toBeLessThan(10_000);
  });
});
