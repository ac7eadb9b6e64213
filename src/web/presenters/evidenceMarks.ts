import type { RecordTag, TagEvidence } from '../../catalog/answers.ts';
import type { RecordText } from '../../domain/recordText.ts';

/** Words of a text that tags rest on, under one number that is used in the text and beside it. */
export interface EvidenceMark {
  number: number;
  field: string;
  start: number;
  end: number;
  items: EvidenceMarkItem[];
}

export interface EvidenceMarkItem {
  tag: RecordTag;
  evidence: TagEvidence;
}

/**
 * Numbers the evidence of mechanisms and predictors in reading order. Tags that rest on the very same words share
 * a number; evidence whose text has changed since is left out, for its place is no longer known.
 *
 * @param texts in the order in which the page shows them.
 */
export function numberEvidence(tags: readonly RecordTag[], texts: readonly RecordText[]): EvidenceMark[] {
  const order = new Map(texts.map((text, index) => [text.field as string, index]));
  const marks = new Map<string, EvidenceMark>();
  for (const tag of tags) {
    if (tag.kind !== 'mechanism' && tag.kind !== 'predictor') continue;
    for (const evidence of tag.evidence) {
      if (evidence.stale || !order.has(evidence.field)) continue;
      const { field, start, end } = evidence;
      const place = `${field} ${start} ${end}`;
      const mark = marks.get(place) ?? { number: 0, field, start, end, items: [] };
      marks.set(place, mark);
      const known = mark.items.some((item) => item.tag.kind === tag.kind && item.tag.value === tag.value);
      if (!known) mark.items.push({ tag, evidence });
    }
  }
  const position = (mark: EvidenceMark): number => order.get(mark.field) ?? 0;
  return [...marks.values()]
    .sort((a, b) => position(a) - position(b) || a.start - b.start || a.end - b.end)
    .map((mark, index) => ({ ...mark, number: index + 1 }));
}

/**
 * How many sentences a reader sees, given the texts they stand in: summaries in several languages say the same,
 * so only the one with most sentences counts.
 */
export function countSentences(fields: readonly string[]): number {
  const summaries = new Map<string, number>();
  let others = 0;
  for (const field of fields) {
    if (field.startsWith('summary.')) summaries.set(field, (summaries.get(field) ?? 0) + 1);
    else others++;
  }
  return others + Math.max(0, ...summaries.values());
}

/** Tags of mechanisms and predictors that have no words to point at. */
export function tagsWithoutSentence(tags: readonly RecordTag[], marks: readonly EvidenceMark[]): RecordTag[] {
  const marked = new Set(marks.flatMap((mark) => mark.items.map((item) => `${item.tag.kind} ${item.tag.value}`)));
  return tags.filter(
    (tag) => (tag.kind === 'mechanism' || tag.kind === 'predictor') && !marked.has(`${tag.kind} ${tag.value}`),
  );
}
