import type { RecordTag, TagEvidence } from '../../catalog/answers.ts';
import { reasonSeparator } from '../../domain/codebook.ts';

/**
 * Why a tag was given, at one of the sentences it rests on: what the rules found in that sentence. People and the
 * library give one reason for all sentences.
 */
export function reasonAt({ annotator, basis, evidence }: RecordTag, at: TagEvidence): string | null {
  if (!basis || annotator.kind !== 'rules') return basis;
  const reasons = basis.split(reasonSeparator);
  // Rules before 1.8.0 proved a tag by one reason for all of its evidence.
  if (reasons.length !== evidence.length) return basis;
  return reasons[evidence.findIndex(({ id }) => id === at.id)] ?? basis;
}

/** The reason of the surest sentence, where there is room for one. */
export function surestReason(basis: string | null): string | null {
  return basis?.split(reasonSeparator)[0] ?? null;
}
