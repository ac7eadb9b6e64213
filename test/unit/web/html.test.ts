import { describe, expect, test } from '@jest/globals';
import { escapeHtml, runsHtml, textRuns } from '../../../src/web/html.ts';

test('escapeHtml leaves nothing that could open a tag or end an attribute', () => {
  expect(escapeHtml(`<a href="x" class='y'>&`)).toBe('&lt;a href=&quot;x&quot; class=&#39;y&#39;&gt;&amp;');
});

describe('textRuns', () => {
  test('takes safe markup apart', () => {
    expect(textRuns('CD68+ at 10-3', 'CD68<sup>+</sup> at 10<sup>-3</sup>')).toEqual([
      { text: 'CD68', elements: [] },
      { text: '+', elements: ['sup'] },
      { text: ' at 10', elements: [] },
      { text: '-3', elements: ['sup'] },
    ]);
  });

  test('nested elements keep their order, entities are decoded and escaped again', () => {
    const runs = textRuns('p < 0.05', '<i>p</i> <b><i>&lt;</i></b> 0.05');
    expect(runs[2]).toEqual({ text: '<', elements: ['b', 'i'] });
    expect(runsHtml(runs)).toBe('<i>p</i> <b><i>&lt;</i></b> 0.05');
    expect(textRuns("it's", 'it&#39;s')[0]?.text).toBe("it's");
    expect(textRuns('ρ', '&#x3c1;')[0]?.text).toBe('ρ');
  });

  test.each([
    ['an element that is not allowed', 'x', '<script>x</script>'],
    ['an attribute', 'x', '<i onclick="y">x</i>'],
    ['elements that cross', 'xy', '<i>x<b>y</i></b>'],
    ['an element left open', 'x', '<i>x'],
    ['other words than the plain text', 'x', '<i>y</i>'],
  ])('%s: the plain text comes back instead', (_what, plain, html) => {
    expect(textRuns(plain, html)).toEqual([{ text: plain, elements: [] }]);
  });
});
