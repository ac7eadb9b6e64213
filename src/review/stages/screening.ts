import { z } from 'zod';
import { type ScreeningStage, verdicts } from '../../domain/review.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { StageRules } from './stageRules.ts';

/** Take it in, leave it out, or let it go on because the text at hand does not tell. */
export interface ScreeningAnswer {
  verdict: 'include' | 'unsure' | 'exclude';
  /** Id of one of the protocol's exclusion reasons; null unless the verdict is exclude. */
  exclusionReason: string | null;
  note: string;
}

/** Longest note that is kept, in UTF-16 units. */
export const noteLimit = 4000;

/**
 * The rules of Covidence: by title and abstract a record goes on when nobody excludes it, so that include and unsure
 * agree; at full text the verdicts must be the same, and so must the reasons of an exclusion.
 */
export function screeningRules(stage: ScreeningStage, { review, reviewing }: Protocol): StageRules<ScreeningAnswer> {
  const reasons = new Set(review.eligibility.exclude.map(({ id }) => id));
  const { exclusionReason: demand } = reviewing.stages[stage];
  const schema = z
    .strictObject({
      verdict: z.enum(verdicts),
      exclusionReason: z.string().nullable(),
      note: z.string().max(noteLimit),
    })
    .superRefine(({ verdict, exclusionReason }, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['exclusionReason'], message });
      if (exclusionReason !== null && !reasons.has(exclusionReason)) refuse('is no exclusion reason of the protocol');
      if (exclusionReason !== null && verdict !== 'exclude') refuse('belongs to an exclusion only');
      if (exclusionReason === null && verdict === 'exclude' && demand === 'required') refuse('is needed to exclude');
    });

  return {
    schema,
    differences(answers) {
      const distinct = (values: readonly unknown[]) => new Set(values).size > 1;
      if (stage === 'title-abstract')
        return distinct(answers.map(({ verdict }) => verdict === 'exclude')) ? ['verdict'] : [];
      if (distinct(answers.map(({ verdict }) => verdict))) return ['verdict'];
      // Nobody knows yet whether it is in: somebody has to decide.
      if (answers[0]?.verdict === 'unsure') return ['verdict'];
      return distinct(answers.map(({ exclusionReason }) => exclusionReason)) ? ['exclusionReason'] : [];
    },
    agreed(answers) {
      const isOut = answers.every(({ verdict }) => verdict === 'exclude');
      const reasonsGiven = new Set(answers.map(({ exclusionReason }) => exclusionReason));
      return {
        verdict: isOut ? 'exclude' : 'include',
        exclusionReason: isOut && reasonsGiven.size === 1 ? (answers[0]?.exclusionReason ?? null) : null,
        note: '',
      };
    },
  };
}
