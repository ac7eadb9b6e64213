import type { z } from 'zod';

/** How a stage of the review reads an answer, and when answers agree. */
export interface StageRules<Answer> {
  /** What an answer may hold; a form that breaks it is told every fault. */
  schema: z.ZodType<Answer>;
  /** Names of the fields in which the answers differ; empty where they agree. Two answers or more. */
  differences(answers: readonly Answer[]): string[];
  /** The one answer that agreeing votes give together. */
  agreed(answers: readonly Answer[]): Answer;
}
