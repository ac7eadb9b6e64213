import type { FeatureSettings } from '../features.ts';

/** What tags are learned from: pieces of words, which also catch spellings and compounds never labelled. */
export const tagFeatures: FeatureSettings = {
  titleTimes: 1,
  blocks: [{ terms: { kind: 'characters', shortest: 3, longest: 5 }, share: 1, minimumTexts: 3, largestShare: 0.9 }],
};

/** What definitions are compared by: their words first, pieces of words for the forms in between. */
export const definitionFeatures: FeatureSettings = {
  titleTimes: 1,
  blocks: [
    {
      terms: { kind: 'words', stemmed: true, shortest: 1, longest: 2 },
      share: 0.5,
      minimumTexts: 2,
      largestShare: 0.9,
    },
    { terms: { kind: 'characters', shortest: 3, longest: 5 }, share: 0.5, minimumTexts: 3, largestShare: 0.9 },
  ],
};

/** Share of records that a tag is expected on before anyone used it. */
export const expectedShare = 0.13;
