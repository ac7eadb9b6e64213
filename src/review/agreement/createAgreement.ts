import { setImmediate } from 'node:timers/promises';
import type { AgreementFigures } from '../../agreement/agreementFigures.ts';
import { agreementOver, type FieldAgreement, fieldFigures, type VotedRecord } from '../../agreement/agreementOver.ts';
import { type Stage, stages } from '../../domain/review.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import { createBlindVotes } from './blindVotes.ts';
import { fieldValues, type StageField, stageFields } from './stageFields.ts';

/** Entries of the trail that are read at once. */
const readAtOnce = 1000;

/** What can be said of a stage until a record is completed or reopened there. */
interface Edition {
  records: VotedRecord[];
  figures: Map<string, AgreementFigures>;
  details: Map<string, FieldAgreement>;
}

/**
 * How far reviewers agree, from votes cast blind on records whose votes are all in. The trail is read once and then on
 * from where it was; figures are worked out when they are asked for and kept. Long work lets others go first between
 * its parts, so that nobody's vote waits for it.
 */
export function createAgreement(store: Store, protocol: Protocol) {
  let readUpTo = 0;
  const fieldsOf = new Map(stages.map((stage) => [stage, stageFields(stage, protocol)]));
  const votesOf = new Map(
    stages.map((stage) => [stage, createBlindVotes((answer) => fieldValues(stage, fields(stage), answer))]),
  );
  const editions = new Map<Stage, Edition>();

  function fields(stage: Stage): readonly StageField[] {
    return fieldsOf.get(stage) ?? [];
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const entries = store.trail.entries({ after: readUpTo, limit: readAtOnce });
      for (const entry of entries) {
        readUpTo = entry.trailEntryId;
        if (entry.stage !== null && votesOf.get(entry.stage)?.take(entry)) editions.delete(entry.stage);
      }
      if (entries.length < readAtOnce) return;
      await setImmediate();
    }
  }

  async function current(stage: Stage): Promise<Edition> {
    await readOn();
    const known = editions.get(stage);
    if (known) return known;
    const edition = { records: votesOf.get(stage)?.complete() ?? [], figures: new Map(), details: new Map() };
    editions.set(stage, edition);
    return edition;
  }

  return {
    fields,
    /** How many records of a stage have all their votes. */
    records: async (stage: Stage): Promise<number> => (await current(stage)).records.length,
    /** The figures of every field of a stage over all voters. */
    async overview(stage: Stage): Promise<{ field: StageField; figures: AgreementFigures }[]> {
      const { figures, records } = await current(stage);
      const told: { field: StageField; figures: AgreementFigures }[] = [];
      for (const field of fields(stage)) {
        const known = figures.get(field.field) ?? fieldFigures(records, field);
        figures.set(field.field, known);
        told.push({ field, figures: known });
        await setImmediate();
      }
      return told;
    },
    /** A field with every pair, its table, and over time. */
    async detail(stage: Stage, field: StageField): Promise<FieldAgreement> {
      const { details, records } = await current(stage);
      const known = details.get(field.field) ?? agreementOver(records, [field])[0];
      if (!known) throw new RangeError(`There is no field ${field.field}.`);
      details.set(field.field, known);
      await setImmediate();
      return known;
    },
    people: () => store.reviewState.people(),
    title: (recordId: number): string => store.reviewQueue.title(recordId),
  };
}

export type Agreement = ReturnType<typeof createAgreement>;
