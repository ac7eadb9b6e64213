/** A record as the fit sees it: which signs it shows, and the kind it was given. */
export interface SeenCase {
  /** Places in the list of signs. */
  signs: readonly number[];
  /** Place in the list of kinds. */
  kind: number;
  /** How many records it counts for. */
  times: number;
}

export interface FitOptions {
  /** How strongly a weight is drawn to its prior. */
  pull: number;
  /** How much more strongly where the words say nothing of the kind. */
  elsewhere: number;
  /** 0 counts every record alike, 1 every kind alike. */
  balance: number;
}

export const usualFit: FitOptions = { pull: 0.3, elsewhere: 3, balance: 0.2 };

/** What each sign weighs for each kind, a row a sign, and in the last row what each kind weighs before anything is read: log odds. */
export interface Weights {
  rows: Float64Array;
  kinds: number;
}

/** Steps of the descent: with twice as many, no weight of the shipped rules moves by more than a hundredth. */
const steps = 600;
/** Rounds of the search for how steep the loss can be. */
const rounds = 30;
/** Of the bias, which nothing draws away from 0 but itself. */
const biasPull = 0.3;

/**
 * A multinomial regression of kinds on signs, drawn towards what the words mean: each weight has a prior of its own.
 * Gradient descent with Nesterov's momentum over all records at once (Beck and Teboulle 2009, FISTA with a constant
 * step), the same every time.
 *
 * @param priors by sign and kind: the weight that the words of the sign suggest; nothing where they suggest none.
 */
export function fitWeights(
  records: readonly SeenCase[],
  priors: readonly ReadonlyMap<number, number>[],
  kinds: number,
  options: FitOptions = usualFit,
): Weights {
  // One row a sign and one for the bias, which every record shows and nothing but itself draws to 0.
  const bias = priors.length;
  const length = (bias + 1) * kinds;
  const start = new Float64Array(length);
  const pull = new Float64Array(length).fill(options.pull * options.elsewhere);
  pull.fill(biasPull, bias * kinds);
  priors.forEach((prior, sign) => {
    for (const [kind, weight] of prior) {
      start[sign * kinds + kind] = weight;
      pull[sign * kinds + kind] = options.pull;
    }
  });
  const shares = sharesOf(records, kinds, options.balance);
  // Longer steps than the loss is steep throw the weights to and fro.
  const rate = 1 / (steepness(records, shares, bias + 1) + pull.reduce((most, each) => Math.max(most, each), 0));
  const weights = Float64Array.from(start);
  const ahead = Float64Array.from(start);
  const slopes = new Float64Array(length);
  for (let step = 0; step < steps; step++) {
    for (let at = 0; at < length; at++) slopes[at] = value(pull, at) * (value(ahead, at) - value(start, at));
    records.forEach((record, index) => {
      addSlopes(slopes, record, ahead, kinds, shares[index] ?? 1);
    });
    const momentum = step / (step + 3);
    for (let at = 0; at < length; at++) {
      const next = value(ahead, at) - rate * value(slopes, at);
      ahead[at] = next + momentum * (next - value(weights, at));
      weights[at] = next;
    }
  }
  return { rows: weights, kinds };
}

/**
 * The most that the slope of the loss can change over a unit of weight: half the largest eigenvalue of the signs that
 * records show together (Boehning 1992), found by repeated multiplication.
 */
function steepness(records: readonly SeenCase[], shares: readonly number[], signs: number): number {
  let direction = new Float64Array(signs).fill(1);
  let length = 0;
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(signs);
    records.forEach((record, index) => {
      const shown = [...record.signs, signs - 1];
      const sum = (shares[index] ?? 1) * shown.reduce((total, sign) => total + value(direction, sign), 0);
      for (const sign of shown) next[sign] = value(next, sign) + sum;
    });
    length = Math.hypot(...next);
    direction = next.map((part) => part / length);
  }
  return length / 2;
}

/** The kind that weighs most for a record that shows these signs. */
export function heaviest(signs: readonly number[], { rows, kinds }: Weights): number {
  const found = chances(signs, rows, kinds);
  return found.indexOf(Math.max(...found));
}

/** What a sign weighs for a kind; the row after the last sign is the bias. */
export function weightOf({ rows, kinds }: Weights, sign: number, kind: number): number {
  return value(rows, sign * kinds + kind);
}

function addSlopes(
  slopes: Float64Array,
  { signs, kind }: SeenCase,
  rows: Float64Array,
  kinds: number,
  share: number,
): void {
  const rest = chances(signs, rows, kinds);
  rest[kind] = value(rest, kind) - 1;
  const bias = rows.length / kinds - 1;
  for (let at = 0; at <= signs.length; at++) {
    const row = (signs[at] ?? bias) * kinds;
    for (let to = 0; to < kinds; to++) slopes[row + to] = value(slopes, row + to) + share * value(rest, to);
  }
}

/** The share of each kind, as the weights of the signs have it. */
function chances(signs: readonly number[], rows: Float64Array, kinds: number): Float64Array {
  const sums = rows.slice(rows.length - kinds);
  for (const sign of signs)
    for (let kind = 0; kind < kinds; kind++) sums[kind] = value(sums, kind) + value(rows, sign * kinds + kind);
  const most = Math.max(...sums);
  let all = 0;
  for (let kind = 0; kind < kinds; kind++) {
    sums[kind] = Math.exp(value(sums, kind) - most);
    all += value(sums, kind);
  }
  for (let kind = 0; kind < kinds; kind++) sums[kind] = value(sums, kind) / all;
  return sums;
}

/** How much each record counts: rare kinds somewhat more, 1 on the average. */
function sharesOf(records: readonly SeenCase[], kinds: number, balance: number): number[] {
  const counts = new Array<number>(kinds).fill(1);
  for (const { kind, times } of records) counts[kind] = (counts[kind] ?? 1) + times;
  const raw = records.map(({ kind, times }) => times * (counts[kind] ?? 1) ** -balance);
  const mean = raw.reduce((sum, share) => sum + share, 0) / raw.length;
  return raw.map((share) => share / mean);
}

/** A place that is there: the arrays are made to the length they are read to. */
function value(numbers: Float64Array, at: number): number {
  return numbers[at] as number;
}
