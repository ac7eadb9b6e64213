import type { EvidenceSpan } from '../domain/codebook.ts';
import { recordTexts } from '../domain/recordText.ts';
import type { Stage } from '../domain/review.ts';
import type { Store } from '../store/openStore.ts';
import { Refusal } from './refusal.ts';
import type { TaggingAnswer } from './stages/tagging.ts';

/**
 * Every quoted sentence must stand in the record, word for word, where the answer says.
 *
 * @throws {Refusal} evidence, naming the first that does not.
 */
export function checkEvidence(store: Store, recordId: number, stage: Stage, answer: unknown): void {
  if (stage !== 'tagging') return;
  const { mechanisms, predictors } = answer as TaggingAnswer;
  const spans: EvidenceSpan[] = [...mechanisms, ...predictors].flatMap(({ evidence }) => evidence);
  if (spans.length === 0) return;
  const record = store.records.get(recordId);
  const texts = new Map(
    (record ? recordTexts(record.citation, record.summaries) : []).map((each) => [each.field, each.text]),
  );
  for (const { field, start, end, text } of spans) {
    if (texts.get(field)?.slice(start, end) !== text)
      throw new Refusal(
        'evidence',
        `The words “${text.slice(0, 80)}” do not stand in the ${field} where the answer says.`,
      );
  }
}
