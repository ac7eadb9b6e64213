import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { OpenedRecord } from '../../../review/openRecord.ts';
import { Refusal } from '../../../review/refusal.ts';
import type { ExtractionAnswer } from '../../../review/stages/extraction.ts';
import { personOf } from '../../identity/identify.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { refusalStatus, sendRefusal, wantsData } from '../deskAnswers.ts';
import { deskBody, deskFields, versionField } from '../deskBody.ts';
import { openRecord, readRecordId } from '../deskParams.ts';
import type { DeskParts } from '../deskParts.ts';
import {
  type ExtractionForm,
  emptyArm,
  extractionAnswer,
  formOfExtraction,
  readExtraction,
} from '../extractionForm.ts';
import { presentExtraction } from '../presenters/extraction.ts';

const stage = 'extraction';

/** Taking the numbers out of a paper: groups with events and totals, and the risk of bias, each with its place. */
export function extractionRoutes(parts: DeskParts): Router {
  const { site, links, desk, store, sender, clock } = parts;
  const { messages, protocol } = site;
  const items = Object.values(protocol.reviewing.riskOfBias).flatMap((list) => list.items.map(({ id }) => id));
  const router = Router();

  router.get('/extraction/:recordId', (request, response) => {
    const opened = opening(request, response);
    const done = queryParameters(request).get('saved') === 'withdrawn' ? messages.desk.savedWithdrawn : null;
    sendPage(request, response, opened, formOf(opened), [], done);
  });

  router.post('/extraction/:recordId', deskBody, async (request, response) => {
    const opened = opening(request, response);
    const fields = deskFields(request);
    const form = readExtraction(fields);
    try {
      await desk.vote({
        recordId: opened.recordId,
        stage,
        annotatorId: personOf(response).annotatorId,
        answer: extractionAnswer(form, items),
        version: versionField(fields, 'version'),
        shown: { suggestions: [], ranking: null },
        at: clock(),
        requestId: requestIdOf(response),
        idempotencyKey: fields.get('key') || null,
      });
      if (wantsData(request)) response.json({ next: links.next(stage) });
      else response.redirect(303, links.next(stage));
    } catch (refusal) {
      refuse(request, response, opened, form, refusal);
    }
  });

  router.post('/extraction/:recordId/draft', deskBody, async (request, response) => {
    const opened = opening(request, response);
    const fields = deskFields(request);
    const form = withButton(readExtraction(fields), fields);
    try {
      const draft = await desk.saveDraft({
        recordId: opened.recordId,
        stage,
        annotatorId: personOf(response).annotatorId,
        answer: form,
        version: versionField(fields, 'draftVersion'),
        at: clock(),
      });
      if (wantsData(request)) response.json({ version: draft.version, savedAt: draft.savedAt });
      else response.redirect(303, links.record(stage, opened.recordId));
    } catch (refusal) {
      refuse(request, response, opened, form, refusal);
    }
  });

  function opening({ params }: Pick<Request, 'params'>, response: Response): OpenedRecord {
    const { recordId } = params;
    return openRecord(parts, stage, readRecordId(typeof recordId === 'string' ? recordId : undefined), response);
  }

  function formOf({ own, draft }: OpenedRecord): ExtractionForm {
    if (draft) return draft.answer as ExtractionForm;
    return own.vote ? formOfExtraction(own.vote.answer as ExtractionAnswer) : readExtraction(new URLSearchParams());
  }

  function refuse(
    request: Request,
    response: Response,
    opened: OpenedRecord,
    form: ExtractionForm,
    refusal: unknown,
  ): void {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (wantsData(request)) {
      sendRefusal(response, site, refusal);
      return;
    }
    response.status(refusalStatus[refusal.code]);
    const fresh = desk.open(opened.recordId, stage, personOf(response).annotatorId);
    const faults = (refusal.details.faults ?? []).map(({ field, message }) => `${field}: ${message}`);
    sendPage(request, response, fresh, form, [messages.desk.refusals[refusal.code], ...faults], null);
  }

  function sendPage(
    request: Request,
    response: Response,
    opened: OpenedRecord,
    form: ExtractionForm,
    errors: string[],
    status: string | null,
  ): void {
    const { annotatorId } = personOf(response);
    desk.queue.take(opened.recordId, stage, annotatorId, clock());
    sender.send(request, response, site, {
      page: 'extraction',
      view: presentExtraction(site, links, {
        opened,
        form,
        idempotencyKey: randomUUID(),
        people: store.reviewState.people(),
        errors,
        status,
      }),
      title: `${messages.desk.record(opened.recordId)} – ${messages.desk.stages[stage]}`,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  return router;
}

/** The form after "add a group" or "remove this group" was pressed. */
function withButton(form: ExtractionForm, fields: URLSearchParams): ExtractionForm {
  if (fields.has('addArm')) return { ...form, arms: [...form.arms, emptyArm] };
  const removed = fields.get('removeArm');
  return removed === null ? form : { ...form, arms: form.arms.filter((_, place) => String(place) !== removed) };
}
