/** Places that have a key of their own in a list of reasons, mechanisms or predictors. */
export const numberedPlaces = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
type Place = (typeof numberedPlaces)[number];

/** What can be done by a key at the desk, with the key that does it unless somebody wants another. */
export const usualKeys = {
  include: 'i',
  unsure: 'u',
  exclude: 'e',
  nextSentence: 'ArrowDown',
  previousSentence: 'ArrowUp',
  ...numbered('choice', ''),
  ...numbered('predictor', 'Shift+'),
  supports: 's',
  discusses: 'd',
  contradicts: 'c',
  note: 'n',
  text: 'l',
  fullText: 'o',
  next: 'j',
  back: 'k',
  undo: 'z',
  save: 'Enter',
  search: '/',
  queue: 'g q',
  help: '?',
} as const satisfies Record<string, string>;

export type KeyAction = keyof typeof usualKeys;

export const keyActions = Object.keys(usualKeys) as KeyAction[];

/** The same in the groups in which they are shown. */
export const keyGroups = {
  decision: ['include', 'unsure', 'exclude'],
  choice: numberedPlaces.map((place) => `choice${place}` as const),
  predictor: numberedPlaces.map((place) => `predictor${place}` as const),
  sentence: ['nextSentence', 'previousSentence', 'text'],
  stance: ['supports', 'discusses', 'contradicts'],
  page: ['note', 'save', 'next', 'back', 'undo', 'fullText', 'search', 'queue', 'help'],
} as const satisfies Record<string, readonly KeyAction[]>;

export type KeyGroup = keyof typeof keyGroups;

function numbered<Kind extends string>(kind: Kind, modifier: string): Record<`${Kind}${Place}`, string> {
  const entries = numberedPlaces.map((place) => [`${kind}${place}`, `${modifier}${place}`]);
  return Object.fromEntries(entries) as Record<`${Kind}${Place}`, string>;
}
