import { describe, expect, test } from '@jest/globals';
import { CueIndex } from '../../../src/tagging/cueIndex.ts';
import { CueError, expandCue } from '../../../src/tagging/patterns.ts';
import { tokenize } from '../../../src/tagging/tokens.ts';
import { Transitions } from '../../../src/tagging/transitions.ts';
import { Vocabulary } from '../../../src/tagging/vocabulary.ts';

const noLists = (list: string): never => {
  throw new CueError(`no ${list}`);
};

/** The words of a text that a cue covers, place by place. */
function matches(cue: string, text: string): string[] {
  const vocabulary = new Vocabulary();
  const index = new CueIndex(vocabulary);
  for (const sequence of expandCue(cue, noLists)) index.add('list', sequence);
  const { words } = tokenize(text);
  const found = index.find(vocabulary.classesOf(words), 0, words.length).get('list') ?? [];
  return found.map((hit) => words.slice(hit.from, hit.to).join(' '));
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

describe('Transitions', () => {
  test('keeps every transition while it grows', () => {
    const transitions = new Transitions();
    const all = Array.from({ length: 5000 }, (_, at) => [at % 97, (at * 7919) % 65_536, at] as const);
    for (const [state, word, target] of all) transitions.set(state, word, target);
    expect(all.filter(([state, word, target]) => transitions.get(state, word) !== target)).toEqual([]);
    expect(transitions.get(98, 1)).toBeUndefined();
  });

  test('remembers that a word leads nowhere', () => {
    const transitions = new Transitions();
    transitions.set(3, 4, -1);
    expect(transitions.get(3, 4)).toBe(-1);
  });
});

describe('cues', () => {
  test('of one list at one place the longest counts, and a gap is no longer than it says', () => {
    const index = (text: string): string[] => matches('(new ~2 vessels|new ~2 vessels ~1 grew)', text);
    expect(index('new small vessels slowly grew')).toEqual(['new small vessels slowly grew']);
    expect(index('new small vessels then slowly grew')).toEqual(['new small vessels']);
    expect(index('new and very small vessels grew')).toEqual([]);
    expect(index('new new vessels')).toEqual(['new new vessels', 'new vessels']);
  });

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
