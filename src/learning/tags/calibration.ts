/** Probability = 1 / (1 + exp(-(slope x score + offset))). */
export interface Sigmoid {
  slope: number;
  offset: number;
}

export function probabilityOf(sigmoid: Sigmoid, score: number): number {
  return 1 / (1 + Math.exp(-(sigmoid.slope * score + sigmoid.offset)));
}

/** Fewer labels of either kind than this say nothing about probabilities. */
const fewest = 5;

/**
 * Platt's calibration: the sigmoid of greatest likelihood, with targets drawn in from 0 and 1 by the number of labels
 * so that a clean split does not claim certainty. Null with fewer than five labels of a kind.
 */
export function fitSigmoid(scores: readonly number[], positive: readonly boolean[]): Sigmoid | null {
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives < fewest || negatives < fewest) return null;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 0;
  let offset = Math.log((positives + 1) / (negatives + 1));
  for (let step = 0; step < 100; step++) {
    let [gradientSlope, gradientOffset, curveSlope, curveBoth, curveOffset] = [0, 0, 1e-9, 0, 1e-9];
    scores.forEach((score, at) => {
      const chance = probabilityOf({ slope, offset }, score);
      const error = chance - (positive[at] ? high : low);
      const spread = chance * (1 - chance);
      gradientSlope += error * score;
      gradientOffset += error;
      curveSlope += spread * score * score;
      curveBoth += spread * score;
      curveOffset += spread;
    });
    const determinant = curveSlope * curveOffset - curveBoth * curveBoth;
    const moveSlope = (curveOffset * gradientSlope - curveBoth * gradientOffset) / determinant;
    const moveOffset = (curveSlope * gradientOffset - curveBoth * gradientSlope) / determinant;
    slope -= moveSlope;
    offset -= moveOffset;
    if (Math.abs(moveSlope) + Math.abs(moveOffset) < 1e-9) break;
  }
  return { slope, offset };
}
