import type { VotedRecord, VoterDocument } from '../../agreement/agreementOver.ts';
import type { TrailEntry } from '../../store/trail.ts';

type Entry = Pick<TrailEntry, 'kind' | 'recordId' | 'annotatorId' | 'at' | 'after'>;

/**
 * The votes of a stage that were cast blind, kept while the trail is read on: of each voter the newest before all votes
 * on the record were in. What was changed afterwards, with others' votes in sight, says nothing about agreement.
 *
 * @param read takes an answer to its value in each field.
 */
export function createBlindVotes(read: (answer: unknown) => Readonly<Record<string, string>>) {
  const records = new Map<number, { votes: Map<number, VoterDocument>; wasComplete: boolean; isComplete: boolean }>();

  function stateOf(recordId: number) {
    const known = records.get(recordId);
    if (known) return known;
    const state = { votes: new Map<number, VoterDocument>(), wasComplete: false, isComplete: false };
    records.set(recordId, state);
    return state;
  }

  return {
    /** Takes the next entry of the stage. @returns whether it may change what `complete` gives */
    take({ kind, recordId, annotatorId, at, after }: Entry): boolean {
      if (recordId === null) return false;
      const state = stateOf(recordId);
      switch (kind) {
        case 'vote': {
          const { answer, shown } = after as { answer: unknown; shown: { blind?: boolean } };
          if (annotatorId === null || state.wasComplete || shown.blind !== true) return false;
          state.votes.set(annotatorId, { voter: String(annotatorId), at, values: read(answer) });
          return false;
        }
        case 'vote-withdrawn':
          if (annotatorId !== null && !state.wasComplete) state.votes.delete(annotatorId);
          return false;
        case 'settled':
        case 'conflict':
          state.wasComplete = true;
          state.isComplete = true;
          return true;
        case 'reopened':
          state.isComplete = false;
          return true;
        default:
          return false;
      }
    },
    /** Records whose votes are all in, with the blind votes on each. */
    complete: (): VotedRecord[] =>
      [...records]
        .filter(([, { isComplete }]) => isComplete)
        .sort(([one], [other]) => one - other)
        .map(([recordId, { votes }]) => ({ recordId: String(recordId), documents: [...votes.values()] })),
  };
}

export type BlindVotes = ReturnType<typeof createBlindVotes>;
