import type { Kernel } from './kernel.ts';

/** What a linear SVM with squared hinge loss is trained on. */
export interface TrainingSet {
  /** Numbers of the members in the kernel, each once. */
  members: Uint32Array;
  /** +1 or -1 for each member. */
  signs: Int8Array;
  /** Cost of each member's squared hinge loss, above 0. */
  costs: Float64Array;
}

/** A trained model by what each record, and last the question, adds to it. */
export interface DualModel {
  /** The dual weight with the sign of the label; 0 for all that are no members. */
  influences: Float64Array;
  /** What the relevant and the irrelevant add to the decision value of each: kept in step with the influences. */
  fromRelevant: Float64Array;
  fromIrrelevant: Float64Array;
}

/** More sweeps than any training has taken, so that a fault cannot keep a thread for ever. */
const mostSweeps = 100_000;

export function untrained({ records }: Kernel): DualModel {
  const zeros = () => new Float64Array(records + 1);
  return { influences: zeros(), fromRelevant: zeros(), fromIrrelevant: zeros() };
}

/**
 * Coordinate descent on the dual of the L2-regularised squared hinge loss (Hsieh and others 2008,
 * <https://doi.org/10.1145/1390156.1390208>), from where the last training ended. Each member that is off is moved to
 * where its own condition holds, until none is. All decision values are kept, so that looking costs nothing and a
 * move one pass over one row of similarities; one more label takes some hundreds of moves.
 *
 * One more relevant record changes the weight of every label, which single moves follow slowly. So after each sweep
 * both classes are scaled as a whole to where the dual is best. Nothing is random, every step lowers the strictly
 * convex dual, and the end is its one optimum from any start.
 *
 * @param model to start from, changed in place; whoever is no member any more is taken out
 * @param tolerance the training ends when no member's condition, on the scale of the margin, is off by more
 */
export function trainSquaredHinge(kernel: Kernel, set: TrainingSet, model: DualModel, tolerance: number): void {
  const { members, signs, costs } = set;
  const { influences, fromRelevant, fromIrrelevant } = model;
  takeOutOthers(kernel, set, model);
  const slacks = costs.map((cost) => 0.5 / cost);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let moves = 0;
    for (let at = 0; at < members.length; at++) {
      const member = members[at] as number;
      const sign = signs[at] as number;
      const slack = slacks[at] as number;
      const influence = influences[member] as number;
      const decision = (fromRelevant[member] as number) + (fromIrrelevant[member] as number);
      const gradient = sign * (decision + slack * influence) - 1;
      // Without influence a member may lie beyond the margin as far as it likes.
      if (influence === 0 ? gradient >= -tolerance : Math.abs(gradient) <= tolerance) continue;
      const row = kernel.row(member);
      const dual = Math.max(0, sign * influence - gradient / ((row[member] as number) + slack));
      move(model, row, member, sign, dual);
      moves += 1;
    }
    if (moves === 0) return;
    scaleClasses(set, slacks, model);
  }
}

/** Scales the influences of each class by the factors that make the dual least; as they are where one would vanish. */
function scaleClasses({ members, signs }: TrainingSet, slacks: Float64Array, model: DualModel): void {
  const { influences, fromRelevant, fromIrrelevant } = model;
  // The dual along the two factors p and q: (p, q) A (p, q)' / 2 - b (p, q)'.
  let [aPP, aPQ, aQQ, bP, bQ] = [0, 0, 0, 0, 0];
  for (let at = 0; at < members.length; at++) {
    const member = members[at] as number;
    const influence = influences[member] as number;
    if (influence === 0) continue;
    const own = (slacks[at] as number) * influence * influence;
    if (signs[at] === 1) {
      aPP += influence * (fromRelevant[member] as number) + own;
      aPQ += influence * (fromIrrelevant[member] as number);
      bP += influence;
    } else {
      aQQ += influence * (fromIrrelevant[member] as number) + own;
      bQ -= influence;
    }
  }
  const determinant = aPP * aQQ - aPQ * aPQ;
  const p = (aQQ * bP - aPQ * bQ) / determinant;
  const q = (aPP * bQ - aPQ * bP) / determinant;
  if (!(p > 0 && q > 0 && Number.isFinite(p + q))) return;
  for (let at = 0; at < influences.length; at++) {
    const influence = influences[at] as number;
    influences[at] = influence * (influence > 0 ? p : q);
    fromRelevant[at] = (fromRelevant[at] as number) * p;
    fromIrrelevant[at] = (fromIrrelevant[at] as number) * q;
  }
}

function takeOutOthers(kernel: Kernel, { members, signs }: TrainingSet, model: DualModel): void {
  const signOf = new Int8Array(model.influences.length);
  members.forEach((member, at) => {
    signOf[member] = signs[at] as number;
  });
  model.influences.forEach((influence, member) => {
    // A member whose label was changed starts anew.
    if (influence * (signOf[member] as number) > 0 || influence === 0) return;
    move(model, kernel.row(member), member, Math.sign(influence), 0);
  });
}

/** Gives a member another dual weight. Nearly all the time of a training is spent here. */
function move(model: DualModel, row: Float32Array, member: number, sign: number, dual: number): void {
  const decisions = sign > 0 ? model.fromRelevant : model.fromIrrelevant;
  const change = sign * dual - (model.influences[member] as number);
  model.influences[member] = sign * dual;
  for (let at = 0; at < row.length; at++) decisions[at] = (decisions[at] as number) + change * (row[at] as number);
}
