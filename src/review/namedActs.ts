import type { Stage } from '../domain/review.ts';
import type { Store } from '../store/openStore.ts';
import type { TrailEntry } from '../store/trail.ts';
import { Refusal } from './refusal.ts';

interface NamedAct {
  recordId: number;
  stage: Stage;
  annotatorId: number;
  idempotencyKey: string | null;
}

/**
 * The entry of an act that was sent before under the same name; null where it was not.
 *
 * @throws {Refusal} stale where the name stood for something else: to answer that it is done would lose what is asked.
 */
export function entryNamed(store: Store, act: NamedAct, kind: string): TrailEntry | null {
  const done = act.idempotencyKey === null ? null : store.trail.find(act.annotatorId, act.idempotencyKey);
  if (done && (done.kind !== kind || done.recordId !== act.recordId || done.stage !== act.stage))
    throw otherAct(store, act);
  return done;
}

/** A form that was sent, changed and sent again under the name it had. */
export function otherAct(store: Store, { recordId, stage, annotatorId }: NamedAct): Refusal {
  return new Refusal('stale', 'This form was already sent with something else in it.', {
    current: store.reviewState.vote(recordId, stage, annotatorId),
  });
}
