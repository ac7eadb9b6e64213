import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import fc from 'fast-check';
import {
  countSentences,
  type EvidenceMark,
  numberEvidence,
  tagsWithoutSentence,
} from '../../../../src/web/presenters/evidenceMarks.ts';
import { evidenceHtml, marksEndingIn } from '../../../../src/web/presenters/evidenceText.ts';
import { anEvidence, aTag } from '../../../support/factories/tags.ts';
import { testSite } from '../../../support/webApp.ts';

const text = 'Cells lined the margin. Vessels grew there.';
const texts = [{ field: 'abstract' as const, language: 'en', text }];
const run = [{ text, elements: [] }];

function marksFor(...spans: [value: string, words: string][]): EvidenceMark[] {
  const tags = spans.map(([value, words]) => aTag({ value, evidence: [anEvidence('abstract', text, words)] }));
  return numberEvidence(tags, texts);
}

/** The text a reader sees, without badges. */
function visible(html: string): string {
  const page = load(html, null, false);
  page('.evn').remove();
  return page.text();
}

describe('numberEvidence', () => {
  test('numbers in reading order, and tags on the same words share a number', () => {
    const marks = marksFor(
      ['neovascularization', 'Vessels grew there.'],
      ['inflammation', 'Cells lined the margin.'],
      ['matrix-degradation', 'Vessels grew there.'],
    );
    expect(marks.map((mark) => [mark.number, mark.items.map((item) => item.tag.value)])).toEqual([
      [1, ['inflammation']],
      [2, ['neovascularization', 'matrix-degradation']],
    ]);
  });

  test('leaves out stale evidence and texts the page does not show', () => {
    const stale = aTag({ evidence: [anEvidence('abstract', text, 'Cells', { stale: true })] });
    const elsewhere = aTag({ value: 'inflammation', evidence: [anEvidence('summary.en', text, 'Cells')] });
    expect(numberEvidence([stale, elsewhere], texts)).toEqual([]);
    expect(tagsWithoutSentence([stale, elsewhere], []).map((tag) => tag.value)).toEqual([
      'neovascularization',
      'inflammation',
    ]);
  });
});

test('sentences of summaries in two languages count once', () => {
  expect(countSentences([])).toBe(0);
  expect(countSentences(['abstract', 'summary.en', 'summary.en', 'summary.zh'])).toBe(3);
});

describe('evidenceHtml', () => {
  test('wraps the marked words and links them to their note', () => {
    const [mark] = marksFor(['neovascularization', 'Vessels grew there.']);
    const page = load(evidenceHtml(testSite(), run, 0, mark ? [mark] : []), null, false);
    expect(page('.ev').text()).toBe('Vessels grew there.');
    expect(page('.ev').attr('data-m')).toBe('neovascularization');
    expect(page('.evn').attr('href')).toBe(`#e${mark?.items[0]?.evidence.id}`);
    expect(page('.evn').attr('id')).toBe('s1');
    expect(page('.evn').text()).toBe('Nv 1, evidence 1: Neovascularization');
  });

  test('overlapping marks keep every letter once and in order, and each mark covers just its words', () => {
    const marks = marksFor(
      ['inflammation', 'lined the margin. Vessels'],
      ['neovascularization', 'margin. Vessels grew'],
    );
    const html = evidenceHtml(testSite(), run, 0, marks);
    const page = load(html, null, false);
    page('.evn').remove();
    const covered = (mechanism: string): string =>
      page(`.ev[data-m="${mechanism}"]`)
        .filter((_, span) => page(span).parents(`.ev[data-m="${mechanism}"]`).length === 0)
        .text();
    expect(visible(html)).toBe(text);
    expect(covered('inflammation')).toBe('lined the margin. Vessels');
    expect(covered('neovascularization')).toBe('margin. Vessels grew');
  });

  test('for any spans, the text stays what it was and nothing unescaped gets in', () => {
    const nasty = 'p < 0.05 & "q" <script>x</script> 巨噬细胞';
    const span = fc.tuple(
      fc.nat(nasty.length),
      fc.nat(nasty.length),
      fc.constantFrom('inflammation', 'neovascularization'),
    );
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), fc.nat(20), (spans, offset) => {
        const tags = spans
          .filter(([a, b]) => a !== b)
          .map(([a, b, value], index) => {
            const [start, end] = a < b ? [a, b] : [b, a];
            const evidence = { id: index + 1, field: 'abstract', start, end, text: '', stale: false };
            return aTag({ value, evidence: [evidence] });
          });
        const marks = numberEvidence(tags, [{ field: 'abstract', language: 'en', text: nasty }]);
        const shifted = marks.map((mark) => ({ ...mark, start: mark.start + offset, end: mark.end + offset }));
        const html = evidenceHtml(testSite(), [{ text: nasty, elements: [] }], offset, shifted);
        expect(visible(html)).toBe(nasty);
        expect(html).not.toContain('<script>');
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the source’s inline elements inside the marks', () => {
    const runs = [
      { text: 'Cells lined the ', elements: [] },
      { text: 'margin', elements: ['i'] as const },
      { text: '. Vessels grew there.', elements: [] },
    ];
    const html = evidenceHtml(testSite(), runs, 0, marksFor(['inflammation', 'Cells lined the margin.']));
    expect(html).toContain('data-m="inflammation"><i>margin</i></span>');
    expect(visible(html)).toBe(text);
  });

  test('predictors are drawn without a mechanism’s colour and share one badge', () => {
    const evidence = (): ReturnType<typeof anEvidence> => anEvidence('abstract', text, 'Cells lined the margin.');
    const tags = [
      aTag({ kind: 'predictor', value: 'age', stance: 'against', evidence: [evidence()] }),
      aTag({ kind: 'predictor', value: 'sex', stance: 'no association', evidence: [evidence()] }),
    ];
    const page = load(evidenceHtml(testSite(), run, 0, numberEvidence(tags, texts)), null, false);
    expect(page('.ev-predictor').text()).toBe('Cells lined the margin.');
    expect(page('[data-m]')).toHaveLength(0);
    expect(page('.evn').text()).toBe('↓ 1, evidence 1: Age and Sex');
  });
});

test('a mark that runs over two paragraphs has its note beside the second', () => {
  const marks = marksFor(['inflammation', 'margin. Vessels']);
  expect(marksEndingIn(marks, 0, 23)).toEqual([]);
  expect(marksEndingIn(marks, 24, 20)).toEqual(marks);
});
