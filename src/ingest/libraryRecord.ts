import { z } from 'zod';
import { directions, stances } from '../domain/codebook.ts';

/** One line of the shipped library; see db/library/README.md. Fields that are not read here are kept in the raw record. */
export const libraryRecordSchema = z.object({
  key: z.string().min(1),
  pmid: z.string().nullable(),
  pmcid: z.string().nullable(),
  doi: z.string().nullable(),
  title: z.string().min(1),
  vernacularTitle: z.string().nullable(),
  authors: z.array(
    z.object({ lastName: z.string().nullable(), foreName: z.string().nullable(), initials: z.string().nullable() }),
  ),
  authorsComplete: z.boolean(),
  journal: z.object({ title: z.string().nullable(), isoAbbreviation: z.string().nullable() }).nullable(),
  year: z.number().int().nullable(),
  month: z.number().int().nullable(),
  day: z.number().int().nullable(),
  volume: z.string().nullable(),
  issue: z.string().nullable(),
  pages: z.string().nullable(),
  language: z.string().nullable(),
  publicationTypes: z.array(z.string()),
  keywords: z.array(z.string()),
  summary: z.record(z.string(), z.string().min(1)),
  curation: z.object({
    screening: z.object({ decision: z.enum(['include', 'exclude']), reason: z.string().nullable() }),
    design: z.string().nullable(),
    species: z.string().nullable(),
    mechanisms: z.array(
      z.object({
        id: z.string(),
        stance: z.enum(stances),
        evidence: z.string().min(1),
        evidenceZh: z.string().nullable().optional(),
        basis: z.string().nullable(),
      }),
    ),
    predictors: z.array(
      z.object({
        id: z.string(),
        direction: z.enum(directions),
        evidence: z.string().min(1),
        basis: z.string().nullable(),
      }),
    ),
    treatments: z.array(z.string()),
    outcomes: z.array(z.string()),
    imaging: z.array(z.string()),
    levels: z.array(z.string()),
    sample: z.object({ n: z.number().int().nullable(), unit: z.string().nullable() }),
    followUpMonths: z.number().nullable(),
    followUpNote: z.string().nullable(),
    resorption: z.array(
      z.object({
        group: z.string(),
        events: z.number().int().nullable(),
        total: z.number().int().nullable(),
        percent: z.number().nullable(),
        definition: z.string().nullable(),
        countBasis: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
    synthesisUse: z.enum(['candidate', 'check', 'no']),
  }),
});

export type LibraryRecord = z.infer<typeof libraryRecordSchema>;
