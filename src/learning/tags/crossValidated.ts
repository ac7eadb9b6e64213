import { createRandom, shuffle } from '../random.ts';
import {
  type CurvePoint,
  type EvaluationSettings,
  learningCurve,
  prepareTags,
  type TaggedText,
} from './learningCurve.ts';

export interface CrossValidation {
  /** Means over the folds; the last point has every label of the other folds. */
  curve: CurvePoint[];
  /** Mean F1 of each tag with every label. */
  tagF1: Record<string, number>;
}

/**
 * The learning curve where there is no separate test set: every text is measured once, by models that never saw its
 * tags.
 *
 * @param done told after each fold, counted from 1
 */
export function crossValidated(
  texts: readonly TaggedText[],
  definitions: ReadonlyMap<string, string>,
  folds: number,
  settings: EvaluationSettings,
  done: (fold: number) => void = () => {},
): CrossValidation {
  const order = Uint32Array.from(texts.keys());
  shuffle(order, createRandom(settings.seed));
  const prepared = prepareTags(texts, definitions);
  const evaluations = Array.from({ length: folds }, (_, fold) => {
    const part = (mine: boolean) => order.filter((_text, place) => (place % folds === fold) === mine);
    const evaluation = learningCurve(prepared, part(false), part(true), settings);
    done(fold + 1);
    return evaluation;
  });
  const mean = (figure: (evaluation: (typeof evaluations)[number]) => number) =>
    evaluations.reduce((sum, evaluation) => sum + figure(evaluation), 0) / folds;
  const points = evaluations[0]?.curve ?? [];
  return {
    curve: points.map((point, at) => ({
      labels: point.labels,
      microF1: mean(({ curve }) => curve[at]?.microF1 ?? 0),
      macroF1: mean(({ curve }) => curve[at]?.macroF1 ?? 0),
      exampleF1: mean(({ curve }) => curve[at]?.exampleF1 ?? 0),
    })),
    tagF1: Object.fromEntries([...definitions.keys()].map((tag) => [tag, mean(({ full }) => full.tags[tag]?.f1 ?? 0)])),
  };
}
