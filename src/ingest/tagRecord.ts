import type { Citation } from '../domain/citation.ts';
import type { Annotation, Annotator } from '../domain/codebook.ts';
import { recordTexts, type Summary } from '../domain/recordText.ts';
import type { Coding } from '../store/annotations.ts';
import type { Store } from '../store/openStore.ts';
import type { TaggedRecord } from '../tagging/tagger.ts';
import type { RuleTagger } from './ruleTagger.ts';

/**
 * Keeps what the rules say of a record that has just been stored and that nobody has said anything of. Belongs inside a
 * transaction.
 */
export function tagNewRecord(store: Store, annotator: Annotator, recordId: number, coding: Coding, at: string): void {
  store.annotations.replace(recordId, annotator, coding, at, true);
  if (coding.annotations.length > 0 || coding.facts.sampleN !== null) store.annotations.deriveTags(recordId);
}

/** Tags one record by the rules, from its own sources, and settles its tags anew. Belongs inside a transaction. */
export function tagRecord(store: Store, tagger: RuleTagger, recordId: number, at: string): void {
  const record = store.records.own(recordId);
  if (!record) return;
  store.annotations.replace(recordId, tagger.annotator, suggestions(tagger, record.citation, record.summaries), at);
  store.duplicates.settleTags(recordId);
}

/** What the rules say of a citation and its summaries, as it would be stored. */
export function suggestions(tagger: RuleTagger, citation: Citation, summaries: readonly Summary[]): Coding {
  return ruleCoding(
    tagger.tag(recordTexts(citation, summaries), {
      publicationTypes: citation.publicationTypes,
      mesh: citation.mesh.map((heading) => heading.descriptor),
    }),
  );
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
