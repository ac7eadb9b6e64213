import { z } from 'zod';

const count = z.int().min(0);
const study = { label: z.string().min(1), year: z.number().optional(), group: z.string().optional() };

const proportionStudy = z
  .object({ ...study, events: count, total: count.min(1) })
  .refine(({ events, total }) => events <= total, { error: 'more events than the total' });

const tableStudy = z
  .object({ ...study, ai: count, bi: count, ci: count, di: count })
  .refine(({ ai, bi, ci, di }) => ai + bi > 0 && ci + di > 0, { error: 'one of the two groups is empty' });

const named = { id: z.string().optional(), title: z.string().optional() };

const proportionCase = z.object({
  ...named,
  kind: z.literal('proportion'),
  studies: z.array(proportionStudy).min(1),
});
const tableCase = z.object({ ...named, kind: z.literal('table2x2'), studies: z.array(tableStudy).min(1) });
const singleCase = z.discriminatedUnion('kind', [proportionCase, tableCase]);
const input = z.discriminatedUnion('kind', [
  proportionCase,
  tableCase,
  z.object({ ...named, kind: z.literal('bundle'), cases: z.array(singleCase).min(1) }),
]);

export type ProportionStudy = z.infer<typeof proportionStudy>;
export type TableStudy = z.infer<typeof tableStudy>;
export type ProportionCase = z.infer<typeof proportionCase>;
export type TableCase = z.infer<typeof tableCase>;
export type SynthesisCase = z.infer<typeof singleCase>;
export type SynthesisInput = z.infer<typeof input>;

/** What is wrong with an input, in one sentence naming the place. */
export class SynthesisInputError extends Error {
  override name = 'SynthesisInputError';
}

/**
 * Reads studies from JSON text of the form `{kind: "proportion", studies: [{label, year?, group?, events, total}]}`,
 * `{kind: "table2x2", studies: [{label, year?, group?, ai, bi, ci, di}]}` or `{kind: "bundle", cases: [...]}`;
 * other keys (a reference file's results, say) are passed over. Throws `SynthesisInputError`.
 */
export function readInput(text: string): SynthesisInput {
  const parsed = input.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'The input' : `"${issue.path.join('.')}" of the input`;
  throw new SynthesisInputError(`${place} cannot be read: ${issue?.message ?? 'unknown form'}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SynthesisInputError(`The input is not JSON: ${cause instanceof Error ? cause.message : 'unreadable'}.`, {
      cause,
    });
  }
}
