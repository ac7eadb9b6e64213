import { type Decider, DuplicateError } from '../store/duplicates.ts';
import type { Store } from '../store/openStore.ts';
import type { RuleTagger } from './ruleTagger.ts';
import { tagRecord } from './tagRecord.ts';

/**
 * Undoes a join that was made when a source came in: the source gets a record of its own, both records are tagged
 * anew, and it is remembered that the two are different, so that no later ingestion joins them again, and what the
 * source was part of until then.
 *
 * @param citationId the source's; null where the record has only one that joined it.
 * @returns the record it was taken off and its own.
 * @throws {DuplicateError} where there is no such source, none to choose, or nothing would be left of the record.
 */
export function detachCitation(
  store: Store,
  tagger: RuleTagger,
  { recordId, citationId }: { recordId: number; citationId: number | null },
  decider: Decider,
): { from: number; to: number } {
  const source = chosenSource(store, recordId, citationId);
  if (source.source === 'library') {
    throw new DuplicateError(
      `Citation ${source.citationId} of record ${recordId} is the library's, which its summaries and labels belong to; detach the other one.`,
    );
  }
  return store.transaction(() => {
    const moved = store.records.detach(source.citationId, decider.at);
    if (!moved) throw new DuplicateError(`Citation ${source.citationId} is the only one of record ${recordId}.`);
    const reason =
      source.joinReason === null ? decider.reason : `${decider.reason} (it had joined: ${source.joinReason})`;
    store.duplicates.decide(moved.from, moved.to, 'different', { ...decider, reason });
    store.citationMoves.add({
      citationId: source.citationId,
      fromRecordId: moved.from,
      toRecordId: moved.to,
      joinReason: source.joinReason,
    });
    for (const id of [moved.from, moved.to]) tagRecord(store, tagger, id, decider.at);
    return moved;
  });
}

function chosenSource(store: Store, recordId: number, citationId: number | null) {
  if (store.records.headOf(recordId) === null) throw new DuplicateError(`There is no record ${recordId}.`);
  const sources = store.records.sources(recordId);
  const joined = sources.filter((source) => source.joinReason !== null);
  if (citationId !== null) {
    const found = sources.find((source) => source.citationId === citationId);
    if (!found) throw new DuplicateError(`Record ${recordId} has no citation ${citationId}.`);
    return found;
  }
  const [only, ...others] = joined;
  if (!only) throw new DuplicateError(`No source has joined record ${recordId}; there is nothing to detach.`);
  if (others.length > 0) {
    const listed = joined.map((source) => `${source.citationId} (${source.source})`).join(', ');
    throw new DuplicateError(`Several sources have joined record ${recordId}: ${listed}; say which with --citation.`);
  }
  return only;
}
