import type { Annotation } from '../domain/codebook.ts';

/** What changes for one record when its tags by one rule set are replaced by those of another. */
export interface TagDifference {
  added: Annotation[];
  dropped: Annotation[];
  /** The same tag with another stance, score or other evidence. */
  changed: { before: Annotation; after: Annotation }[];
}

/**
 * The difference between a record's tags before and after a change of rules. Tags are the same where kind and value
 * are; what people decided is not the rules' to change and is not looked at here.
 */
export function diffTags(before: readonly Annotation[], after: readonly Annotation[]): TagDifference {
  const key = (annotation: Annotation): string => `${annotation.kind}\n${annotation.value}`;
  const previous = new Map(before.map((annotation) => [key(annotation), annotation]));
  const next = new Map(after.map((annotation) => [key(annotation), annotation]));
  const difference: TagDifference = { added: [], dropped: [], changed: [] };
  for (const [name, annotation] of next) {
    const old = previous.get(name);
    if (!old) difference.added.push(annotation);
    else if (!isSame(old, annotation)) difference.changed.push({ before: old, after: annotation });
  }
  for (const [name, annotation] of previous) if (!next.has(name)) difference.dropped.push(annotation);
  return difference;
}

/** The reasons are words about the tag, not the tag. */
function isSame(one: Annotation, other: Annotation): boolean {
  return (
    one.stance === other.stance &&
    one.score === other.score &&
    one.evidence.length === other.evidence.length &&
    one.evidence.every((span, index) => {
      const twin = other.evidence[index];
      return (
        twin?.field === span.field && twin.start === span.start && twin.end === span.end && twin.text === span.text
      );
    })
  );
}
