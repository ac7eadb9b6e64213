import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { isScreeningStage, type Stage, stages } from '../../../domain/review.ts';
import type { OpenedRecord } from '../../../review/openRecord.ts';
import { Refusal } from '../../../review/refusal.ts';
import { settledTagging } from '../../../review/settling.ts';
import { settledExtraction } from '../../../review/settlingExtraction.ts';
import type { ExtractionAnswer } from '../../../review/stages/extraction.ts';
import type { TaggingAnswer } from '../../../review/stages/tagging.ts';
import { HttpError } from '../../httpError.ts';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import { refusalStatus } from '../deskAnswers.ts';
import { deskBody, deskFields, versionField } from '../deskBody.ts';
import { readOpened } from '../deskParams.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentConflict } from '../presenters/conflict.ts';
import { presentConflicts } from '../presenters/conflicts.ts';

/** Settlements shown below the open conflicts. */
const newestSettled = 20;

/** Votes that differ, side by side, and the decision of somebody who did not vote. */
export function conflictRoutes(parts: DeskParts): Router {
  const { site, links, desk, store, sender, clock } = parts;
  const { messages, protocol } = site;
  const router = Router();
  router.use('/conflicts', requireRole('adjudicator', 'curator', 'administrator'));

  router.get('/conflicts', (request, response) => {
    const { annotatorId } = personOf(response);
    const people = store.reviewState.people();
    const settled = stages
      .flatMap((stage) => store.reviewState.settlements(stage))
      .filter(({ basis }) => basis === 'adjudicated')
      .sort((a, b) => b.trailEntryId - a.trailEntryId)
      .slice(0, newestSettled);
    sender.send(request, response, site, {
      page: 'conflicts',
      view: presentConflicts(site, links, {
        stages: stages.map((stage) => ({
          stage,
          conflicts: store.reviewState.conflicts(stage).map((conflict) => ({
            conflict,
            title: store.reviewQueue.title(conflict.recordId),
            isOwn: isOwn(conflict.recordId, stage, annotatorId),
          })),
        })),
        settled: settled.map((settlement) => ({
          settlement,
          title: store.reviewQueue.title(settlement.recordId),
          by: people.get(settlement.annotatorId ?? 0) ?? '',
        })),
      }),
      title: messages.desk.conflictsTitle,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.get('/conflicts/:stage/:recordId', (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    sendConflict(request, response, stage, opened, []);
  });

  router.post('/conflicts/:stage/:recordId', deskBody, async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    const fields = deskFields(request);
    try {
      await desk.settle({
        recordId: opened.recordId,
        stage,
        annotatorId: personOf(response).annotatorId,
        answer: readAnswer(stage, opened, fields),
        reason: fields.get('why') ?? '',
        conflictEntryId: versionField(fields, 'conflict'),
        at: clock(),
        requestId: requestIdOf(response),
        idempotencyKey: fields.get('key') || null,
      });
      response.redirect(303, links.conflicts);
    } catch (refusal) {
      refuse(request, response, stage, refusal);
    }
  });

  router.post('/conflicts/:stage/:recordId/reopen', deskBody, async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    const fields = deskFields(request);
    try {
      await desk.reopen({
        recordId: opened.recordId,
        stage,
        annotatorId: personOf(response).annotatorId,
        reason: fields.get('why') ?? '',
        at: clock(),
        requestId: requestIdOf(response),
        idempotencyKey: fields.get('key') || null,
      });
      response.redirect(303, links.conflict(stage, opened.recordId));
    } catch (refusal) {
      refuse(request, response, stage, refusal);
    }
  });

  function refuse(request: Request, response: Response, stage: Stage, refusal: unknown): void {
    if (!(refusal instanceof Refusal)) throw refusal;
    response.status(refusalStatus[refusal.code]);
    const { opened } = readOpened(parts, request, response);
    const [fault] = refusal.details.faults ?? [];
    const words = fault?.field === 'reason' ? messages.desk.whyNeeded : messages.desk.refusals[refusal.code];
    sendConflict(request, response, stage, opened, [words]);
  }

  function sendConflict(
    request: Request,
    response: Response,
    stage: Stage,
    opened: OpenedRecord,
    errors: string[],
  ): void {
    if (!opened.complete)
      throw new HttpError(404, (words) => words.desk.refusals.nothing, messages.desk.record(opened.recordId));
    sender.send(request, response, site, {
      page: 'conflict',
      view: presentConflict(site, links, {
        stage,
        opened,
        people: store.reviewState.people(),
        isOwn: isOwn(opened.recordId, stage, personOf(response).annotatorId),
        idempotencyKey: randomUUID(),
        errors,
      }),
      title: `${messages.desk.record(opened.recordId)} – ${messages.desk.conflictsTitle}`,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  function isOwn(recordId: number, stage: Stage, annotatorId: number): boolean {
    return !protocol.reviewing.adjudication.byVoters && store.reviewState.vote(recordId, stage, annotatorId) !== null;
  }

  return router;
}

/** The adjudicator's answer as the form says it; what makes none is left to the stage's rules to refuse. */
function readAnswer(stage: Stage, { complete }: OpenedRecord, fields: URLSearchParams): unknown {
  if (isScreeningStage(stage)) {
    const verdict = fields.get('verdict');
    return { verdict, exclusionReason: verdict === 'exclude' ? fields.get('reason') || null : null, note: '' };
  }
  const chosen = new Map(
    [...fields]
      .filter(([name]) => name.startsWith('field.'))
      .map(([name, value]) => [name.slice('field.'.length), value]),
  );
  const answers = (complete?.votes ?? []).map(({ answer }) => answer);
  const open = complete?.conflict?.fields ?? [];
  return stage === 'tagging'
    ? settledTagging(answers as TaggingAnswer[], open, chosen)
    : settledExtraction(answers as ExtractionAnswer[], open, chosen);
}
