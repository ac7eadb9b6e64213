/** How far each score lies from the mean, in standard deviations; 0 where all are the same. */
export function standardized(scores: Float64Array): Float64Array {
  const scale = scaleOf(scores);
  return scores.map(scale);
}

/** The same scale for other scores than those that it was taken from. */
export function scaleOf(scores: Float64Array): (score: number) => number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
  return (score) => (deviation < 1e-12 ? 0 : (score - mean) / deviation);
}
