import type { Store } from '../store/openStore.ts';
import type { Arrival, Language } from './answers.ts';
import { recordCard } from './recordCards.ts';

/** The records of a search that joined the catalog last, newest first. Record ids are given in order of arrival. */
export function arrivals(store: Store, ids: readonly number[], language: Language, count: number): Arrival[] {
  const newest = [...ids].sort((a, b) => b - a).slice(0, count);
  return newest.flatMap((recordId): Arrival[] => {
    const record = store.records.get(recordId);
    const stamps = store.catalogRows.stamps(recordId);
    if (!record || !stamps) return [];
    return [{ card: recordCard(store, record, { language, terms: null, preferred: new Set() }), ...stamps }];
  });
}
