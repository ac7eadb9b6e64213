/** Maps a domain linearly onto a range; a domain of one point goes to the middle of it. */
export function linearScale(
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  const span = high - low;
  return (value) => (span === 0 ? (start + end) / 2 : start + ((value - low) / span) * (end - start));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
