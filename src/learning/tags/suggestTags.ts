import { probabilityOf } from './calibration.ts';
import { isSuggested, type LearnedTag, learnTags, type TagLabels } from './learnTags.ts';
import type { TagPrior } from './priors.ts';
import type { TagSimilarities } from './similarities.ts';

/** Which part of what is known carried a suggestion over its cut, by itself or with the others' help. */
export type Speaker = TagPrior['source'] | 'labels' | 'otherTags';

export interface TagSuggestion {
  tag: string;
  /** Log odds above the cut: 0 is just suggested. */
  margin: number;
  /** Null while fewer than five labels of either kind tell. */
  probability: number | null;
  /** What each part adds to the score beyond what it adds to an average record; the loudest first. */
  spoke: { by: Speaker; adds: number }[];
}

export interface SuggestionSettings {
  /**
   * Tags for which labels may speak; all others are left to their priors. Give those that cross-validation found no
   * worse for it (`tagAgreementByFolds`), so that a tag never loses by being learned.
   */
  learned: ReadonlySet<string>;
}

/**
 * One list of suggestions a record from what the rules (or definitions) say and from what confirmed tags teach. With
 * no label it is exactly the rules' own list; labels take over as they come.
 *
 * @returns by record, the tags at or above their cut, surest first
 */
export function suggestTags(
  similarities: TagSimilarities,
  priors: ReadonlyMap<string, TagPrior>,
  labels: TagLabels,
  { learned }: SuggestionSettings,
): TagSuggestion[][] {
  const byPrior = learnTags(similarities, priors, { records: [], tags: [] });
  const byBoth = labels.records.length > 0 ? learnTags(similarities, priors, labels) : byPrior;
  const speakers = Array.from(priors, ([tag, { source }]) => {
    const model = (learned.has(tag) ? byBoth : byPrior).get(tag) as LearnedTag;
    return { tag, model, parts: partsOf(model, source) };
  });
  return Array.from({ length: similarities.records }, (_, record) =>
    speakers
      .filter(({ model }) => isSuggested(model, record))
      .map(({ tag, model, parts }): TagSuggestion => {
        const score = model.scores[record] as number;
        return {
          tag,
          margin: score - model.cut,
          probability: model.probability ? probabilityOf(model.probability, score) : null,
          spoke: parts
            .map(({ by, part, mean }) => ({ by, adds: (part[record] as number) - mean }))
            .filter(({ adds }) => adds > 0)
            .sort((a, b) => b.adds - a.adds),
        };
      })
      .sort((a, b) => b.margin - a.margin),
  );
}

function partsOf({ fromPrior, fromLabels, fromOtherTags }: LearnedTag, source: TagPrior['source']) {
  const parts: [Speaker, Float64Array][] = [
    [source, fromPrior],
    ['labels', fromLabels],
    ['otherTags', fromOtherTags],
  ];
  return parts.map(([by, part]) => ({ by, part, mean: part.reduce((sum, each) => sum + each, 0) / part.length }));
}
