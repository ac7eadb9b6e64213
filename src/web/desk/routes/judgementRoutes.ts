import { type Request, type Response, Router } from 'express';
import { isScreeningStage, type QueueOrder, queueOrders, type Stage } from '../../../domain/review.ts';
import { type OpenedRecord, suggestionWord } from '../../../review/openRecord.ts';
import { Refusal } from '../../../review/refusal.ts';
import { emptyTagging, type TaggingAnswer } from '../../../review/stages/tagging.ts';
import type { CastVote } from '../../../review/voting.ts';
import { personOf } from '../../identity/identify.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { refusalStatus, sendRefusal, wantsData } from '../deskAnswers.ts';
import { deskBody, deskFields, versionField } from '../deskBody.ts';
import { readOpened } from '../deskParams.ts';
import type { DeskParts } from '../deskParts.ts';
import { createRecordPage } from '../deskRecordPage.ts';
import { changedForm } from '../evidenceButtons.ts';
import { changesTags, formOf, type JudgementForm, readJudgement, screeningAnswer } from '../judgementForm.ts';
import { answerLines } from '../presenters/votes.ts';
import { readOrder } from '../queueOrder.ts';

/** Characters kept of what was shown. */
const longestShown = 4000;

/** One record at one stage: read it, keep a draft, vote, take the vote back, skip. */
export function judgementRoutes(parts: DeskParts): Router {
  const { site, links, desk, clock } = parts;
  const { messages } = site;
  const sendPage = createRecordPage(parts);
  const router = Router();

  router.get('/:stage/:recordId', async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    const { annotatorId } = personOf(response);
    const explanation = isScreeningStage(stage) ? await desk.explain(annotatorId, opened.recordId) : null;
    const saved = queryParameters(request).get('saved') === 'withdrawn' ? messages.desk.savedWithdrawn : null;
    sendPage(request, response, stage, opened, { status: saved, explanation });
  });

  router.post('/:stage/:recordId', deskBody, async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    const fields = deskFields(request);
    const form = readForm(fields, opened);
    const acts = actsOf(response, fields, stage, opened, form);
    try {
      const results = await desk.voteAll(acts);
      if (wantsData(request)) response.json({ votes: results, next: links.next(stage) });
      else response.redirect(303, links.next(stage));
    } catch (refusal) {
      await refuse(request, response, stage, opened, form, refusal);
    }
  });

  router.post('/:stage/:recordId/draft', deskBody, async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    const fields = deskFields(request);
    const form = changedForm(readForm(fields, opened), fields, textOf(opened));
    const { annotatorId } = personOf(response);
    const version = versionField(fields, 'draftVersion');
    try {
      const draft = await desk.saveDraft({
        recordId: opened.recordId,
        stage,
        annotatorId,
        answer: form,
        version,
        at: clock(),
      });
      if (wantsData(request)) response.json({ version: draft.version, savedAt: draft.savedAt });
      else response.redirect(303, links.record(stage, opened.recordId));
    } catch (refusal) {
      await refuse(request, response, stage, opened, form, refusal);
    }
  });

  router.post('/:stage/:recordId/discard', async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    await desk.discardDraft(personOf(response).annotatorId, stage, opened.recordId);
    response.redirect(303, links.record(stage, opened.recordId));
  });

  router.post('/:stage/:recordId/withdraw', deskBody, async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    const fields = deskFields(request);
    const { annotatorId } = personOf(response);
    const was = formOf(opened, isScreeningStage(stage));
    try {
      const result = await desk.withdraw({
        recordId: opened.recordId,
        stage,
        annotatorId,
        version: versionField(fields, 'version'),
        at: clock(),
        requestId: requestIdOf(response),
        idempotencyKey: fields.get('key') || null,
      });
      if (wantsData(request)) response.json(result);
      else response.redirect(303, `${links.record(stage, opened.recordId)}?saved=withdrawn`);
    } catch (refusal) {
      await refuse(request, response, stage, opened, was, refusal);
    }
  });

  router.post('/:stage/:recordId/skip', deskBody, async (request, response) => {
    const { stage, opened } = readOpened(parts, request, response);
    const { annotatorId } = personOf(response);
    await desk.queue.skip(opened.recordId, stage, annotatorId);
    const { recordIds } = desk.queue.waiting(stage, annotatorId, clock(), readOrder(request));
    const at = recordIds.indexOf(opened.recordId);
    const following = recordIds[at + 1] ?? recordIds[0];
    response.redirect(303, following === undefined ? links.home : links.record(stage, following));
  });

  /** The votes that a form asks for: the decision and, where it says anything of them, the tags. */
  function actsOf(
    response: Response,
    fields: URLSearchParams,
    stage: Stage,
    opened: OpenedRecord,
    form: JudgementForm,
  ): CastVote[] {
    const { annotatorId } = personOf(response);
    const key = fields.get('key') || null;
    const act = {
      recordId: opened.recordId,
      annotatorId,
      at: clock(),
      requestId: requestIdOf(response),
      shown: { suggestions: shownBeside(fields, opened), ranking: rankingOf(fields) },
    };
    const version = versionField(fields, 'version');
    const tagVersion = versionField(fields, 'tagVersion');
    const tags = { ...act, stage: 'tagging' as const, version: tagVersion, idempotencyKey: key && `${key}:tags` };
    if (!isScreeningStage(stage)) return [{ ...tags, answer: { ...form.tagging, note: form.note } }];
    const vote = { ...act, stage, version, answer: screeningAnswer(form), idempotencyKey: key };
    const standing = opened.ownTags.vote?.answer as TaggingAnswer | undefined;
    const tagsToo = form.verdict !== 'exclude' && changesTags(form.tagging, standing ?? emptyTagging);
    return tagsToo ? [vote, { ...tags, answer: { ...form.tagging, note: standing?.note ?? '' } }] : [vote];
  }

  /** Nothing was taken: says why, and keeps what was sent before the reviewer's eyes. */
  async function refuse(
    request: Request,
    response: Response,
    stage: Stage,
    opened: OpenedRecord,
    form: JudgementForm,
    refusal: unknown,
  ): Promise<void> {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (wantsData(request)) {
      sendRefusal(response, site, refusal);
      return;
    }
    const { annotatorId } = personOf(response);
    const fresh = desk.open(opened.recordId, stage, annotatorId);
    if (refusal.code === 'closed') {
      await desk.saveDraft({
        recordId: opened.recordId,
        stage,
        annotatorId,
        answer: form,
        version: fresh.draft?.version ?? 0,
        at: clock(),
      });
    }
    response.status(refusalStatus[refusal.code]);
    const standing = formOf(fresh, isScreeningStage(stage));
    sendPage(request, response, stage, fresh, {
      form,
      errors:
        refusal.code === 'stale' ? [] : [{ message: faultSentence(form, refusal), href: faultPlace(form, refusal) }],
      clash:
        refusal.code === 'stale'
          ? {
              yours: linesOf(stage, form),
              standing: linesOf(stage, standing),
              keepHref: links.record(stage, opened.recordId),
            }
          : null,
    });
  }

  function linesOf(stage: Stage, form: JudgementForm): string[] {
    const decided = isScreeningStage(stage) && form.verdict ? answerLines(site, stage, form) : [];
    return [...decided, ...answerLines(site, 'tagging', form.tagging)];
  }

  function faultSentence(form: JudgementForm, { code, details, message }: Refusal): string {
    const [fault] = details.faults ?? [];
    if (fault?.field === 'verdict') return messages.desk.verdictNeeded;
    if (fault?.field === 'exclusionReason' && form.exclusionReason === null) return messages.desk.reasonNeeded;
    return code === 'invalid' ? `${messages.desk.refusals.invalid} (${message})` : messages.desk.refusals[code];
  }

  function faultPlace(_form: JudgementForm, { details }: Refusal): string {
    const field = details.faults?.[0]?.field ?? '';
    if (field === 'exclusionReason') return '#reasons';
    if (field.startsWith('predictors')) return '#predictors';
    return field === 'verdict' || field === '' ? '#decision' : '#mechanisms';
  }

  return router;
}

function readForm(fields: URLSearchParams, opened: OpenedRecord): JudgementForm {
  return readJudgement(fields, textOf(opened));
}

function textOf(opened: OpenedRecord): (field: string) => string | null {
  return (field) => opened.texts.find((text) => text.field === field)?.text ?? null;
}

/** What stood beside the form when it was opened: suggestions may have been learned anew since. */
function shownBeside(fields: URLSearchParams, { suggestions }: OpenedRecord): string[] {
  const shown = fields.get('shown');
  if (shown === null) return suggestions.map(suggestionWord);
  return shown.slice(0, longestShown).split(' ').filter(Boolean);
}

function rankingOf(fields: URLSearchParams): { order: QueueOrder; model: string | null } | null {
  const order = queueOrders.find((each) => each === fields.get('order'));
  return order ? { order, model: fields.get('model')?.slice(0, 64) || null } : null;
}
