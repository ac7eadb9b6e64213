import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexText, phraseKey, phraseMatches, soughtTokens, textUnits } from '../../../src/text/tokens.ts';

describe('what the index holds', () => {
  test.each([
    ['words in lower case, without signs', 'The disc, (herniated)!', 'the disc herniated'],
    ['Greek letters by name, however they were joined', 'TNF-α TNFα TNFalpha', 'tnf alpha tnf alpha tnf alpha'],
    ['NF-κB in all its forms', 'NF-κB NFκB NF-kappaB', 'nf kappa b nf kappa b nf kappa b'],
    ['Greek words as words', 'μέθοδος', 'μεθοδος'],
    ['letters and numbers apart', 'IL-6 IL6 L4/5 T2', 'il 6 il 6 l 4 5 t 2'],
    ['American spelling', 'oedema disks tumours', 'edema discs tumors'],
    ['no diacritics, full-width folded', 'Łódź naïve ＭＲＩ', 'łodz naive mri'],
    ['Chinese as pairs and its last character', '椎间盘', '椎间 间盘 盘'],
    ['a single Chinese character', '吸', '吸'],
    ['simplified characters', '腰椎間盤', '腰椎 椎间 间盘 盘'],
    ['runs apart at punctuation', '吸收。突出', '吸收 收 突出 出'],
    ['both scripts', 'MRI增强T2', 'mri 增强 强 t 2'],
    ['nothing for signs', ' -- … ', ''],
  ])('%s', (_, text, indexed) => {
    expect(indexText(text)).toBe(indexed);
  });

  test('leaves out signs, even those that belong to a script', () => {
    expect(indexText('a϶b')).toBe('a b');
    expect(indexText('϶ ⺀')).toBe('');
  });

  test('is the same for a text that is indexed twice, and holds only tokens and single spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const indexed = indexText(text);
        expect(indexText(text)).toBe(indexed);
        expect(indexed).toMatch(/^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u);
      }),
    );
  });
});

describe('what is looked for', () => {
  test.each([
    ['椎间盘', ['椎间', '间盘'], false],
    ['吸', ['吸'], true],
    ['MRI增强', ['mri', '增强'], false],
    ['增强MRI', ['增强', '强', 'mri'], false],
    ['MRI增', ['mri', '增'], true],
    ['', [], false],
  ])('%s', (text, tokens, open) => {
    expect(soughtTokens(text)).toMatchObject({ tokens, open });
  });
});

describe('exact phrases', () => {
  test.each([
    ['disc herniation', true],
    ['Disk-Herniation', true],
    ['disc herniations', false],
    ['herniation disc', false],
    ['isc herniation', false],
    ['', false],
  ])('%s', (phrase, found) => {
    expect(phraseMatches('A lumbar disc herniation was seen.', phrase)).toBe(found);
  });

  test('with an open end', () => {
    expect(phraseMatches('lumbar disc herniation', 'disc hern', true)).toBe(true);
    expect(phraseMatches('lumbar disc herniation', 'disc hern')).toBe(false);
    expect(phraseKey('disc hern', true)).toBe(' disc hern');
  });

  const han = fc.string({ unit: fc.constantFrom('吸', '收', '椎', '间', '。', 'a', '1'), maxLength: 12 });

  test('of Chinese are found wherever the characters stand so, and nowhere else', () => {
    const run = fc.string({ unit: fc.constantFrom('吸', '收', '椎', '间'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(han, run, (text, phrase) => {
        expect(phraseMatches(text, phrase)).toBe(text.includes(phrase));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('units in place', () => {
  test('stand where the original has them', () => {
    const text = '½ TNFα椎間 e\u0301a';
    const places = textUnits(text).map(({ text: unit, start, end }) => [unit, text.slice(start, end)]);
    expect(places).toEqual([
      ['1', '½'],
      ['2', '½'],
      ['tnf', 'TNF'],
      ['alpha', 'α'],
      ['椎', '椎'],
      ['间', '間'],
      ['ea', 'e\u0301a'],
    ]);
  });

  test('are in order, inside the text and never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let before = 0;
        for (const { start, end } of textUnits(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = start;
        }
      }),
    );
  });
});
