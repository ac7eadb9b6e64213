import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { isScreeningStage, type Stage } from '../../domain/review.ts';
import type { OpenedRecord } from '../../review/openRecord.ts';
import type { Explanation } from '../../review/queue.ts';
import type { ScreeningAnswer } from '../../review/stages/screening.ts';
import { type Identity, personOf } from '../identity/identify.ts';
import type { DeskParts } from './deskParts.ts';
import { formOf, type JudgementForm } from './judgementForm.ts';
import { keyMapOf } from './keys/keyMap.ts';
import { type DeskRecordView, presentDeskRecord, type QueueRowSource } from './presenters/deskRecord.ts';
import { presentJudgement } from './presenters/judgement.ts';
import { readOrder } from './queueOrder.ts';

/** Records shown of the queue: some behind the one at hand and some before it. */
const behind = 3;
const before = 9;

export interface RecordPageState {
  /** What was sent and not taken; else what a draft or the standing vote says is shown. */
  form?: JudgementForm;
  errors?: { message: string; href: string }[];
  /** A sentence of what was just done. */
  status?: string | null;
  /** What the ranking says of the record, where the protocol shows it. */
  explanation?: Explanation | null;
  /** The two versions of a clash, each in words. */
  clash?: DeskRecordView['clash'];
}

/** Sends the page of one record at one stage, as its reviewer may see it. */
export function createRecordPage({ site, links, desk, store, sender, clock }: DeskParts) {
  return function send(
    request: Request,
    response: Response,
    stage: Stage,
    opened: OpenedRecord,
    state: RecordPageState = {},
  ) {
    const person = personOf(response);
    const now = clock();
    const waiting = desk.queue.waiting(stage, person.annotatorId, now, readOrder(request));
    const inQueue = waiting.recordIds.includes(opened.recordId);
    if (inQueue) desk.queue.take(opened.recordId, stage, person.annotatorId, now);
    const keys = keyMapOf(store.deskKeys.get(person.annotatorId));
    const page = presentJudgement(site, {
      stage,
      opened,
      form: state.form ?? formOf(opened, isScreeningStage(stage)),
      ranking: inQueue ? waiting.ranking : null,
      idempotencyKey: randomUUID(),
      people: store.reviewState.people(),
      explanation: state.explanation ?? null,
      errors: state.errors ?? [],
      links,
      keys,
    });
    const view = presentDeskRecord(site, links, {
      annotatorId: person.annotatorId,
      stage,
      page,
      rows: rowsOf(person, stage, opened, waiting.recordIds),
      done: store.reviewState.voteCount(person.annotatorId, stage),
      verdicts: isScreeningStage(stage) ? verdictsOf(person, stage) : null,
      left: waiting.recordIds.length,
      last: lastVote(person, stage),
      status: state.status ?? null,
      clash: state.clash ?? null,
      keys,
    });
    sender.send(request, response, site, {
      page: 'judgement',
      view,
      title: `${page.recordLabel} – ${page.stageName}`,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  };

  function rowsOf(person: Identity, stage: Stage, opened: OpenedRecord, waiting: readonly number[]): QueueRowSource[] {
    const voted = store.reviewState.votesBy(person.annotatorId, stage, behind).reverse();
    const rows: QueueRowSource[] = voted
      .filter(({ recordId }) => recordId !== opened.recordId)
      .map(({ recordId, answer }) => ({
        recordId,
        title: store.reviewQueue.title(recordId),
        verdict: (answer as Partial<ScreeningAnswer>).verdict ?? 'done',
        isCurrent: false,
      }));
    const at = waiting.indexOf(opened.recordId);
    const coming = waiting.slice(at + 1, at + 1 + before).filter((recordId) => recordId !== opened.recordId);
    const mine = opened.own.vote?.answer as Partial<ScreeningAnswer> | undefined;
    rows.push({
      recordId: opened.recordId,
      title: opened.citation.title,
      verdict: mine ? (mine.verdict ?? 'done') : null,
      isCurrent: true,
    });
    for (const recordId of coming)
      rows.push({ recordId, title: store.reviewQueue.title(recordId), verdict: null, isCurrent: false });
    return rows;
  }

  function verdictsOf(person: Identity, stage: Stage) {
    return store.reviewState.verdictCounts(person.annotatorId, stage);
  }

  function lastVote(person: Identity, stage: Stage) {
    const [last] = store.reviewState.votesBy(person.annotatorId, stage, 1);
    return last ? { recordId: last.recordId, version: last.version } : null;
  }
}

export type RecordPage = ReturnType<typeof createRecordPage>;
