import type { Stage } from '../../domain/review.ts';
import type { ScreeningAnswer } from '../stages/screening.ts';
import { type ExportSource, type KnownRecord, knownRecord } from './source.ts';

/** A record with what screening says of it. */
export interface LabelledRecord {
  record: KnownRecord;
  /** 1 in, 0 out, null not settled. */
  label: 0 | 1 | null;
  reason: string | null;
  /** Who voted what by title and abstract, where all votes are in. */
  names: [name: string, verdict: ScreeningAnswer['verdict']][];
}

/** Every record with its settled screening label. */
export function labelledRecords({ store, blinding }: ExportSource): LabelledRecord[] {
  const people = store.reviewState.people();
  const settled = (stage: Stage) =>
    new Map(store.reviewState.settlements(stage).map((each) => [each.recordId, each.answer as ScreeningAnswer]));
  const [byTitle, byText] = [settled('title-abstract'), settled('full-text')];
  const votes = grouped(blinding.completeVotes('title-abstract'));
  return store.reviewQueue.all().flatMap((recordId) => {
    const record = knownRecord(store, recordId);
    if (!record) return [];
    const answer = byText.get(recordId) ?? byTitle.get(recordId);
    const label = answer === undefined ? null : answer.verdict === 'exclude' ? 0 : 1;
    const names = (votes.get(recordId) ?? []).map(
      ({ annotatorId, answer: vote }): [string, ScreeningAnswer['verdict']] => [
        people.get(annotatorId) ?? '',
        (vote as ScreeningAnswer).verdict,
      ],
    );
    return [{ record, label, reason: answer?.exclusionReason ?? null, names }];
  });
}

function grouped<Row extends { recordId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.recordId, [...(groups.get(row.recordId) ?? []), row]);
  return groups;
}
