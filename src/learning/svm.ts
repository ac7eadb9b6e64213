import type { Decisions } from './decisions.ts';

/** What a linear SVM with squared hinge loss is trained on. */
export interface TrainingSet {
  /** Numbers of the members in the kernel, each once. */
  members: Uint32Array;
  /** +1 or -1 for each member. */
  signs: Int8Array;
  /** Cost of each member's squared hinge loss, above 0. */
  costs: Float64Array;
}

/** More sweeps than any training has taken, so that a fault cannot keep a thread for ever. */
const mostSweeps = 100_000;

/**
 * Coordinate descent on the dual of the L2-regularised squared hinge loss (Hsieh and others 2008,
 * <https://doi.org/10.1145/1390156.1390208>), from where the last training ended. Each member that is off is moved to
 * where its own condition holds, until none is. One more label takes some hundreds of moves.
 *
 * One more relevant record changes the weight of every label, which single moves follow slowly. So after each sweep
 * both classes are scaled as a whole to where the dual is best. Nothing is random, every step lowers the strictly
 * convex dual, and the end is its one optimum from any start.
 *
 * @param model to start from, changed in place; whoever is no member any more is taken out
 * @param tolerance the training ends when no member's condition, on the scale of the margin, is off by more
 */
export function trainSquaredHinge({ members, signs, costs }: TrainingSet, model: Decisions, tolerance: number): void {
  const { influences } = model;
  takeOutOthers(members, signs, model);
  const slacks = costs.map((cost) => 0.5 / cost);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let moves = 0;
    for (let at = 0; at < members.length; at++) {
      const member = members[at] as number;
      const sign = signs[at] as number;
      const slack = slacks[at] as number;
      const influence = influences[member] as number;
      const gradient = sign * (model.of(member) + slack * influence) - 1;
      // Without influence a member may lie beyond the margin as far as it likes.
      if (influence === 0 ? gradient >= -tolerance : Math.abs(gradient) <= tolerance) continue;
      const dual = Math.max(0, sign * influence - gradient / (model.self(member) + slack));
      model.move(member, sign > 0, sign * dual);
      moves += 1;
    }
    if (moves === 0) return;
    scaleClasses(members, slacks, model);
  }
}

/** Scales the influences of each class by the factors that make the dual least; as they are where one would vanish. */
function scaleClasses(members: Uint32Array, slacks: Float64Array, model: Decisions): void {
  // The dual along the two factors p and q: (p, q) A (p, q)' / 2 - b (p, q)'.
  const [relevant, aPQ, irrelevant] = model.classProducts();
  let [aPP, aQQ] = [relevant, irrelevant];
  let [bP, bQ] = [0, 0];
  members.forEach((member, at) => {
    const influence = model.influences[member] as number;
    const own = (slacks[at] as number) * influence * influence;
    if (influence > 0) {
      aPP += own;
      bP += influence;
    } else {
      aQQ += own;
      bQ -= influence;
    }
  });
  const determinant = aPP * aQQ - aPQ * aPQ;
  const p = (aQQ * bP - aPQ * bQ) / determinant;
  const q = (aPP * bQ - aPQ * bP) / determinant;
  if (p > 0 && q > 0 && Number.isFinite(p + q)) model.scale(p, q);
}

function takeOutOthers(members: Uint32Array, signs: Int8Array, model: Decisions): void {
  const signOf = new Int8Array(model.influences.length);
  members.forEach((member, at) => {
    signOf[member] = signs[at] as number;
  });
  model.influences.forEach((influence, member) => {
    // A member whose label was changed starts anew.
    if (influence !== 0 && influence * (signOf[member] as number) <= 0) model.move(member, influence > 0, 0);
  });
}
