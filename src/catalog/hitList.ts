/** Sets of records as their positions in the facet index, ascending and without repeats. */
export type HitList = Uint32Array;

export function everything(count: number): HitList {
  return Uint32Array.from({ length: count }, (_, position) => position);
}

/** What is in both lists. */
export function intersection(left: HitList, right: HitList): HitList {
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  const kept = new Uint32Array(shorter.length);
  let count = 0;
  let at = 0;
  for (let place = 0; place < shorter.length; place++) {
    const position = shorter[place] as number;
    while (at < longer.length && (longer[at] as number) < position) at++;
    if (longer[at] === position) kept[count++] = position;
  }
  return kept.subarray(0, count);
}

/** What is in either list. */
export function union(left: HitList, right: HitList): HitList {
  const joined = new Uint32Array(left.length + right.length);
  let [count, inLeft, inRight] = [0, 0, 0];
  while (inLeft < left.length || inRight < right.length) {
    const one = left[inLeft] ?? Number.POSITIVE_INFINITY;
    const other = right[inRight] ?? Number.POSITIVE_INFINITY;
    joined[count++] = Math.min(one, other);
    if (one <= other) inLeft++;
    if (other <= one) inRight++;
  }
  return joined.subarray(0, count);
}

/** What is in the first list and not in the second. */
export function difference(left: HitList, right: HitList): HitList {
  const kept = new Uint32Array(left.length);
  let [count, at] = [0, 0];
  for (let place = 0; place < left.length; place++) {
    const position = left[place] as number;
    while (at < right.length && (right[at] as number) < position) at++;
    if (right[at] !== position) kept[count++] = position;
  }
  return kept.subarray(0, count);
}
