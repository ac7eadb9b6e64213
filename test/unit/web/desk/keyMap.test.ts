import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type KeyAction, keyActions, keyGroups, usualKeys } from '../../../../src/web/desk/keys/actions.ts';
import { actionsByKey, clashesOf, keyMapOf, readKeys, usualKeyMap } from '../../../../src/web/desk/keys/keyMap.ts';
import { readKey, signsOf, wordsOf } from '../../../../src/web/desk/keys/keyNames.ts';

describe('a key as a person writes it', () => {
  test.each([
    ['i', 'i'],
    [' I ', 'i'],
    ['Ｉ', 'i'],
    ['5', '5'],
    ['shift 3', 'Shift+3'],
    ['Shift+3', 'Shift+3'],
    ['⇧3', 'Shift+3'],
    ['⇧ 3', 'Shift+3'],
    ['alt + i', 'Alt+i'],
    ['down', 'ArrowDown'],
    ['↓', 'ArrowDown'],
    ['arrow up', 'ArrowUp'],
    ['Page Down', 'PageDown'],
    ['shift enter', 'Shift+Enter'],
    ['f2', 'F2'],
    ['g q', 'g q'],
    ['G  Q', 'g q'],
    ['?', '?'],
    ['+', '+'],
    ['', ''],
    ['   ', ''],
  ])('%j is %j', (written, key) => {
    expect(readKey(written)).toEqual({ key });
  });

  test.each(['Tab', 'esc', 'Space', 'F5', 'shift tab', 'g Tab'])('%j belongs to the browser', (written) => {
    expect(readKey(written)).toEqual({ fault: 'browser' });
  });

  test.each(['ii', 'é', '吸', 'ctrl i', 'meta+i', 'shift ?', 'a b c', 'F13', '<script>'])('%j is none', (written) => {
    expect(readKey(written)).toEqual({ fault: 'unknown' });
  });

  test('is read again from the words in which it is shown', () => {
    for (const key of Object.values(usualKeys))
      expect({ key, read: readKey(wordsOf(key)) }).toEqual({ key, read: { key } });
    for (const key of ['Shift+3', 'Alt+i', 'Enter', 'PageDown', 'F2']) expect(readKey(wordsOf(key))).toEqual({ key });
    expect(signsOf('Shift+1')).toEqual(['⇧1']);
    expect(signsOf('g q')).toEqual(['G', 'Q']);
    expect(signsOf('')).toEqual([]);
  });
});

describe('the keys of one person', () => {
  const usual = (action: KeyAction): string => usualKeys[action];

  test('are the usual ones for somebody who never changed any, and none of those clash', () => {
    expect(keyMapOf(null)).toEqual(usualKeyMap);
    expect(clashesOf(usualKeyMap.keys)).toEqual([]);
    expect(readKeys(usual)).toEqual({ keys: usualKeys });
  });

  test('can be any other, and off', () => {
    const reading = readKeys((action) => ({ include: 'y', exclude: '' })[action as string] ?? usual(action));
    expect(reading).toEqual({ keys: { ...usualKeys, include: 'y', exclude: '' } });
    const byKey = actionsByKey({ isOn: true, keys: { ...usualKeys, include: 'y', exclude: '' } });
    expect(byKey).toMatchObject({ y: 'include' });
    expect(byKey).not.toHaveProperty('i');
    expect(Object.values(byKey)).not.toContain('exclude');
  });

  test('cannot be one for two things', () => {
    const reading = readKeys((action) => (action === 'include' ? 'U' : usual(action)));
    expect(reading).toEqual({ faults: [{ kind: 'same', action: 'include', other: 'unsure' }] });
  });

  test('cannot be the first of two keys of another', () => {
    expect(readKeys((action) => (action === 'note' ? 'g' : usual(action)))).toEqual({
      faults: [{ kind: 'first', action: 'note', other: 'queue' }],
    });
    expect(readKeys((action) => (action === 'queue' ? 'i i' : usual(action)))).toEqual({
      faults: [{ kind: 'first', action: 'include', other: 'queue' }],
    });
  });

  test('that cannot be read are told by what they do', () => {
    const reading = readKeys((action) => ({ note: 'nn', undo: 'Tab' })[action as string] ?? usual(action));
    expect(reading).toEqual({
      faults: [
        { kind: 'unknown', action: 'note' },
        { kind: 'browser', action: 'undo' },
      ],
    });
  });

  test('that were kept before a new action came leave that its usual key only where it is free', () => {
    const { help: _help, save: _save, ...older } = usualKeys;
    const map = keyMapOf({ isOn: false, keys: { ...older, note: '?' } });
    expect(map).toMatchObject({ isOn: false, keys: { help: '', save: 'Enter', note: '?' } });
  });

  test('never have one key for two things, whatever is written', () => {
    const written = fc.constantFrom('', 'i', 'I', 'g', 'g q', 'g i', 'Tab', 'down', '↓', 'shift 1', '⇧1', 'xx');
    fc.assert(
      fc.property(fc.array(written, { minLength: keyActions.length, maxLength: keyActions.length }), (words) => {
        const reading = readKeys((action) => words[keyActions.indexOf(action)] ?? '');
        if ('faults' in reading) {
          expect(reading.faults.length).toBeGreaterThan(0);
          return;
        }
        const keys = Object.values(reading.keys).filter((key) => key !== '');
        expect(Object.keys(actionsByKey({ isOn: true, keys: reading.keys }))).toHaveLength(keys.length);
      }),
    );
  });

  test('every action stands in one group', () => {
    expect(Object.values(keyGroups).flat().sort()).toEqual([...keyActions].sort());
  });
});
