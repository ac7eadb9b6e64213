/** Sum over the positions of a list. */
export function sumOver(length: number, term: (index: number) => number): number {
  let total = 0;
  for (let index = 0; index < length; index += 1) total += term(index);
  return total;
}

export function sum(values: readonly number[]): number {
  return sumOver(values.length, (index) => at(values, index));
}

/** The number at an index the caller knows to exist; a list too short is a fault of ours and says so. */
export function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`No number at position ${index} of a list of ${values.length}.`);
  return value;
}

export function harmonicMean(values: readonly number[]): number {
  return values.length / sum(values.map((value) => 1 / value));
}
