import { createDedupIndex, type DedupIndex, fromCitation } from '../dedup/index.ts';
import type { Citation } from '../domain/citation.ts';
import type { Store } from '../store/openStore.ts';
import type { Join } from '../store/records.ts';
import { type CertainRecord, judgeCertain } from './certainMatch.ts';

/** Tells whether a citation on its way in is a publication that is already known. */
export interface DuplicateFinder {
  /** Reads the stored records, where that is still to be done: before the database is locked, and in steps. */
  ready(): Promise<void>;
  find(citation: Citation): {
    /** The record it certainly belongs to; null for none. */
    same: Join | null;
    /** Records that may be the same publication, and why it was not joined with them: for a person to decide. */
    maybe: Join[];
  };
  /** Makes a stored record known. */
  add(recordId: number, citation: Citation): void;
}

/** Records read in one step. */
const readAtOnce = 50;

/**
 * A finder over the stored records.
 *
 * @param among `withoutPmid` for citations of PubMed: two PMIDs are two records, so only records that came without
 *   one can be met again; `all` for every other source.
 */
export function createDuplicateFinder(store: Store, among: 'all' | 'withoutPmid'): DuplicateFinder {
  let index: DedupIndex | null = null;
  let size = 0;

  /** Read when it is first needed: a run that meets only known citations never pays for it. */
  async function ready(): Promise<void> {
    if (index) return;
    const reading = createDedupIndex();
    const ids = among === 'all' ? store.records.allIds() : store.records.idsWithoutPmid();
    for (const [place, recordId] of ids.entries()) {
      // An import may share its process with people.
      if (place % readAtOnce === readAtOnce - 1) await new Promise((resolve) => setImmediate(resolve));
      const record = store.records.own(recordId);
      if (record) reading.add(fromCitation(String(recordId), record.citation));
    }
    index = reading;
    size = ids.length;
  }

  function known(): DedupIndex {
    if (!index) throw new Error('The duplicate finder has not read the stored records.');
    return index;
  }

  /** Each publication once, under the record that matched first, with what all its sources say. */
  function publications(matches: readonly Join[]): CertainRecord[] {
    const seen = new Set<number>();
    return matches.flatMap((match) => {
      const head = store.records.headOf(match.recordId) ?? match.recordId;
      if (seen.has(head)) return [];
      seen.add(head);
      return [{ ...match, citations: store.records.citations(head) }];
    });
  }

  return {
    ready,
    find(citation) {
      const stored = known();
      // Nothing to compare with, as in a database of PubMed alone: the citation need not even be prepared.
      if (size === 0) return { same: null, maybe: [] };
      const matches = stored.candidates(fromCitation('', citation));
      const joins = (outcome: 'same' | 'maybe'): Join[] =>
        matches
          .filter((match) => match.outcome === outcome)
          .map(({ id, reason }) => ({ recordId: Number(id), reason }));
      const certain = publications(joins('same'));
      if (certain.length === 0) return { same: null, maybe: joins('maybe') };
      const { same, held } = judgeCertain(citation, certain, store.duplicates.areToldApart);
      return { same, maybe: [...held, ...joins('maybe')] };
    },
    add(recordId, citation) {
      if (among === 'withoutPmid' && citation.pmid !== null) return;
      known().add(fromCitation(String(recordId), citation));
      size++;
    },
  };
}
