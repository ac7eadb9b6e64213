import { stages } from '../../domain/review.ts';
import type { ScreeningAnswer } from '../stages/screening.ts';
import { type ExportSource, knownRecord, type Table } from './source.ts';

/**
 * Every vote and settlement, one a row.
 *
 * @param annotatorId who asks; their own votes are there even where others' are hidden.
 */
export function decisionsTable({ store, blinding }: ExportSource, annotatorId: number | null): Table {
  const people = store.reviewState.people();
  const rows = stages.flatMap((stage) => {
    const votes = [
      ...blinding.completeVotes(stage),
      ...store.reviewState
        .allVotes(stage)
        .filter((vote) => vote.annotatorId === annotatorId && !blinding.isComplete(vote.recordId, stage)),
    ];
    const cast = votes.map(({ recordId, annotatorId: who, answer, castAt, version, shown }) => ({
      recordId,
      kind: 'vote',
      who: people.get(who) ?? '',
      answer,
      at: castAt,
      version,
      shown: JSON.stringify(shown),
    }));
    const settled = store.reviewState
      .settlements(stage)
      .map(({ recordId, annotatorId: who, answer, settledAt, basis }) => ({
        recordId,
        kind: basis,
        who: who === null ? '' : (people.get(who) ?? ''),
        answer,
        at: settledAt,
        version: null,
        shown: '',
      }));
    return [...cast, ...settled].map((row) => ({ ...row, stage }));
  });
  rows.sort(
    (a, b) => a.recordId - b.recordId || stages.indexOf(a.stage) - stages.indexOf(b.stage) || (a.at < b.at ? -1 : 1),
  );
  return [
    [
      'record_id',
      'key',
      'pmid',
      'doi',
      'title',
      'stage',
      'kind',
      'who',
      'verdict',
      'reason',
      'note',
      'at',
      'version',
      'answer',
      'shown',
    ],
    ...rows.map((row) => {
      const record = knownRecord(store, row.recordId);
      const { verdict = '', exclusionReason = '', note = '' } = row.answer as Partial<ScreeningAnswer>;
      const { pmid = '', doi = '', title = '' } = record?.citation ?? {};
      return [
        row.recordId,
        record?.key ?? '',
        pmid,
        doi,
        title,
        row.stage,
        row.kind,
        row.who,
        verdict,
        exclusionReason,
        note,
        row.at,
        row.version,
        JSON.stringify(row.answer),
        row.shown,
      ];
    }),
  ];
}
