import type { Citation } from '../domain/citation.ts';

/** The outer form of a publication, which every exchange format names in its own words. */
export type PublicationForm = 'article' | 'book' | 'chapter' | 'conference' | 'thesis' | 'report' | 'patent' | 'other';

const formOfType: [RegExp, PublicationForm][] = [
  [/dissertation|thesis/i, 'thesis'],
  [/conference (?:paper|proceeding)/i, 'conference'],
  [/technical report/i, 'report'],
  [/^patent$/i, 'patent'],
];

export function publicationForm(citation: Citation): PublicationForm {
  const { book, journal, publicationTypes, title } = citation;
  const byType = formOfType.find(([pattern]) => publicationTypes.some((type) => pattern.test(type)))?.[1];
  if (book) {
    if (byType && byType !== 'patent') return byType;
    return book.title === null || book.title === title ? 'book' : 'chapter';
  }
  if (byType === 'patent') return 'patent';
  return journal || publicationTypes.includes('Journal Article') ? 'article' : 'other';
}
