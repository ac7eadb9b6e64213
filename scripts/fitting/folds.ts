import type { LabelledRecord } from './labelled.ts';

/** The library is one batch, but too large to be left out whole: it is left out by parts, a record in both languages. */
const parts = 5;

/** By record: the part that is left out together with it when weights are tried on what they were not fitted to. */
export function foldsOf(labelled: readonly Pick<LabelledRecord, 'batch' | 'id'>[]): string[] {
  const library = [...new Set(labelled.filter(({ batch }) => batch === 'library').map(({ id }) => id))].sort();
  return labelled.map(({ batch, id }) => (batch === 'library' ? `${batch} ${library.indexOf(id) % parts}` : batch));
}
