import { z } from 'zod';
import { bilingual, id, text } from './fields.ts';
import type { ReviewingProtocol } from './reviewingProtocol.ts';
import type { SynthesisProtocol } from './synthesisProtocol.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour as #rrggbb');

const term = z.strictObject({ id, label: bilingual, definition: bilingual.optional() });

const mechanism = z.strictObject({
  id,
  /** Two characters shown beside the colour, so that colour never stands alone. */
  code: z.string().min(1).max(3),
  label: bilingual,
  definition: bilingual,
  typicalEvidence: bilingual,
  notThis: bilingual,
  colour: z.strictObject({ light: colour, dark: colour }),
});

const predictor = z.strictObject({
  id,
  label: bilingual,
  definition: bilingual,
  /** One of the predictors that the question names; the rest are shown after them. */
  core: z.boolean(),
});

export const codebookSchema = z
  .strictObject({
    mechanisms: z.array(mechanism).min(1),
    predictors: z.array(predictor),
    designs: z.array(term).min(1),
    species: z.array(term).min(1),
    imaging: z.array(term),
  })
  .superRefine((codebook, context) => {
    for (const [list, terms] of Object.entries(codebook)) {
      const seen = new Set<string>();
      terms.forEach((entry, index) => {
        if (seen.has(entry.id))
          context.addIssue({ code: 'custom', path: [list, index, 'id'], message: 'is used twice' });
        seen.add(entry.id);
      });
    }
  });

const searchLine = z.strictObject({ number: z.number().int().positive(), query: text, note: text.optional() });

export const reviewSchema = z
  .strictObject({
    id,
    version: text,
    title: bilingual,
    question: bilingual,
    /** The question as the home page asks it, in a reader's words. */
    prompt: bilingual,
    eligibility: z.strictObject({ include: z.array(bilingual).min(1), exclude: z.array(term).min(1) }),
    search: z.strictObject({ pubmed: z.array(searchLine).min(1) }),
    disclaimer: bilingual,
    foundingReview: z.strictObject({ citation: text, doi: text }).optional(),
  })
  .superRefine((review, context) => {
    const numbers = new Set(review.search.pubmed.map((line) => line.number));
    review.search.pubmed.forEach((line, index) => {
      for (const [, digits] of line.query.matchAll(/#(\d+)/g)) {
        if (Number(digits) >= line.number || !numbers.has(Number(digits))) {
          context.addIssue({
            code: 'custom',
            path: ['search', 'pubmed', index, 'query'],
            message: `refers to line #${digits}, which is not an earlier line`,
          });
        }
      }
    });
  });

export type Review = z.infer<typeof reviewSchema>;
export type Codebook = z.infer<typeof codebookSchema>;
export type Mechanism = z.infer<typeof mechanism>;
export type Predictor = z.infer<typeof predictor>;
export type Term = z.infer<typeof term>;
export type Bilingual = z.infer<typeof bilingual>;
export type SearchLine = z.infer<typeof searchLine>;

/** All that makes a review this review: question, eligibility, search, its words, how it is worked on, what is pooled. */
export interface Protocol {
  review: Review;
  codebook: Codebook;
  reviewing: ReviewingProtocol;
  synthesis: SynthesisProtocol;
}

/**
 * The strategy's last line with every `#n` replaced by that line in parentheses:
 * the one query that is sent to PubMed.
 */
export function expandedSearch(lines: readonly SearchLine[]): string {
  const expanded = new Map<number, string>();
  let last = '';
  for (const line of lines) {
    last = line.query.replace(/#(\d+)/g, (_, digits: string) => `(${expanded.get(Number(digits))})`);
    expanded.set(line.number, last);
  }
  return last;
}
