/** Why the desk did not do what it was asked. */
export type RefusalCode =
  /** There is no such record. */
  | 'unknown-record'
  /** The record has not come to this stage. */
  | 'not-ready'
  /** The answer breaks the rules of the stage; `faults` says where. */
  | 'invalid'
  /** The reviewer's own answer has changed since the form was shown; `current` holds it. */
  | 'stale'
  /** The record is settled at this stage and takes no more votes. */
  | 'closed'
  /** There is nothing there to withdraw, settle or reopen. */
  | 'nothing'
  /** A voter may not settle the conflict of a record. */
  | 'own-conflict'
  /** The words quoted as evidence do not stand there. */
  | 'evidence';

export interface RefusalDetails {
  faults?: { field: string; message: string }[];
  /** What stands now, where it is the asker's to see. */
  current?: unknown;
}

/** An act the desk refuses; nothing was changed. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, message: string, details: RefusalDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
