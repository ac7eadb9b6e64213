import type { Citation } from '../domain/citation.ts';
import type { Annotation } from '../domain/codebook.ts';
import { recordTexts, type Summary } from '../domain/recordText.ts';
import type { Coding } from '../store/annotations.ts';
import type { Store } from '../store/openStore.ts';
import type { StoredRecord } from '../store/records.ts';
import type { TaggedRecord } from '../tagging/tagger.ts';
import type { RuleTagger } from './ruleTagger.ts';

/** Tags a record that has just been stored and that nobody has said anything of. Belongs inside a transaction. */
export function tagNewRecord(
  store: Store,
  tagger: RuleTagger,
  { recordId, citation }: { recordId: number; citation: Citation },
  at: string,
): void {
  const { coding } = suggestions(tagger, citation, []);
  store.annotations.replace(recordId, tagger.annotator, coding, at, true);
  if (coding.annotations.length > 0 || coding.facts.sampleN !== null) store.annotations.deriveTags(recordId);
}

/** Tags one record by the rules and settles its tags anew. Belongs inside a transaction. */
export function tagRecord(store: Store, tagger: RuleTagger, record: Omit<StoredRecord, 'key'>, at: string): void {
  const { texts, coding } = suggestions(tagger, record.citation, record.summaries);
  store.annotations.replace(record.recordId, tagger.annotator, coding, at);
  store.annotations.checkEvidence(record.recordId, texts);
  store.annotations.deriveTags(record.recordId);
}

function suggestions(tagger: RuleTagger, citation: Citation, summaries: readonly Summary[]) {
  const texts = recordTexts(citation, summaries);
  const tagged = tagger.tag(texts, {
    publicationTypes: citation.publicationTypes,
    mesh: citation.mesh.map((heading) => heading.descriptor),
  });
  return { texts, coding: ruleCoding(tagged) };
}

function ruleCoding(tagged: TaggedRecord): Coding {
  return {
    annotations: tagged.annotations.filter(isFirstOfItsTag),
    facts: {
      sampleN: tagged.sample?.n ?? null,
      sampleUnit: tagged.sample?.unit ?? null,
      followUpMonths: tagged.followUp?.months ?? null,
      followUpNote: tagged.followUp?.text ?? null,
    },
    // What rules read of numbers is a suggestion: it is never pooled before a person has looked at it.
    resorption: tagged.resorption.map(({ evidence: _, ...result }) => ({
      ...result,
      countBasis: null,
      note: null,
      use: 'check',
    })),
  };
}

function isFirstOfItsTag(annotation: Annotation, place: number, all: readonly Annotation[]): boolean {
  return all.findIndex((other) => other.kind === annotation.kind && other.value === annotation.value) === place;
}
