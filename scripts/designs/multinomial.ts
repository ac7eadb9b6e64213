/** A record as the fit sees it: which signs it shows, and the design it was given. */
export interface SeenRecord {
  /** Places in the list of signs. */
  signs: readonly number[];
  /** Place in the list of designs. */
  design: number;
  /** How many records it counts for. */
  times: number;
}

export interface FitOptions {
  /** How strongly a weight is drawn to its prior. */
  pull: number;
  /** How much more strongly where the words say nothing of the design. */
  elsewhere: number;
  /** 0 counts every record alike, 1 every design alike. */
  balance: number;
}

export const usualFit: FitOptions = { pull: 0.3, elsewhere: 3, balance: 0.2 };

/** What each sign weighs for each design, a row a sign, and in the last row what each design weighs before anything is read: log odds. */
export interface Weights {
  rows: Float64Array;
  designs: number;
}

/** Steps of the descent: with four times as many, no weight of the shipped rules moves by more than a tenth. */
const steps = 800;
const momentum = 0.9;
/** Of the bias, which nothing draws away from 0 but itself. */
const biasPull = 0.3;

/**
 * A multinomial regression of designs on signs, drawn towards what the words mean: each weight has a prior of its own.
 * Gradient descent with Nesterov's momentum over all records at once, the same every time.
 *
 * @param priors by sign and design: the weight that the words of the sign suggest; nothing where they suggest none.
 */
export function fitWeights(
  records: readonly SeenRecord[],
  priors: readonly ReadonlyMap<number, number>[],
  designs: number,
  options: FitOptions = usualFit,
): Weights {
  // One row a sign and one for the bias, which every record shows and nothing but itself draws to 0.
  const bias = priors.length;
  const length = (bias + 1) * designs;
  const start = new Float64Array(length);
  const pull = new Float64Array(length).fill(options.pull * options.elsewhere);
  pull.fill(biasPull, bias * designs);
  priors.forEach((prior, sign) => {
    for (const [design, weight] of prior) {
      start[sign * designs + design] = weight;
      pull[sign * designs + design] = options.pull;
    }
  });
  const shares = sharesOf(records, designs, options.balance);
  const rate = 2 / records.length;
  const weights = Float64Array.from(start);
  const speeds = new Float64Array(length);
  const ahead = new Float64Array(length);
  const slopes = new Float64Array(length);
  for (let step = 0; step < steps; step++) {
    for (let at = 0; at < length; at++) ahead[at] = value(weights, at) + momentum * value(speeds, at);
    for (let at = 0; at < length; at++) slopes[at] = value(pull, at) * (value(ahead, at) - value(start, at));
    records.forEach((record, index) => {
      addSlopes(slopes, record, ahead, designs, shares[index] ?? 1);
    });
    for (let at = 0; at < length; at++) {
      speeds[at] = momentum * value(speeds, at) - rate * value(slopes, at);
      weights[at] = value(weights, at) + value(speeds, at);
    }
  }
  return { rows: weights, designs };
}

/** The design that weighs most for a record that shows these signs. */
export function heaviest(signs: readonly number[], { rows, designs }: Weights): number {
  const found = chances(signs, rows, designs);
  return found.indexOf(Math.max(...found));
}

/** What a sign weighs for a design; the row after the last sign is the bias. */
export function weightOf({ rows, designs }: Weights, sign: number, design: number): number {
  return value(rows, sign * designs + design);
}

function addSlopes(
  slopes: Float64Array,
  { signs, design }: SeenRecord,
  rows: Float64Array,
  designs: number,
  share: number,
): void {
  const rest = chances(signs, rows, designs);
  rest[design] = value(rest, design) - 1;
  const bias = rows.length / designs - 1;
  for (let at = 0; at <= signs.length; at++) {
    const row = (signs[at] ?? bias) * designs;
    for (let to = 0; to < designs; to++) slopes[row + to] = value(slopes, row + to) + share * value(rest, to);
  }
}

/** The share of each design, as the weights of the signs have it. */
function chances(signs: readonly number[], rows: Float64Array, designs: number): Float64Array {
  const sums = rows.slice(rows.length - designs);
  for (const sign of signs)
    for (let design = 0; design < designs; design++)
      sums[design] = value(sums, design) + value(rows, sign * designs + design);
  const most = Math.max(...sums);
  let all = 0;
  for (let design = 0; design < designs; design++) {
    sums[design] = Math.exp(value(sums, design) - most);
    all += value(sums, design);
  }
  for (let design = 0; design < designs; design++) sums[design] = value(sums, design) / all;
  return sums;
}

/** How much each record counts: rare designs somewhat more, 1 on the average. */
function sharesOf(records: readonly SeenRecord[], designs: number, balance: number): number[] {
  const counts = new Array<number>(designs).fill(1);
  for (const { design, times } of records) counts[design] = (counts[design] ?? 1) + times;
  const raw = records.map(({ design, times }) => times * (counts[design] ?? 1) ** -balance);
  const mean = raw.reduce((sum, share) => sum + share, 0) / raw.length;
  return raw.map((share) => share / mean);
}

/** A place that is there: the arrays are made to the length they are read to. */
function value(numbers: Float64Array, at: number): number {
  return numbers[at] as number;
}
