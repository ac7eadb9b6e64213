import { z } from 'zod';
import { queueOrders } from '../domain/review.ts';
import { bilingual, id } from './fields.ts';

const votes = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const exclusionReason = z.enum(['required', 'optional', 'none']);
const share = z.number().min(0).max(1);

const checklist = z.strictObject({
  label: bilingual,
  items: z.array(z.strictObject({ id, label: bilingual })).min(1),
});

/** How reviewers work: the form of `reviewing.yaml`. */
export const reviewingSchema = z.strictObject({
  stages: z.strictObject({
    'title-abstract': z.strictObject({ votes, exclusionReason }),
    'full-text': z.strictObject({ votes, exclusionReason }),
    tagging: z.strictObject({ votes, suggestions: z.enum(['hidden', 'hints']) }),
    extraction: z.strictObject({ votes }),
  }),
  adjudication: z.strictObject({ byVoters: z.boolean() }),
  queue: z.strictObject({
    order: z.enum(queueOrders),
    showScore: z.boolean(),
    randomShare: share,
    lockMinutes: z.number().int().min(1).max(1440),
  }),
  riskOfBias: z.strictObject({ 'jbi-prevalence': checklist, syrcle: checklist }),
  stopping: z.strictObject({
    target: z.number().min(0.5).max(1),
    confidence: z.number().min(0.5).max(0.999),
  }),
});

export type ReviewingProtocol = z.infer<typeof reviewingSchema>;
