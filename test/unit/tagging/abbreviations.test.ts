import { describe, expect, test } from '@jest/globals';
import { findDefinitions } from '../../../src/tagging/abbreviations.ts';
import { tokenize } from '../../../src/tagging/tokens.ts';
import { readText } from './readText.ts';

/** The words of a text's sentences that a list was found in. */
const found = (text: string, cues: Record<string, string[]>, list: string) =>
  readText(text, cues).map(({ byList, tokens }) =>
    (byList.get(list) ?? []).map(({ from, to }) => tokens.words.slice(from, to).join(' ')),
  );

describe('definitions', () => {
  const definitions = (text: string) => {
    const tokens = tokenize(text);
    return findDefinitions(text, tokens, 0, tokens.words.length).map(
      ({ words, from, to }) => `${words.join(' ')} = ${tokens.words.slice(from, to).join(' ')}`,
    );
  };

  test.each([
    ['Macrophage-rich granulation tissue (MRGT) was seen.', ['mrgt = macrophage rich granulation tissue']],
    [
      'A herniated disc (HD) and tumour necrosis factor (TNF) were seen.',
      ['hd = herniated disc', 'tnf = tumour necrosis factor'],
    ],
    ['Monocyte chemotactic protein (MCP-1) rose.', ['mcp 1 = monocyte chemotactic protein']],
    ['Herniated discs (n) and (x) were seen.', []],
    ['Macrophages (Mac) were seen.', []],
    ['Herniated discs (MRI) were seen.', []],
    ['Seen were herniated discs.', []],
  ])('%s', (text, expected) => {
    expect(definitions(text)).toEqual(expected);
  });

  test('the long form stands near: words far before the bracket are not its', () => {
    expect(definitions('Macrophages that were found in all of the specimens rarely (MR) rose.')).toEqual([]);
  });
});

describe('what an abbreviation stands for', () => {
  const cues = { cell: ['macrophage*'], enzyme: ['mmp', 'matrix metalloproteinase*'] };

  test('it speaks of what its long form does, from there on', () => {
    const text = 'MRG was rare. Macrophage-rich granulation (MRG) followed. MRG was seen, and more MRG.';
    expect(found(text, cues, 'cell')).toEqual([[], ['macrophage', 'mrg'], ['mrg', 'mrg']]);
  });

  test('of a cue that covers more words than the abbreviation the longer is kept', () => {
    const more = { cell: ['macrophage*', 'mrg cells'] };
    const text = 'Macrophage-rich granulation (MRG) came. MRG cells were seen.';
    expect(found(text, more, 'cell')[1]).toEqual(['mrg cells']);
  });

  test('what an abbreviation is not keeps its other cues', () => {
    const text = 'Manual muscle power (MMP) fell. MMP and matrix metalloproteinase were low.';
    expect(found(text, cues, 'enzyme')[1]).toEqual(['matrix metalloproteinase']);
  });

  test('what it adds stands in the order of the text, and once where a longer cue covers it', () => {
    const more = { cell: ['macrophage*', 'mrg cells'] };
    const seenIn = (text: string) => found(`Macrophage-rich granulation (MRG) came. ${text}`, more, 'cell')[1];
    expect(seenIn('MRG and macrophages were seen.')).toEqual(['mrg', 'macrophages']);
    expect(seenIn('MRG cells and macrophages were seen.')).toEqual(['mrg cells', 'macrophages']);
  });

  test('what an abbreviation is not takes out no other cue of as many words, and leaves no list without any', () => {
    const more = { enzyme: ['mmp', 'protease'] };
    const text = 'Manual muscle power (MMP) fell. Protease and MMP were low. MMP was low.';
    expect(found(text, more, 'enzyme')).toEqual([[], ['protease'], []]);
    expect(readText(text, more).map(({ byList }) => byList.has('enzyme'))).toEqual([false, true, false]);
  });

  test('one of other words is no cue, though it looks like one', () => {
    const text = 'MMP was high. Manual muscle power (MMP) fell. MMP was low.';
    expect(found(text, cues, 'enzyme')).toEqual([['mmp'], [], []]);
    expect(found('Matrix metalloproteinase (MMP) rose. MMP was high.', cues, 'enzyme')[1]).toEqual(['mmp']);
  });
});
