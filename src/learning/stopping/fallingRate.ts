/**
 * How often relevant records still turn up, as a rate that falls while the reading goes on: a Poisson process with
 * rate (1 + read / scale)^-steepness + floor, up to a factor. The floor is for the stragglers that no ranking brings
 * forward. All shapes of a grid are weighed by how well they fit the finds so far, so that no single fit is believed.
 * Point processes as stopping rules: Stevenson and Bin-Hezam 2023, <https://doi.org/10.1145/3631990>.
 */
interface Shape {
  scale: number;
  steepness: number;
  floor: number;
}

const steepnesses = [0.5, 1, 1.5, 2, 3, 4, 6, 9];
const floors = [0, 0.001, 0.003, 0.01, 0.03];
const scales = 14;
const smallestScale = 3;

/** Fewer finds than this give no shape to weigh. */
export const fewestFinds = 3;

/** What the finds so far say about the relevant records left. */
export interface Outlook {
  /** The chance that at most so many are left. */
  chanceOfAtMost(missed: number): number;
  /** The fewest that are left at most, at the given confidence; never more than there are records unread. */
  mostMissed(confidence: number): number;
}

/**
 * @param finds places of the relevant records among those read, counted from 0
 * @param read records read
 * @param records all records
 */
export function outlookOf(finds: readonly number[], read: number, records: number): Outlook {
  const shapes = shapesFor(records);
  const likelihoods = shapes.map((shape) => {
    const logs = finds.reduce((sum, place) => sum + Math.log(rate(shape, place + 0.5)), 0);
    return logs - finds.length * Math.log(expected(shape, read));
  });
  const best = Math.max(...likelihoods);
  const weights = likelihoods.map((likelihood) => Math.exp(likelihood - best));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const ratios = shapes.map((shape) => expected(shape, records) / expected(shape, read) - 1);
  const laws = shapes.map((_, at) => ({ weight: (weights[at] as number) / whole, ratio: ratios[at] as number }));

  /** The chance of at most 0, 1, 2, … more finds, as far as it is asked. */
  function* chances(): Generator<number> {
    // The factor of the rate is unknown, so the finds to come follow a negative binomial law.
    const terms = Float64Array.from(laws, ({ weight, ratio }) => weight * (1 + ratio) ** -finds.length);
    let sum = 0;
    for (let more = 0; ; more++) {
      for (let at = 0; at < terms.length; at++) {
        sum += terms[at] as number;
        const { ratio } = laws[at] as (typeof laws)[number];
        terms[at] = ((terms[at] as number) * (ratio / (1 + ratio)) * (finds.length + more)) / (more + 1);
      }
      yield Math.min(1, sum);
    }
  }

  return {
    chanceOfAtMost(missed) {
      let most = 0;
      for (const chance of chances()) {
        if (most >= missed) return chance;
        most += 1;
      }
      return 1;
    },
    mostMissed(confidence) {
      let most = 0;
      for (const chance of chances()) {
        if (chance >= confidence || most >= records - read) return most;
        most += 1;
      }
      return most;
    },
  };
}

/** Every shape of the grid; a rate that does not fall at all is one of them. */
function shapesFor(records: number): Shape[] {
  const shapes: Shape[] = [{ scale: 1, steepness: 0, floor: 0 }];
  for (let at = 0; at < scales; at++) {
    const scale = smallestScale * (records / smallestScale) ** (at / (scales - 1));
    for (const steepness of steepnesses) for (const floor of floors) shapes.push({ scale, steepness, floor });
  }
  return shapes;
}

function rate({ scale, steepness, floor }: Shape, place: number): number {
  return (1 + place / scale) ** -steepness + floor;
}

/** Finds to be expected by then, up to the factor: the rate's integral. */
function expected({ scale, steepness, floor }: Shape, read: number): number {
  const power = 1 - steepness;
  const falling = power === 0 ? scale * Math.log1p(read / scale) : (scale / power) * ((1 + read / scale) ** power - 1);
  return falling + floor * read;
}
