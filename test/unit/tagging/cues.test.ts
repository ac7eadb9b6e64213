import { describe, expect, test } from '@jest/globals';
import { CueIndex } from '../../../src/tagging/cueIndex.ts';
import { CueError, expandCue } from '../../../src/tagging/patterns.ts';
import { tokenize } from '../../../src/tagging/tokens.ts';

const noLists = (list: string): never => {
  throw new CueError(`no ${list}`);
};

/** The words of a text that a cue covers, place by place. */
function matches(cue: string, text: string): string[] {
  const index = new CueIndex();
  for (const sequence of expandCue(cue, noLists)) index.add('list', sequence);
  const { words } = tokenize(text);
  return index.find(words, 0, words.length).map((hit) => words.slice(hit.from, hit.to).join(' '));
}

describe('tokenize', () => {
  test.each(['TNF-α', 'TNFα', 'tnf alpha', 'ＴＮＦ－α', 'TNF–α'])('%s reads like the others', (text) => {
    expect(tokenize(text).words).toEqual(['tnf', 'alpha']);
  });

  test('numbers keep their points and lose nothing', () => {
    expect(tokenize('85.18% of 13,672; IL-1,3.').words).toEqual([
      '85.18',
      '%',
      'of',
      '13,672',
      ';',
      'il',
      '1',
      ',',
      '3',
      '.',
    ]);
  });

  test('places lead back into the original text, also through characters that fold to several', () => {
    const text = 'ﬁbrosis 巨噬細胞 ＶＥＧＦ';
    const { words, starts, ends } = tokenize(text);
    expect(words.map((_, at) => text.slice(starts[at], ends[at]))).toEqual([
      'ﬁbrosis',
      '巨',
      '噬',
      '細',
      '胞',
      'ＶＥＧＦ',
    ]);
  });
});

describe('cues', () => {
  test.each([
    ['macrophag*', 'Macrophages and macrophagic', ['macrophages', 'macrophagic']],
    ['(new|fresh) (blood)? vessel*', 'new vessels, fresh blood vessels', ['new vessels', 'fresh blood vessels']],
    ['no ~2 cells', 'no inflammatory cells; no very many such cells', ['no inflammatory cells']],
    ['il-1beta', 'IL-1β and IL 1 beta', ['il 1 beta', 'il 1 beta']],
    ['# ~1 patients', '42 patients, 9 old patients, many patients', ['42 patients', '9 old patients']],
    ['巨噬细胞', '可见巨噬細胞浸润', ['巨 噬 细 胞']],
    ['炎症(反应|细胞)?', '炎症反应', ['炎 症 反 应']],
  ])('%s in "%s"', (cue, text, expected) => {
    expect(matches(cue, text)).toEqual(expected);
  });

  test('a cue of another list stands for all of its cues', () => {
    const sequences = expandCue('no @cell', () => expandCue('(cells|big cells)', noLists));
    expect(sequences).toHaveLength(2);
  });

  test.each(['(open', 'closed)', '~x word', '()?', 'a @', 'what?'])('"%s" is refused in words', (cue) => {
    expect(() => expandCue(cue, noLists)).toThrow(CueError);
  });
});
