import { type Request, type Response, Router } from 'express';
import { compareRecords } from '../../../ingest/compareRecords.ts';
import { DuplicateError, type DuplicateVerdict } from '../../../store/duplicates.ts';
import { HttpError } from '../../httpError.ts';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import { deskBody, deskFields } from '../deskBody.ts';
import { readRecordId } from '../deskParams.ts';
import type { DeskParts } from '../deskParts.ts';

const verdicts: readonly DuplicateVerdict[] = ['same', 'different', 'undone'];
const newestDecisions = 30;

/** Records that may be one publication, side by side, and what a person says of them. */
export function duplicateRoutes({ site, links, desk, store, sender, clock }: DeskParts): Router {
  const { messages, format } = site;
  const router = Router();
  router.use('/duplicates', requireRole('curator', 'administrator'));

  router.get('/duplicates', (request, response) => {
    const decisions = store.duplicates.decisions().slice(-newestDecisions).reverse();
    sender.send(request, response, site, {
      page: 'duplicates',
      view: {
        waiting: store.duplicates.waiting().map(({ recordId, otherRecordId, reason }) => ({
          href: links.duplicatePair(recordId, otherRecordId),
          titles: [recordId, otherRecordId].map((id) => store.reviewQueue.title(id) || messages.untitled),
          reason,
        })),
        decisions: decisions.map(({ recordId, otherRecordId, decision, reason, by, decidedAt }) => ({
          href: links.duplicatePair(recordId, otherRecordId),
          records: `${messages.desk.record(recordId)} · ${messages.desk.record(otherRecordId)}`,
          decision: messages.desk.duplicates.verdicts[decision],
          reason,
          by: by.name,
          at: format.instant(decidedAt),
        })),
      },
      title: messages.desk.linkDuplicates,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.get('/duplicates/:recordId/:otherId', (request, response) => {
    sendPair(request, response, pairOf(request), []);
  });

  router.post('/duplicates/:recordId/:otherId', deskBody, async (request, response) => {
    const pair = pairOf(request);
    const fields = deskFields(request);
    const verdict = verdicts.find((each) => each === fields.get('verdict'));
    const reason = (fields.get('why') ?? '').trim();
    if (!verdict || reason === '') {
      response.status(422);
      sendPair(request, response, pair, [messages.desk.whyNeeded]);
      return;
    }
    const { annotatorId, name } = personOf(response);
    const at = clock();
    try {
      await store.write(() => {
        const [one, other] = pair;
        const before = store.duplicates.standing(one, other);
        store.duplicates.decide(one, other, verdict, { by: { kind: 'person', name, version: '' }, reason, at });
        desk.append({
          kind: 'duplicate-decision',
          subject: `records:${one},${other}`,
          before,
          after: verdict,
          reason,
          annotatorId,
          at,
          requestId: requestIdOf(response),
        });
      });
      response.redirect(303, links.duplicates);
    } catch (cause) {
      if (!(cause instanceof DuplicateError)) throw cause;
      response.status(409);
      sendPair(request, response, pair, [cause.message]);
    }
  });

  function pairOf(request: Pick<Request, 'params'>): [number, number] {
    const { recordId, otherId } = request.params as Record<string, string>;
    return [readRecordId(recordId), readRecordId(otherId)];
  }

  function sendPair(request: Request, response: Response, [one, other]: [number, number], errors: string[]): void {
    const [first, second] = [one, other].map((id) => {
      const record = store.records.own(id);
      if (!record) throw new HttpError(404, (words) => words.errorNoRecord(String(id)), String(id));
      return { record, sources: store.records.sources(id) };
    });
    if (!first || !second) return;
    const standing = store.duplicates.standing(one, other);
    const held = store.duplicates
      .waiting()
      .find(({ recordId, otherRecordId }) => recordId === one && otherRecordId === other);
    const rest = store.duplicates.waiting().filter((pair) => pair !== held);
    sender.send(request, response, site, {
      page: 'duplicatePair',
      view: {
        listHref: links.duplicates,
        action: links.duplicatePair(one, other),
        names: [one, other].map((id) => ({ text: messages.desk.record(id), href: site.links.record(id) })),
        reason: held?.reason ?? '',
        rows: compareRecords(first, second).map(({ field, values: [left, right], differs }) => ({
          field,
          left,
          right,
          differs,
        })),
        standing: standing && messages.desk.duplicates.standing(messages.desk.duplicates.verdicts[standing]),
        canUndo: standing === 'same' || standing === 'different',
        errors,
        skipHref: rest[0] ? links.duplicatePair(rest[0].recordId, rest[0].otherRecordId) : links.duplicates,
      },
      title: messages.desk.linkDuplicates,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  return router;
}
