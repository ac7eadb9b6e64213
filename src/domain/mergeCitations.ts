import type { Citation } from './citation.ts';

/**
 * One citation out of several that sources gave of the same publication: the first one's facts, with what it
 * lacks filled in from the next ones, in order. Nothing is mixed within a field.
 *
 * @param citations most trusted first; at least one.
 */
export function mergeCitations(citations: readonly Citation[]): Citation {
  const [first, ...others] = citations;
  if (!first) throw new Error('mergeCitations: there is no citation to merge.');
  const merged = structuredClone(first);
  for (const other of others) {
    for (const key of Object.keys(other) as (keyof Citation)[]) fill(merged, other, key);
  }
  return merged;
}

/** Markup belongs to its own plain text, what is said of keywords to these: it is taken over only together with them. */
const belongsTo: Partial<Record<keyof Citation, keyof Citation>> = {
  titleHtml: 'title',
  vernacularTitleHtml: 'vernacularTitle',
  coiStatementHtml: 'coiStatement',
  keywordTerms: 'keywords',
};

function fill<Key extends keyof Citation>(into: Citation, from: Citation, key: Key): void {
  const owner = belongsTo[key];
  if (owner && JSON.stringify(into[owner]) !== JSON.stringify(from[owner])) return;
  // A complete author list stays complete; the flag follows the list that is shown.
  if (key === 'authorsComplete') return;
  if (key === 'authors' && isEmpty(into.authors) && !isEmpty(from.authors)) into.authorsComplete = from.authorsComplete;
  if (isEmpty(into[key]) && !isEmpty(from[key])) into[key] = structuredClone(from[key]);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
