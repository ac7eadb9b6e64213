import type { Store } from '../../store/openStore.ts';

/** Something that changed, for the trail. Neither side ever holds a secret. */
export interface AuditEvent {
  kind: string;
  /** The annotator of whoever did it; null for the program and its command line. */
  actorAnnotatorId: number | null;
  /** What it happened to: "account:3". */
  subject: string;
  before: unknown;
  after: unknown;
  reason: string | null;
  /** Of the request it happened in; null outside of one. */
  requestId: string | null;
  at: string;
}

/** Where changes are written down, inside the transaction that makes them. */
export interface AuditSink {
  record(event: AuditEvent): void;
}

/** Who does something, and in which request. */
export interface Actor {
  annotatorId: number | null;
  accountId: number | null;
  requestId: string | null;
}

/** Whoever sits at the command line of the machine itself. */
export const commandLine: Actor = { annotatorId: null, accountId: null, requestId: null };

export const accountSubject = (accountId: number): string => `account:${accountId}`;

/** The review's own trail as a place for changes to accounts. */
export function trailSink(store: Pick<Store, 'trail'>): AuditSink {
  return {
    record({ actorAnnotatorId, ...event }) {
      store.trail.append({
        ...event,
        annotatorId: actorAnnotatorId,
        recordId: null,
        stage: null,
        idempotencyKey: null,
      });
    },
  };
}
