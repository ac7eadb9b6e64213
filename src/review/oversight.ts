import { stages } from '../domain/review.ts';
import type { Store } from '../store/openStore.ts';
import { mayCurate, type Role } from './accounts/roles.ts';

/**
 * Whether somebody may learn how much others have done on records whose votes are not all in: whoever looks after the
 * review and has no part in the voting. From their first vote, or while a record lies before them, they are told no
 * more than every other reviewer.
 */
export function oversees(store: Store, person: { annotatorId: number; role: Role }, now: string): boolean {
  const { annotatorId, role } = person;
  return (
    mayCurate(role) &&
    store.trail.entries({ annotatorId, kind: 'vote', limit: 1 }).length === 0 &&
    stages.every((stage) => store.reviewQueue.held(annotatorId, stage, now).length === 0)
  );
}
