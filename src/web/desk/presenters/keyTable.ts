import type { Site } from '../../site.ts';
import { type KeyAction, type KeyGroup, keyGroups } from '../keys/actions.ts';
import type { KeyFault, KeyMap } from '../keys/keyMap.ts';
import { signsOf, wordsOf } from '../keys/keyNames.ts';

/** A key as it is drawn, and as it is said aloud. */
export interface KeySign {
  sign: string;
  spoken: string;
}

/** All keys of one person, a row a thing they do. */
export interface KeyListView {
  rows: { name: string; hint: string | null; signs: KeySign[] }[];
}

export interface KeyTableView extends KeyListView {
  form: {
    action: string;
    status: string | null;
    errors: { message: string; href: string }[];
    isOn: boolean;
    groups: {
      name: string;
      hint: string | null;
      isNumbered: boolean;
      /** `shown` is as much of the label as stands beside a field among many of its kind. */
      fields: { id: string; name: string; label: string; shown: string; value: string; isBad: boolean }[];
    }[];
  };
}

export interface KeyFormState {
  /** What was sent and not taken; else what is kept. */
  written: (action: KeyAction) => string;
  isOn: boolean;
  faults: readonly KeyFault[];
  status: string | null;
}

const numbered = new Set<KeyGroup>(['choice', 'predictor']);

/** What a key does, in words. */
export function actionName({ messages, format }: Site, action: KeyAction): string {
  const { keyTable } = messages.desk;
  const [, kind, place] = /^(choice|predictor)(\d)$/.exec(action) ?? [];
  if (kind) return keyTable[kind as 'choice' | 'predictor'](format.number(Number(place)));
  return keyTable.actions[action as keyof typeof keyTable.actions];
}

/** Every key of the desk as one person has them. */
export function presentKeyList(site: Site, { keys }: KeyMap): KeyListView {
  const { keyTable } = site.messages.desk;
  const signs = (actions: readonly KeyAction[]): KeySign[] =>
    actions.flatMap((action) => signsOf(keys[action]).map((sign) => ({ sign, spoken: spoken(site, sign) })));
  const rows = (Object.keys(keyGroups) as KeyGroup[]).flatMap((group) => {
    const actions: readonly KeyAction[] = keyGroups[group];
    if (numbered.has(group))
      return [{ name: keyTable.groups[group], hint: keyTable.groupHints[group] ?? null, signs: signs(actions) }];
    return actions.map((action) => ({
      name: group === 'stance' ? `${keyTable.groups.stance}: ${actionName(site, action)}` : actionName(site, action),
      hint: null,
      signs: signs([action]),
    }));
  });
  // Escape is the one key that is nobody's to change.
  const leaving = { name: keyTable.esc, hint: null, signs: [{ sign: 'Esc', spoken: 'Escape' }] };
  return { rows: [...rows, leaving] };
}

/** The page on which a person sets them. */
export function presentKeyTable(site: Site, action: string, map: KeyMap, state: KeyFormState): KeyTableView {
  const { keyTable } = site.messages.desk;
  const bad = new Set(state.faults.flatMap((fault) => ('other' in fault ? [fault.action, fault.other] : fault.action)));
  return {
    ...presentKeyList(site, map),
    form: {
      action,
      status: state.status,
      errors: state.faults.map((fault) => ({
        message: faultSentence(site, fault, state.written),
        href: `#${fieldId(fault.action)}`,
      })),
      isOn: state.isOn,
      groups: (Object.keys(keyGroups) as KeyGroup[]).map((group) => ({
        name: keyTable.groups[group],
        hint: keyTable.groupHints[group] ?? null,
        isNumbered: numbered.has(group),
        fields: keyGroups[group].map((each) => ({
          id: fieldId(each),
          name: each,
          label: actionName(site, each),
          shown: numbered.has(group) ? site.format.number(Number(each.slice(-1))) : actionName(site, each),
          value: state.written(each),
          isBad: bad.has(each),
        })),
      })),
    },
  };
}

/** What stands in a person's form before anything was sent. */
export function writtenKeys({ keys }: KeyMap): (action: KeyAction) => string {
  return (action) => wordsOf(keys[action]);
}

function fieldId(action: KeyAction): string {
  return `key-${action}`;
}

function faultSentence(site: Site, fault: KeyFault, written: (action: KeyAction) => string): string {
  const { keyTable } = site.messages.desk;
  const name = actionName(site, fault.action);
  if (!('other' in fault)) return keyTable[fault.kind](name, written(fault.action));
  return keyTable[fault.kind](name, actionName(site, fault.other), written(fault.action));
}

function spoken({ messages }: Site, sign: string): string {
  const { keyTable } = messages.desk;
  const [, shift, name = ''] = /^(⇧?)(.+)$/u.exec(sign) ?? [];
  const word = keyTable.spoken[name] ?? name;
  return shift ? keyTable.spokenShift(word) : word;
}
