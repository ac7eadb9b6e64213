import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type HighlightTerm, highlight, piecesOf } from '../../../src/text/highlight.ts';
import { snippet } from '../../../src/text/snippet.ts';

const word = (text: string): HighlightTerm => ({ text, prefix: false, exact: false });
const exact = (text: string): HighlightTerm => ({ text, prefix: false, exact: true });
const prefix = (text: string): HighlightTerm => ({ text, prefix: true, exact: false });

/** The text with its marks in brackets. */
function marked(text: string, terms: readonly HighlightTerm[]): string {
  return piecesOf(text, highlight(text, terms))
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');
}

describe('marks', () => {
  test.each([
    ['every form of a stem', 'Discs herniated; herniation.', [word('herniations')], 'Discs [herniated]; [herniation].'],
    ['either spelling', 'Disk oedema', [word('disc'), word('edema')], '[Disk] [oedema]'],
    ['exact words only', 'regression, regressions', [exact('regression')], '[regression], regressions'],
    [
      'a phrase as one',
      'Lumbar Disc-herniation and disc',
      [exact('disc herniation')],
      'Lumbar [Disc-herniation] and disc',
    ],
    ['beginnings', 'neovascularization, vascular', [prefix('vascul')], 'neovascularization, [vascular]'],
    ['beginnings in British spelling', 'vascularized', [prefix('vascularis')], '[vascularized]'],
    ['the open end of a phrase', 'rim enhancing, rim', [prefix('rim enhanc')], '[rim enhancing], rim'],
    ['Greek, however it is written', 'TNFα, TNF-alpha, TNF', [word('TNF-α')], '[TNFα], [TNF-alpha], TNF'],
    ['Chinese inside a longer run', '腰椎间盘突出重吸收', [word('吸收')], '腰椎间盘突出重[吸收]'],
    ['traditional characters', '腰椎間盤突出', [word('椎间盘')], '腰[椎間盤]突出'],
    ['full-width letters', 'ＭＲＩ增强', [word('MRI')], '[ＭＲＩ]增强'],
    ['both scripts in one', '增强MRI复查', [word('增强MRI')], '[增强MRI]复查'],
    ['overlaps as one', '突出重吸收', [word('重吸'), word('吸收')], '突出[重吸收]'],
    ['accents whole', 'cafe\u0301s', [word('cafe')], '[cafe\u0301s]'],
    ['nothing for an empty term', 'disc', [word('--')], 'disc'],
  ])('%s', (_, text, terms, wanted) => {
    expect(marked(text, terms)).toBe(wanted);
  });

  test('are in order, apart from each other and inside the text', () => {
    const unit = fc.constantFrom(...'disc disks 吸 收 α - TNF ½ \u0301 \ud83d\ude00 '.split(' '), ' ');
    const text = fc.array(unit, { maxLength: 30 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), fc.boolean(), (body, wanted, open) => {
        const marks = highlight(body, wanted.map(open ? prefix : word));
        let before = -1;
        for (const { start, end } of marks) {
          expect(start).toBeGreaterThan(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(body.length);
        expect(
          piecesOf(body, marks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(body);
      }),
    );
  });
});

describe('snippets', () => {
  const long = `${'Background words of no interest. '.repeat(20)}Resorption of the disc was common. ${'More words. '.repeat(30)}`;

  test('a short text is shown whole', () => {
    expect(snippet('Disc resorption', [word('disc')], { maxLength: 40 })).toEqual([
      { text: 'Disc', hit: true },
      { text: ' resorption', hit: false },
    ]);
  });

  test('a long one where it holds the most different words, cut at words', () => {
    const pieces = snippet(long, [word('resorption'), word('disc')], { maxLength: 80 });
    expect(pieces.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['Resorption', 'disc']);
    expect(pieces[0]).toEqual({ text: '…', hit: false });
    expect(pieces.at(-1)).toEqual({ text: '…', hit: false });
    const body = pieces
      .slice(1, -1)
      .map((piece) => piece.text)
      .join('');
    expect(long).toContain(body);
    expect(body.length).toBeLessThanOrEqual(80);
    expect(body).toMatch(/^\w/);
  });

  test('without a hit its beginning', () => {
    const [first, last] = snippet(long, [word('nothing')], { maxLength: 40 });
    expect(long.startsWith(first?.text ?? 'x')).toBe(true);
    expect(last?.text).toBe('…');
  });

  test('Chinese, which has no spaces', () => {
    const text = `${'研究背景与目的说明'.repeat(20)}突出物重吸收${'结论与讨论'.repeat(20)}`;
    const pieces = snippet(text, [word('重吸收')], { maxLength: 30 });
    expect(pieces.filter((piece) => piece.hit)).toEqual([{ text: '重吸收', hit: true }]);
  });

  test('never longer than asked, never a torn character, whatever the text', () => {
    const unit = fc.constantFrom('disc ', '吸收', '\u{20bb7}', '. ', 'x');
    const text = fc.array(unit, { maxLength: 80 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 60 }), (body, maxLength) => {
        const shown = snippet(body, [word('disc'), word('吸收')], { maxLength }).map((piece) => piece.text);
        const inner = shown.filter((piece) => piece !== '…').join('');
        expect(inner.length).toBeLessThanOrEqual(maxLength);
        expect(() => encodeURIComponent(inner)).not.toThrow();
        expect(body).toContain(inner);
      }),
    );
  });
});
