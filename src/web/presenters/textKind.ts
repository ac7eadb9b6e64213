import type { Site } from '../site.ts';

/** What a text is, said wherever it is shown, so that no one takes our summary for the authors' abstract. */
export interface TextKindView {
  name: string;
  note: string | null;
}

/** @param abstractSource name of the source that gave the record's abstract; null where it is not known. */
export function textKind(site: Site, field: string, abstractSource: string | null): TextKindView {
  const { abstractFrom, abstractNote, otherAbstractNote, sourceNames, summaryNote, textKinds } = site.messages;
  if (field.startsWith('summary')) return { name: textKinds.summary, note: summaryNote };
  if (field === 'title') return { name: textKinds.title, note: null };
  if (field === 'vernacularTitle') return { name: textKinds.vernacularTitle, note: null };
  const names: Record<string, string> = sourceNames;
  const known = abstractSource === null ? undefined : names[abstractSource];
  return {
    name: known ? abstractFrom(known) : textKinds.otherAbstract,
    note: abstractSource === 'pubmed' ? abstractNote : otherAbstractNote,
  };
}
