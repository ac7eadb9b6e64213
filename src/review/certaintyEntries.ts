import type { TrailEntry } from '../store/trail.ts';

/** The kinds of entry that a judgement of certainty is kept by. */
export const certaintyKinds = { judged: 'certainty-judged', withdrawn: 'certainty-withdrawn' } as const;

const prefix = 'finding:';

export const findingSubject = (findingId: string): string => `${prefix}${findingId}`;

/** The finding that an entry is about. */
export function findingOf({ subject, trailEntryId }: Pick<TrailEntry, 'subject' | 'trailEntryId'>): string {
  if (!subject?.startsWith(prefix)) throw new Error(`Entry ${trailEntryId} of the trail is about no finding.`);
  return subject.slice(prefix.length);
}
