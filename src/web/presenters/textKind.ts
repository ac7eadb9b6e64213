import type { Site } from '../site.ts';

/** What a text is, said wherever it is shown, so that no one takes our summary for the authors' abstract. */
export interface TextKindView {
  name: string;
  note: string | null;
}

/** @param fromPubmed the record's facts were read from PubMed, so its abstract is PubMed's. */
export function textKind(site: Site, field: string, fromPubmed: boolean): TextKindView {
  const { textKinds, summaryNote, abstractNote, otherAbstractNote } = site.messages;
  if (field.startsWith('summary')) return { name: textKinds.summary, note: summaryNote };
  if (field === 'title') return { name: textKinds.title, note: null };
  if (field === 'vernacularTitle') return { name: textKinds.vernacularTitle, note: null };
  return fromPubmed
    ? { name: textKinds.pubmedAbstract, note: abstractNote }
    : { name: textKinds.otherAbstract, note: otherAbstractNote };
}
