/**
 * The words of the reviewers' desk. A *vote* is one reviewer's answer about one record at one stage; a *settlement* is
 * the answer that the review goes on with, because the votes agree or because an adjudicator decided.
 */

/** What reviewers do with a record, in the order they do it. */
export const stages = ['title-abstract', 'full-text', 'tagging', 'extraction'] as const;
export type Stage = (typeof stages)[number];

/** The stages at which a record is taken into the review or left out. */
export const screeningStages = ['title-abstract', 'full-text'] as const;
export type ScreeningStage = (typeof screeningStages)[number];

export const verdicts = ['include', 'unsure', 'exclude'] as const;
export type Verdict = (typeof verdicts)[number];

/** How the queue is put in order. `random` is the same for one reviewer on every day. */
export const queueOrders = ['relevant', 'uncertain', 'random', 'oldest'] as const;
export type QueueOrder = (typeof queueOrders)[number];

export function isStage(word: string): word is Stage {
  return (stages as readonly string[]).includes(word);
}

export function isScreeningStage(stage: Stage): stage is ScreeningStage {
  return (screeningStages as readonly string[]).includes(stage);
}
