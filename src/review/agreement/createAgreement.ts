import type { AgreementFigures } from '../../agreement/agreementFigures.ts';
import { agreementOver, type FieldAgreement, fieldFigures, type VotedRecord } from '../../agreement/agreementOver.ts';
import { type Stage, stages } from '../../domain/review.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import { type BlindVotes, createBlindVotes } from './blindVotes.ts';
import { fieldValues, type StageField, stageFields } from './stageFields.ts';

interface StageVotes {
  fields: StageField[];
  votes: BlindVotes;
  /** What was worked out since the votes last changed. */
  complete: VotedRecord[] | null;
  figures: Map<string, AgreementFigures>;
  details: Map<string, FieldAgreement>;
}

/**
 * How far reviewers agree, from votes cast blind on records whose votes are all in. The trail is read once and then on
 * from where it was; figures are worked out when they are asked for and kept until a record is completed or reopened.
 */
export function createAgreement(store: Store, protocol: Protocol) {
  let readUpTo = 0;
  const byStage = new Map<Stage, StageVotes>(
    stages.map((stage) => {
      const fields = stageFields(stage, protocol);
      const votes = createBlindVotes((answer) => fieldValues(stage, fields, answer));
      return [stage, { fields, votes, complete: null, figures: new Map(), details: new Map() }];
    }),
  );

  function at(stage: Stage): StageVotes & { records: VotedRecord[] } {
    for (const entry of store.trail.entries({ after: readUpTo })) {
      readUpTo = entry.trailEntryId;
      const votes = entry.stage === null ? undefined : byStage.get(entry.stage);
      if (votes?.votes.take(entry)) {
        votes.complete = null;
        votes.figures.clear();
        votes.details.clear();
      }
    }
    const found = byStage.get(stage);
    if (!found) throw new RangeError(`There is no stage ${stage}.`);
    found.complete ??= found.votes.complete();
    return { ...found, records: found.complete };
  }

  return {
    fields: (stage: Stage): readonly StageField[] => byStage.get(stage)?.fields ?? [],
    /** How many records of a stage have all their votes. */
    records: (stage: Stage): number => at(stage).records.length,
    /** The figures of a field over all voters. */
    figures(stage: Stage, field: StageField): AgreementFigures {
      const { figures, records } = at(stage);
      const known = figures.get(field.field) ?? fieldFigures(records, field);
      figures.set(field.field, known);
      return known;
    },
    /** The same with every pair, its table, and over time. */
    detail(stage: Stage, field: StageField): FieldAgreement {
      const { details, records } = at(stage);
      const known = details.get(field.field) ?? agreementOver(records, [field])[0];
      if (!known) throw new RangeError(`There is no field ${field.field}.`);
      details.set(field.field, known);
      return known;
    },
    people: () => store.reviewState.people(),
    title: (recordId: number): string => store.reviewQueue.title(recordId),
  };
}

export type Agreement = ReturnType<typeof createAgreement>;
