import type { Stage } from '../../domain/review.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { type ExtractionAnswer, extractionRules } from './extraction.ts';
import { type ScreeningAnswer, screeningRules } from './screening.ts';
import type { StageRules } from './stageRules.ts';
import { type TaggingAnswer, taggingRules } from './tagging.ts';

/** What an answer holds at each stage. */
export interface Answers {
  'title-abstract': ScreeningAnswer;
  'full-text': ScreeningAnswer;
  tagging: TaggingAnswer;
  extraction: ExtractionAnswer;
}

export type Stages = { [Name in Stage]: StageRules<Answers[Name]> };

export function createStages(protocol: Protocol): Stages {
  return {
    'title-abstract': screeningRules('title-abstract', protocol),
    'full-text': screeningRules('full-text', protocol),
    tagging: taggingRules(protocol),
    extraction: extractionRules(protocol),
  };
}

/**
 * The rules of a stage, for answers that came from the database or a form and are checked by its schema.
 */
export function rulesOf(stages: Stages, stage: Stage): StageRules<unknown> {
  return stages[stage] as StageRules<unknown>;
}
