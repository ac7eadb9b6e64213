import type { KeyAction, KeyGroup } from '../desk/keys/actions.ts';

type Numbered = `choice${number}` | `predictor${number}`;

/** The keys of the desk, and the page on which a person sets them. */
export const keysEn = {
  title: 'Keys of the reviewers’ desk',
  lead: 'Keys rest while you type and while an input method composes. Each has a button of its own on the page.',
  key: 'Key',
  does: 'What it does',
  yours: 'Your keys now',
  noKey: 'off',
  close: 'Close',
  change: 'Change the keys',
  esc: 'Leave a field, close this table',
  /** How keys without a sign of their own are said aloud. */
  spoken: { '⏎': 'Enter', '↑': 'Arrow up', '↓': 'Arrow down', '←': 'Arrow left', '→': 'Arrow right' } as Record<
    string,
    string
  >,
  spokenShift: (sign: string) => `Shift ${sign}`,
  groups: {
    decision: 'Decision',
    choice: 'Reasons and mechanisms',
    predictor: 'Predictors',
    sentence: 'Sentences',
    stance: 'Stance of the mechanism last tagged',
    page: 'Page',
  } satisfies Record<KeyGroup, string> as Record<KeyGroup, string>,
  groupHints: {
    choice: 'The reason by its place in the list once Exclude is chosen, else the mechanism.',
    predictor: 'The predictor by its place in the list.',
  } as Partial<Record<KeyGroup, string>>,
  actions: {
    include: 'Include',
    unsure: 'Unsure',
    exclude: 'Exclude',
    nextSentence: 'Next sentence',
    previousSentence: 'Previous sentence',
    supports: 'Supports',
    discusses: 'Discusses',
    contradicts: 'Contradicts',
    note: 'Go to the note',
    text: 'Show the next language of the abstract',
    fullText: 'Open the full text',
    next: 'Skip to the next record',
    back: 'Back to the record before',
    undo: 'Take the newest vote back',
    save: 'Save and go on',
    search: 'Search the catalog',
    queue: 'Go to your work',
    help: 'Show all keys',
  } satisfies Record<Exclude<KeyAction, Numbered>, string> as Record<Exclude<KeyAction, Numbered>, string>,
  choice: (place: string) => `Reason or mechanism ${place}`,
  predictor: (place: string) => `Predictor ${place}`,
  formTitle: 'Set your own keys',
  formLead:
    'Write a letter, a digit or a sign, or the name of a key: up, down, enter, page down, F2. “shift 3” and “alt i” are keys too, and “g q” is g and then q. An empty field switches that key off.',
  allOn: 'Keys are switched on',
  save: 'Save my keys',
  reset: 'Back to the usual keys',
  saved: 'Your keys are saved.',
  wereReset: 'The usual keys are back.',
  errors: 'Your keys were not saved',
  unknown: (action: string, written: string) => `${action}: “${written}” is no key that can be told.`,
  browser: (action: string, written: string) =>
    `${action}: “${written}” belongs to the browser and to screen readers; choose another.`,
  same: (action: string, other: string, key: string) =>
    `“${action}” and “${other}” cannot both have the key ${key}; change one of them or leave it empty.`,
  first: (action: string, other: string, key: string) =>
    `“${action}” has the key ${key}, with which the two keys of “${other}” begin; change one of them or leave it empty.`,
};

export type KeyMessages = typeof keysEn;
