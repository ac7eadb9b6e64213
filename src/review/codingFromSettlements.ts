import type { Annotation, Annotator } from '../domain/codebook.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { extractionVersion, type ResorptionRow, type StudyFacts, taggingVersion } from '../store/annotations.ts';
import type { Store } from '../store/openStore.ts';
import type { ExtractedArm, ExtractionAnswer } from './stages/extraction.ts';
import type { TaggedTerm, TaggingAnswer } from './stages/tagging.ts';

/** Who says what the votes or the adjudicator settled. Tags and numbers are said apart, since each may come alone. */
const taggedBy: Annotator = { kind: 'person', name: 'Reviewers', version: taggingVersion };
const extractedBy: Annotator = { kind: 'person', name: 'Reviewers', version: extractionVersion };

const noFacts: StudyFacts = { sampleN: null, sampleUnit: null, followUpMonths: null, followUpNote: null };

/** Carries settled tags and numbers into the catalog, where they stand before the library's and the rules'. */
export function createCodingFromSettlements(store: Store, protocol: Protocol) {
  return {
    /** Says anew what is settled about a record; belongs inside the caller's transaction. */
    apply(recordId: number, at: string): void {
      const tagging = store.reviewState.settlement(recordId, 'tagging')?.answer as TaggingAnswer | undefined;
      const extraction = store.reviewState.settlement(recordId, 'extraction')?.answer as ExtractionAnswer | undefined;
      if (tagging) {
        const facts = { ...noFacts, sampleN: tagging.sampleN, followUpMonths: tagging.followUpMonths };
        store.annotations.replace(
          recordId,
          taggedBy,
          { annotations: annotationsOf(tagging), facts, resorption: [] },
          at,
        );
      } else store.annotations.withdraw(recordId, taggedBy);
      if (extraction && extraction.arms.length > 0) {
        const facts = { ...noFacts, followUpMonths: extraction.arms[0]?.followUpMonths ?? null };
        const resorption = extraction.arms.map((arm) => resorptionRow(protocol, arm));
        store.annotations.replace(recordId, extractedBy, { annotations: [], facts, resorption }, at);
      } else store.annotations.withdraw(recordId, extractedBy);
      store.annotations.deriveTags(recordId);
    },
  };
}

export type CodingFromSettlements = ReturnType<typeof createCodingFromSettlements>;

function annotationsOf(answer: TaggingAnswer): Annotation[] {
  const tagged = (kind: 'mechanism' | 'predictor', terms: readonly TaggedTerm<NonNullable<Annotation['stance']>>[]) =>
    terms.map(({ id, position, evidence }) => ({
      kind,
      value: id,
      stance: position,
      score: null,
      basis: null,
      evidence,
    }));
  const named = (kind: Annotation['kind'], values: readonly string[]) =>
    values.map((value) => ({ kind, value, stance: null, score: null, basis: null, evidence: [] }));
  return [
    ...tagged('mechanism', answer.mechanisms),
    ...tagged('predictor', answer.predictors),
    ...named('design', answer.designs),
    ...named('species', answer.species),
    ...named('imaging', answer.imaging),
    ...named('treatment', answer.treatments),
    ...named('outcome', answer.outcomes),
    ...named('level', answer.levels),
  ];
}

const operatedWords: Record<ExtractedArm['operated'], string> = {
  'left-out': ' (operated patients left out)',
  counted: ' (operated patients counted)',
  'none-operated': '',
  unclear: '',
};

/**
 * An extracted group as the synthesis reads reported results: it is named by its type and its label, and its definition
 * by its name in the protocol.
 */
function resorptionRow({ synthesis }: Protocol, arm: ExtractedArm): ResorptionRow {
  const known = arm.events !== null && arm.total !== null && arm.total > 0;
  const definition = synthesis.definitions.find(({ id }) => id === arm.definition);
  return {
    group: `${arm.type}: ${arm.label}${operatedWords[arm.operated]}`,
    events: arm.events,
    total: arm.total,
    percent: known ? Math.round((1000 * (arm.events ?? 0)) / (arm.total ?? 1)) / 10 : null,
    definition: definition?.label.en ?? arm.definition,
    countBasis: null,
    note: arm.place === '' ? null : arm.place,
    use: known ? 'candidate' : 'no',
  };
}
