import type { Stage } from '../domain/review.ts';
import type { StoredDraft } from '../store/drafts.ts';
import type { Store } from '../store/openStore.ts';
import { Refusal } from './refusal.ts';

export interface SaveDraft {
  recordId: number;
  stage: Stage;
  annotatorId: number;
  /** The form as it stands, complete or not. */
  answer: unknown;
  /** Version of the draft the form grew from; 0 for none. */
  version: number;
  at: string;
}

/** Longest draft that is kept, in characters of JSON. */
export const draftLimit = 200_000;

/** Keeps what is filled in and not yet cast, so that nothing is lost with the page. */
export function createDrafting(store: Store) {
  return {
    read: (annotatorId: number, stage: Stage, recordId: number): StoredDraft | null =>
      store.drafts.get(annotatorId, stage, recordId),
    /**
     * Keeps the form.
     *
     * @throws {Refusal} stale where another window kept a newer one (`current` is that one); unknown-record; invalid
     *   where it is too long.
     */
    save({ recordId, stage, annotatorId, answer, version, at }: SaveDraft): StoredDraft {
      if (store.records.headOf(recordId) !== recordId)
        throw new Refusal('unknown-record', `There is no record ${recordId} to decide about.`);
      if (JSON.stringify(answer).length > draftLimit)
        throw new Refusal('invalid', 'The form holds too much to be kept.', { faults: [] });
      const kept = store.drafts.get(annotatorId, stage, recordId);
      if ((kept?.version ?? 0) !== version)
        throw new Refusal('stale', 'Another window has kept a newer draft of this form.', { current: kept });
      const draft = { recordId, stage, annotatorId, version: version + 1, answer, savedAt: at };
      store.drafts.put(draft);
      return draft;
    },
    /** Throws the draft away, as the reviewer asked. */
    discard(annotatorId: number, stage: Stage, recordId: number): void {
      store.drafts.remove(annotatorId, stage, recordId);
    },
  };
}

export type Drafting = ReturnType<typeof createDrafting>;
