/** Sets of rows, or of places in a list, as numbers that rise without repeats. */
export type SortedRows = Uint32Array;

/** A list so many times longer is searched in leaps instead of being walked. */
const leapsPay = 16;

/** The first place from `from` to below `end` whose number is not below `wanted`; `end` where there is none. */
export function placeOf(rows: SortedRows, wanted: number, from = 0, end = rows.length): number {
  let step = 1;
  let low = from;
  while (low + step < end && (rows[low + step] as number) < wanted) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is in both. */
export function intersection(left: SortedRows, right: SortedRows): SortedRows {
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  const kept = new Uint32Array(shorter.length);
  const leaps = longer.length > shorter.length * leapsPay;
  let count = 0;
  let at = 0;
  for (let place = 0; place < shorter.length; place++) {
    const row = shorter[place] as number;
    if (leaps) at = placeOf(longer, row, at);
    else while (at < longer.length && (longer[at] as number) < row) at++;
    if (at === longer.length) break;
    if (longer[at] === row) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

/** What is in either. */
export function union(left: SortedRows, right: SortedRows): SortedRows {
  const joined = new Uint32Array(left.length + right.length);
  let [count, inLeft, inRight] = [0, 0, 0];
  while (inLeft < left.length && inRight < right.length) {
    const one = left[inLeft] as number;
    const other = right[inRight] as number;
    joined[count++] = one < other ? one : other;
    if (one <= other) inLeft++;
    if (other <= one) inRight++;
  }
  const rest = inLeft < left.length ? left.subarray(inLeft) : right.subarray(inRight);
  joined.set(rest, count);
  return joined.subarray(0, count + rest.length);
}

/** What is in the first and not in the second. */
export function difference(left: SortedRows, right: SortedRows): SortedRows {
  const kept = new Uint32Array(left.length);
  if (left.length > right.length * leapsPay) return stretchesBetween(left, right, kept);
  let [count, at] = [0, 0];
  for (let place = 0; place < left.length; place++) {
    const row = left[place] as number;
    while (at < right.length && (right[at] as number) < row) at++;
    if (at === right.length || right[at] !== row) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

/** The same where little is taken away: what lies between is copied as it stands. */
function stretchesBetween(left: SortedRows, right: SortedRows, kept: Uint32Array): SortedRows {
  let [count, from] = [0, 0];
  for (let at = 0; at < right.length; at++) {
    const row = right[at] as number;
    const place = placeOf(left, row, from);
    kept.set(left.subarray(from, place), count);
    count += place - from;
    from = left[place] === row ? place + 1 : place;
  }
  kept.set(left.subarray(from), count);
  return kept.subarray(0, count + left.length - from);
}

/** The numbers from 0 to below `end` that are not in a set. */
export function complement(rows: SortedRows, end: number): SortedRows {
  const others = new Uint32Array(end - rows.length);
  let [count, next] = [0, 0];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    while (next < row) others[count++] = next++;
    next = row + 1;
  }
  while (next < end) others[count++] = next++;
  return others;
}

/** What is in any of several. */
export function unionOf(sets: readonly SortedRows[]): SortedRows {
  const [first = new Uint32Array(0), second] = sets;
  if (!second) return first;
  if (sets.length === 2) return union(first, second);
  // Pair by pair every row would be copied again and again: each is marked in its place instead.
  const marks = new Uint8Array(1 + Math.max(...sets.map((rows) => rows.at(-1) ?? 0)));
  let most = 0;
  for (const rows of sets) {
    most += rows.length;
    for (let at = 0; at < rows.length; at++) marks[rows[at] as number] = 1;
  }
  const joined = new Uint32Array(Math.min(most, marks.length));
  let count = 0;
  for (let row = 0; row < marks.length; row++) if (marks[row] === 1) joined[count++] = row;
  return joined.subarray(0, count);
}
