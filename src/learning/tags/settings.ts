import type { FeatureSettings } from '../features.ts';

/** What tags are learned from and definitions compared by: words, and pieces of words for the forms in between. */
export const tagFeatures: FeatureSettings = {
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

/** How tags are learned. Chosen by cross-validation on the training part of a public corpus; see docs/learning.md. */
export interface TagSettings {
  /** Added to each record's similarity to itself: larger trusts single labels less. */
  ridge: number;
  /** At this many confirmed uses of a tag, labels speak as loudly as the prior. */
  labelsToMatchPrior: number;
  /** At this many confirmed uses of all tags together, the cut comes half from the labels. */
  labelsToMatchCut: number;
  /** How many records the expected share counts for against the share seen. */
  shareWeight: number;
  /** Pull of the weights that all tags share, of each tag's own offset and of its own slope towards what is expected. */
  pulls: { shared: number; offset: number; slope: number };
  /** More labelled records than this are thinned evenly: the cost grows with their cube. */
  mostRecords: number;
}

export const defaultTagSettings: TagSettings = {
  ridge: 1 / 3,
  labelsToMatchPrior: 20,
  labelsToMatchCut: 10,
  shareWeight: 20,
  pulls: { shared: 10, offset: 2, slope: 4 },
  mostRecords: 1500,
};
