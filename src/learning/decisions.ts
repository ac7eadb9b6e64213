/**
 * A model as training moves it: the influence of each record and, last, of the question on a decision value (the dual
 * weight with the sign of the label; 0 for all that are no members), and the decision values that follow.
 */
export interface Decisions {
  readonly influences: Float64Array;
  /** The decision value of a record or the question. */
  of(member: number): number;
  /** Similarity of a member to itself. */
  self(member: number): number;
  /** Gives a member of a class another influence. */
  move(member: number, isRelevant: boolean, influence: number): void;
  /** Products of what the two classes add to the model: the relevant with themselves, with the irrelevant, and those. */
  classProducts(): [number, number, number];
  /** Scales what each class adds. */
  scale(relevant: number, irrelevant: number): void;
  /** The decision value of every record. */
  everywhere(): Float64Array;
}
