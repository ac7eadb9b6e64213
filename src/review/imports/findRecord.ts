import type { Store } from '../../store/openStore.ts';
import { fold } from '../../text/fold.ts';
import type { RecordClues } from './decisionRows.ts';

/** The record that is meant, or why none is. */
export type Found = { recordId: number } | { recordId: null; why: 'no such record' | 'several records of this title' };

/**
 * Finds records by a number or key of ours, PMID, DOI, then the whole title (folded, letters and digits only). Other
 * programs count their rows too, so that a number alone is nobody's: the title, PMID or DOI must agree with it.
 */
export function createRecordFinder(store: Store): (clues: RecordClues) => Found {
  const byTitle = new Map<string, number[]>();
  for (const recordId of store.reviewQueue.all()) {
    const title = titleKey(store.reviewQueue.title(recordId));
    if (title !== '') byTitle.set(title, [...(byTitle.get(title) ?? []), recordId]);
  }
  return ({ ids, pmid, doi, title }) => {
    const byPmid = pmid === null ? null : store.records.findId(`pmid:${pmid}`);
    const byDoi = doi === null ? null : store.records.findId(`doi:${doi}`);
    const sameTitle = byTitle.get(titleKey(title)) ?? [];
    for (const id of ids) {
      const recordId = store.records.findId(id);
      if (recordId === null) continue;
      const isCertain = !/^\d+$/.test(id);
      if (isCertain || recordId === byPmid || recordId === byDoi || sameTitle.includes(recordId)) return { recordId };
    }
    const recordId = byPmid ?? byDoi;
    if (recordId !== null) return { recordId };
    const [only, ...more] = sameTitle;
    if (only === undefined) return { recordId: null, why: 'no such record' };
    return more.length === 0 ? { recordId: only } : { recordId: null, why: 'several records of this title' };
  };
}

function titleKey(title: string): string {
  return fold(title).replace(/[^\p{L}\p{N}]+/gu, '');
}
