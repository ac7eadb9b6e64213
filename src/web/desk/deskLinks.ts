import type { Stage } from '../../domain/review.ts';
import type { Locale } from '../locale.ts';

/** Every address of the reviewers' desk in one language. */
export interface DeskLinks {
  home: string;
  /** The first record of a stage that waits for whoever asks. */
  next(stage: Stage): string;
  record(stage: Stage, recordId: number): string;
  draft(stage: Stage, recordId: number): string;
  discard(stage: Stage, recordId: number): string;
  undo(stage: Stage, recordId: number): string;
  skip(stage: Stage, recordId: number): string;
  order: string;
  keys: string;
  switchKeys: string;
  conflicts: string;
  conflict(stage: Stage, recordId: number): string;
  reopen(stage: Stage, recordId: number): string;
  /** What happened to a record at the desk. */
  history(recordId: number): string;
  trail: string;
  agreement: string;
  progress: string;
  stopping: string;
  decisions: string;
  /** How sure people are of the findings of the synthesis. */
  certainty: string;
  certaintyOf(findingId: string): string;
  withdrawCertainty(findingId: string): string;
  imports: string;
  /** A file that was sent and waits for the word to import it. */
  upload(token: string): string;
  discardUpload(token: string): string;
  duplicates: string;
  duplicatePair(recordId: number, otherId: number): string;
  prisma: string;
}

export function createDeskLinks(locale: Locale): DeskLinks {
  const home = `/${locale}/review`;
  const record = (stage: Stage, recordId: number): string => `${home}/${stage}/${recordId}`;
  return {
    home,
    next: (stage) => `${home}/${stage}`,
    record,
    draft: (stage, recordId) => `${record(stage, recordId)}/draft`,
    discard: (stage, recordId) => `${record(stage, recordId)}/discard`,
    undo: (stage, recordId) => `${record(stage, recordId)}/withdraw`,
    skip: (stage, recordId) => `${record(stage, recordId)}/skip`,
    order: `${home}/order`,
    keys: `${home}/keys`,
    switchKeys: `${home}/keys/switch`,
    conflicts: `${home}/conflicts`,
    conflict: (stage, recordId) => `${home}/conflicts/${stage}/${recordId}`,
    reopen: (stage, recordId) => `${home}/conflicts/${stage}/${recordId}/reopen`,
    history: (recordId) => `${home}/history/${recordId}`,
    trail: `${home}/trail`,
    agreement: `${home}/agreement`,
    progress: `${home}/progress`,
    stopping: `${home}/stopping`,
    certainty: `${home}/certainty`,
    certaintyOf: (findingId) => `${home}/certainty/${findingId}`,
    withdrawCertainty: (findingId) => `${home}/certainty/${findingId}/withdraw`,
    decisions: `${home}/decisions`,
    imports: `/${locale}/admin/imports`,
    upload: (token) => `/${locale}/admin/imports/uploads/${token}`,
    discardUpload: (token) => `/${locale}/admin/imports/uploads/${token}/discard`,
    duplicates: `/${locale}/admin/duplicates`,
    duplicatePair: (recordId, otherId) => `/${locale}/admin/duplicates/${recordId}/${otherId}`,
    prisma: `/${locale}/prisma`,
  };
}
