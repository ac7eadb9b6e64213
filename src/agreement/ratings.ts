/** What one rater said of one unit: a category of the scale, or null where the unit was not rated. */
export type Rating = string | null;

/** Ratings on a scale: a row a unit, a column a rater. */
export interface Ratings {
  /** The scale, in its order where it has one; categories nobody used count too (AC1 and Brennan-Prediger need them). */
  categories: readonly string[];
  /** Every row is as long as there are raters. */
  units: readonly (readonly Rating[])[];
}

/** The same as positions on the scale, and only units that anybody rated. */
export interface CodedRatings {
  categoryCount: number;
  raterCount: number;
  /** A row a unit, a column a rater: position of the category, or null. */
  units: readonly (readonly (number | null)[])[];
  /** A row a unit, a column a category: how many raters chose it. */
  counts: readonly (readonly number[])[];
  /** Ratings a unit has; at least 1. */
  totals: readonly number[];
}

/** @throws {RangeError} where rows differ in length, the scale names a category twice, or a rating is not on it. */
export function codeRatings({ categories, units }: Ratings): CodedRatings {
  const positions = new Map(categories.map((category, position) => [category, position]));
  if (positions.size !== categories.length) throw new RangeError('A category stands twice on the scale.');
  const raterCount = units[0]?.length ?? 0;
  const coded = units.map((unit, row) => {
    if (unit.length !== raterCount)
      throw new RangeError(`Unit ${row + 1} has ${unit.length} ratings, not ${raterCount}.`);
    return unit.map((rating) => {
      if (rating === null) return null;
      const position = positions.get(rating);
      if (position === undefined) throw new RangeError(`"${rating}" of unit ${row + 1} is not on the scale.`);
      return position;
    });
  });
  return withCounts(
    coded.filter((unit) => unit.some((rating) => rating !== null)),
    categories.length,
    raterCount,
  );
}

/** Only the units that every rater rated. */
export function completeUnits({ units, categoryCount, raterCount }: CodedRatings): CodedRatings {
  return withCounts(
    units.filter((unit) => !unit.includes(null)),
    categoryCount,
    raterCount,
  );
}

/** Only the units rated at least twice. */
export function pairableUnits({ units, categoryCount, raterCount }: CodedRatings): CodedRatings {
  return withCounts(
    units.filter((unit) => unit.filter((rating) => rating !== null).length > 1),
    categoryCount,
    raterCount,
  );
}

/** Only the ratings of two raters, given by their columns. */
export function pairOf({ units, categoryCount }: CodedRatings, first: number, second: number): CodedRatings {
  const both = units.map((unit) => [unit[first] ?? null, unit[second] ?? null]);
  return withCounts(
    both.filter((unit) => unit.some((rating) => rating !== null)),
    categoryCount,
    2,
  );
}

function withCounts(units: CodedRatings['units'], categoryCount: number, raterCount: number): CodedRatings {
  const counts = units.map((unit) => {
    const row = new Array<number>(categoryCount).fill(0);
    for (const rating of unit) if (rating !== null) row[rating] = (row[rating] ?? 0) + 1;
    return row;
  });
  const totals = counts.map((row) => row.reduce((total, count) => total + count, 0));
  return { categoryCount, raterCount, units, counts, totals };
}
