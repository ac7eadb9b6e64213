import { isScreeningStage, type Stage } from '../../../domain/review.ts';
import type { OpenedRecord } from '../../../review/openRecord.ts';
import type { ScreeningAnswer } from '../../../review/stages/screening.ts';
import type { TaggingAnswer } from '../../../review/stages/tagging.ts';
import type { Site } from '../../site.ts';
import { extractionLines } from './extraction.ts';

/** Everybody's votes, once all are in. */
export interface VotesView {
  outcome: string;
  votes: { name: string; at: string; lines: string[]; note: string }[];
}

export function presentVotes(
  site: Site,
  stage: Stage,
  { votes, settlement }: NonNullable<OpenedRecord['complete']>,
  people: ReadonlyMap<number, string>,
): VotesView {
  const { desk } = site.messages;
  return {
    outcome: settlement ? desk.settled(desk.basis[settlement.basis]) : desk.inConflict,
    votes: votes.map(({ annotatorId, castAt, answer }) => ({
      name: people.get(annotatorId) ?? '',
      at: site.format.instant(castAt),
      lines: answerLines(site, stage, answer),
      note: (answer as { note?: string }).note ?? '',
    })),
  };
}

/** An answer in words, one line a statement. */
export function answerLines(site: Site, stage: Stage, answer: unknown): string[] {
  const { labels, messages } = site;
  if (isScreeningStage(stage)) {
    const { verdict, exclusionReason } = answer as ScreeningAnswer;
    const word = messages.desk.verdicts[verdict];
    return [exclusionReason === null ? word : `${word}: ${labels.exclusionReason(exclusionReason)}`];
  }
  if (stage === 'tagging') {
    const { mechanisms, predictors, designs, species } = answer as TaggingAnswer;
    return [
      ...mechanisms.map(({ id, position }) => `${labels.tag('mechanism', id)}: ${labels.stance(position)}`),
      ...predictors.map(({ id, position }) => `${labels.tag('predictor', id)}: ${labels.stance(position)}`),
      ...designs.map((id) => labels.tag('design', id)),
      ...species.map((id) => labels.tag('species', id)),
    ];
  }
  return extractionLines(site, answer);
}
