import { z } from 'zod';
import type { RatingsFile } from './describeRatings.ts';

const file = z
  .object({
    categories: z.array(z.string()).min(1),
    ordered: z.boolean().default(false),
    ratings: z.array(z.array(z.string().nullable())),
  })
  .superRefine(({ categories, ratings }, context) => {
    if (new Set(categories).size < categories.length)
      context.addIssue({ code: 'custom', path: ['categories'], message: 'a category stands twice' });
    const raters = ratings[0]?.length ?? 0;
    ratings.forEach((unit, row) => {
      if (unit.length !== raters)
        context.addIssue({ code: 'custom', path: ['ratings', row], message: `${unit.length} ratings, not ${raters}` });
      unit.forEach((rating, column) => {
        if (rating !== null && !categories.includes(rating))
          context.addIssue({ code: 'custom', path: ['ratings', row, column], message: `"${rating}" is no category` });
      });
    });
  });

/** What is wrong with an input, in one sentence naming the place. */
export class RatingsInputError extends Error {
  override name = 'RatingsInputError';
}

/**
 * Reads ratings from JSON text of the form `{categories: [...], ordered?, ratings: [[...], ...]}`, a row a unit, a
 * column a rater, null where a rater did not rate; other keys (a reference file's results, say) are passed over.
 *
 * @throws {RatingsInputError}
 */
export function readRatings(text: string): RatingsFile {
  const parsed = file.safeParse(parseJson(text));
  if (parsed.success) {
    const { categories, ordered, ratings } = parsed.data;
    return { categories, ordered, units: ratings };
  }
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'The input' : `"${issue.path.join('.')}" of the input`;
  throw new RatingsInputError(`${place} cannot be read: ${issue?.message ?? 'unknown form'}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unreadable';
    throw new RatingsInputError(`The input is not JSON: ${why}.`, { cause });
  }
}
