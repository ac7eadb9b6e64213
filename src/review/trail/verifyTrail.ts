import type { Store } from '../../store/openStore.ts';
import { firstHash } from '../../store/trail.ts';

/** The first thing that is wrong with the trail. */
export interface TrailFault {
  trailEntryId: number;
  message: string;
}

export interface TrailCheck {
  entries: number;
  /** Hash of the last entry: kept elsewhere, it shows later whether the end was cut off. */
  head: string;
  fault: TrailFault | null;
}

/** How many entries are read at a time. */
const page = 1000;

/**
 * Walks the whole trail: numbers without a gap, each entry sealed over what it holds and over the one before.
 *
 * @param kept the head that an earlier check gave: the entry has to be there still.
 */
export function verifyTrail(store: Store, kept: string = firstHash): TrailCheck {
  let [entries, head] = [0, firstHash];
  let isKept = kept === firstHash;
  for (;;) {
    const batch = store.trail.seals(entries, page);
    for (const entry of batch) {
      const fault = (message: string): TrailCheck => ({
        entries,
        head,
        fault: { trailEntryId: entry.trailEntryId, message },
      });
      if (entry.trailEntryId !== entries + 1)
        return fault(`Entry ${entries + 1} is missing: the next one is ${entry.trailEntryId}.`);
      if (entry.previousHash !== head) return fault(`Entry ${entry.trailEntryId} does not follow the one before it.`);
      if (entry.seal !== entry.hash) return fault(`Entry ${entry.trailEntryId} does not hold what was sealed.`);
      [entries, head] = [entry.trailEntryId, entry.hash];
      isKept ||= head === kept;
    }
    if (batch.length === page) continue;
    const message = `No entry is sealed ${kept}: the trail was cut off or made anew since that was its last one.`;
    return { entries, head, fault: isKept ? null : { trailEntryId: entries + 1, message } };
  }
}
