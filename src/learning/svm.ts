import type { MemberSimilarities } from './kernel.ts';

/** What a linear SVM with squared hinge loss is trained on. */
export interface TrainingSet {
  /** +1 or -1 for each member. */
  signs: Int8Array;
  /** Cost of each member's squared hinge loss, above 0. */
  costs: Float64Array;
  similarities: Pick<MemberSimilarities, 'selfs' | 'product'>;
}

export interface TrainingSettings {
  /** Each linear system is solved until no margin is off by more than this. */
  tolerance: number;
  largestSteps: number;
}

export const defaultTraining: TrainingSettings = { tolerance: 1e-3, largestSteps: 50 };

/**
 * Newton's method for the L2-regularised squared hinge loss (Keerthi and DeCoste 2005; Chapelle 2007): the members
 * inside the margin obey one linear system, solved by conjugate gradients from where the last training ended. After
 * one more label that takes about five products of the members' similarities, and nothing in it is random.
 *
 * @param influences what each member adds to a decision value per similarity (its dual weight with its sign), to
 *   start from; changed in place to the solution
 */
export function trainSquaredHinge(set: TrainingSet, influences: Float64Array, settings = defaultTraining): void {
  const { signs, costs } = set;
  const { product } = set.similarities;
  const count = signs.length;
  const decisions = product(influences);
  const loss = (length: number, otherInfluences: Float64Array, otherDecisions: Float64Array) => {
    let sum = 0;
    for (let at = 0; at < count; at++) {
      const influence = between(influences, otherInfluences, length, at);
      const decision = between(decisions, otherDecisions, length, at);
      const short = Math.max(0, 1 - (signs[at] as number) * decision);
      sum += 0.5 * influence * decision + (costs[at] as number) * short * short;
    }
    return sum;
  };

  let active = insideMargin(signs, decisions);
  for (let step = 0; step < settings.largestSteps; step++) {
    const target = influences.map((influence, at) => (active[at] ? influence : 0));
    const unchanged = target.every((influence, at) => influence === influences[at]);
    const targetDecisions = unchanged ? decisions.slice() : product(target);
    solveActive(set, active, target, targetDecisions, settings.tolerance);
    const now = loss(0, target, targetDecisions);
    let length = 1;
    while (length > 1e-3 && loss(length, target, targetDecisions) > now + 1e-12) length /= 2;
    for (let at = 0; at < count; at++) {
      influences[at] = between(influences, target, length, at);
      decisions[at] = between(decisions, targetDecisions, length, at);
    }
    const next = insideMargin(signs, decisions);
    if (length === 1 && next.every((inside, at) => inside === active[at])) return;
    active = next;
  }
}

/**
 * Solves (K + D) x = signs over the active members, D = 1 / (2 cost), by conjugate gradients.
 *
 * @param solution x to start from, and at the end the solution
 * @param image K x, kept in step with it
 */
function solveActive(
  { signs, costs, similarities }: TrainingSet,
  active: Uint8Array,
  solution: Float64Array,
  image: Float64Array,
  tolerance: number,
): void {
  const count = signs.length;
  const residual = new Float64Array(count);
  const direction = new Float64Array(count);
  const scale = new Float64Array(count);
  let size = 0;
  for (let at = 0; at < count; at++) {
    if (!active[at]) continue;
    const slack = 0.5 / (costs[at] as number);
    scale[at] = 1 / ((similarities.selfs[at] as number) + slack);
    residual[at] = (signs[at] as number) - (image[at] as number) - slack * (solution[at] as number);
    direction[at] = (scale[at] as number) * (residual[at] as number);
    size += (direction[at] as number) * (residual[at] as number);
  }
  for (let round = 0; round < 10 * count; round++) {
    if (residual.every((value) => Math.abs(value) <= tolerance)) break;
    const moved = similarities.product(direction);
    let curvature = 0;
    for (let at = 0; at < count; at++) {
      const value = direction[at] as number;
      if (active[at]) curvature += value * ((moved[at] as number) + (0.5 / (costs[at] as number)) * value);
    }
    const length = size / curvature;
    let nextSize = 0;
    for (let at = 0; at < count; at++) {
      const value = direction[at] as number;
      image[at] = (image[at] as number) + length * (moved[at] as number);
      if (!active[at]) continue;
      solution[at] = (solution[at] as number) + length * value;
      const left = (residual[at] as number) - length * ((moved[at] as number) + (0.5 / (costs[at] as number)) * value);
      residual[at] = left;
      nextSize += left * left * (scale[at] as number);
    }
    for (let at = 0; at < count; at++) {
      if (!active[at]) continue;
      direction[at] = (scale[at] as number) * (residual[at] as number) + (nextSize / size) * (direction[at] as number);
    }
    size = nextSize;
  }
}

function insideMargin(signs: Int8Array, decisions: Float64Array): Uint8Array {
  return Uint8Array.from(signs, (sign, at) => (sign * (decisions[at] as number) < 1 ? 1 : 0));
}

function between(from: Float64Array, to: Float64Array, share: number, at: number): number {
  const start = from[at] as number;
  return start + share * ((to[at] as number) - start);
}
