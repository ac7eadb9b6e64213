/**
 * The product of the first `length` numbers of two vectors. Four sums side by side: one alone would wait for each
 * addition to end before the next begins.
 */
export function leadingProduct(a: Float64Array, b: Float64Array, length: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < length; at += 4) {
    first += (a[at] as number) * (b[at] as number);
    second += (a[at + 1] as number) * (b[at + 1] as number);
    third += (a[at + 2] as number) * (b[at + 2] as number);
    fourth += (a[at + 3] as number) * (b[at + 3] as number);
  }
  for (; at < length; at++) first += (a[at] as number) * (b[at] as number);
  return first + second + (third + fourth);
}
