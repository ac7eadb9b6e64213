import { adviseStopping, type ScreenedRecord, type StoppingReport } from '../learning/stopping/adviseStopping.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Store } from '../store/openStore.ts';
import type { TrailEntry } from '../store/trail.ts';
import type { ScreeningAnswer } from './stages/screening.ts';

/** Under which kind a signed decision to stop stands in the trail. */
export const stoppingKind = 'stopping-signed';

/** Where the reading by title and abstract stands. */
export interface StoppingState {
  /** Records settled by title and abstract, of all there are. */
  read: number;
  total: number;
  relevant: number;
  /** How many of those read were drawn blindly. */
  random: number;
  target: number;
  confidence: number;
  /** Null while nothing was read. */
  report: StoppingReport | null;
}

/**
 * What the reading so far says about stopping. Only settled records count, in the order in which they were settled, so
 * that nothing of a single vote shows.
 */
export function stoppingState(store: Store, { reviewing }: Protocol): StoppingState {
  const { target, confidence } = reviewing.stopping;
  const total = store.reviewQueue.readyCount('title-abstract');
  const drawn = new Set(
    store.trail
      .entries({ stage: 'title-abstract', kind: 'vote' })
      .filter(wasBlindDraw)
      .map(({ recordId }) => recordId),
  );
  const screened: ScreenedRecord[] = store.reviewState
    .settlements('title-abstract')
    .sort((a, b) => a.trailEntryId - b.trailEntryId)
    .slice(0, total)
    .map(({ recordId, answer }) => ({
      relevant: (answer as ScreeningAnswer).verdict !== 'exclude',
      random: drawn.has(recordId),
    }));
  return {
    read: screened.length,
    total,
    relevant: screened.filter(({ relevant }) => relevant).length,
    random: screened.filter(({ random }) => random).length,
    target,
    confidence,
    report: screened.length === 0 ? null : adviseStopping({ screened, total, target, confidence }),
  };
}

function wasBlindDraw({ after }: TrailEntry): boolean {
  const { shown } = after as { shown?: { ranking?: { order?: string } | null } };
  return shown?.ranking?.order === 'random';
}
