import type { StoredKeys } from '../../../store/deskKeys.ts';
import { type KeyAction, keyActions, usualKeys } from './actions.ts';
import { readKey } from './keyNames.ts';

/** What each key of the desk does for one person. */
export interface KeyMap {
  /** Whether keys do anything at all. */
  isOn: boolean;
  /** The key by what it does, in the names that browsers use; empty where that has none. */
  keys: Record<KeyAction, string>;
}

/** Why keys cannot be kept as they were written. */
export type KeyFault =
  | { kind: 'unknown' | 'browser'; action: KeyAction }
  /** The two have one key, or the key of one is the first of the two keys of the other. */
  | { kind: 'same' | 'first'; action: KeyAction; other: KeyAction };

export const usualKeyMap: KeyMap = { isOn: true, keys: { ...usualKeys } };

/** What was kept of a person's keys; what this version of the program has in addition gets its usual key, if free. */
export function keyMapOf(stored: StoredKeys | null): KeyMap {
  if (!stored) return usualKeyMap;
  const taken = new Set(Object.values(stored.keys));
  const free = (action: KeyAction): string => (taken.has(usualKeys[action]) ? '' : usualKeys[action]);
  const keys = keyActions.map((action) => [action, stored.keys[action] ?? free(action)]);
  return { isOn: stored.isOn, keys: Object.fromEntries(keys) as KeyMap['keys'] };
}

/**
 * Reads keys as a person wrote them, by what they do. A field that is missing is empty.
 *
 * @returns the keys, or all that stands against them, in the order of the actions.
 */
export function readKeys(written: (action: KeyAction) => string): { keys: KeyMap['keys'] } | { faults: KeyFault[] } {
  const faults: KeyFault[] = [];
  const keys = { ...usualKeys } as KeyMap['keys'];
  for (const action of keyActions) {
    const reading = readKey(written(action));
    if ('fault' in reading) faults.push({ kind: reading.fault, action });
    keys[action] = 'key' in reading ? reading.key : '';
  }
  faults.push(...clashesOf(keys));
  return faults.length === 0 ? { keys } : { faults };
}

/** Pairs that cannot stand together, each told once. */
export function clashesOf(keys: KeyMap['keys']): KeyFault[] {
  return keyActions.flatMap((action, place) =>
    keyActions.slice(place + 1).flatMap((other): KeyFault[] => {
      const [one, two] = [keys[action], keys[other]];
      if (one === '' || two === '') return [];
      if (one === two) return [{ kind: 'same', action, other }];
      if (two.startsWith(`${one} `)) return [{ kind: 'first', action, other }];
      return one.startsWith(`${two} `) ? [{ kind: 'first', action: other, other: action }] : [];
    }),
  );
}

/** What each key does, for the page's script; nothing where keys are off. */
export function actionsByKey({ keys }: KeyMap): Record<string, KeyAction> {
  return Object.fromEntries(keyActions.filter((action) => keys[action] !== '').map((action) => [keys[action], action]));
}
