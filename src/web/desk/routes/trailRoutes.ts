import { Router } from 'express';
import { verifyTrail } from '../../../review/trail/verifyTrail.ts';
import { HttpError } from '../../httpError.ts';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { readRecordId } from '../deskParams.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentTrailRows } from '../presenters/trail.ts';
import { trailCsv } from '../trailCsv.ts';

/** Entries a page. */
const pageLength = 50;

/** What happened at the desk: of one record, and all of it. */
export function trailRoutes({ site, links, desk, store, sender }: DeskParts): Router {
  const { messages, format } = site;
  const router = Router();

  router.get('/history/:recordId', (request, response) => {
    const recordId = readRecordId(request.params.recordId);
    if (store.records.headOf(recordId) === null)
      throw new HttpError(404, (words) => words.errorNoRecord(String(recordId)), String(recordId));
    const { annotatorId } = personOf(response);
    const entries = desk.blinding.visibleEntries(store.trail.ofRecord(recordId), annotatorId);
    sender.send(request, response, site, {
      page: 'history',
      view: {
        recordLabel: messages.desk.record(recordId),
        recordHref: site.links.record(recordId),
        title: store.reviewQueue.title(recordId) || messages.untitled,
        rows: presentTrailRows(site, links, entries, store.reviewState.people()),
      },
      title: `${messages.desk.record(recordId)} – ${messages.desk.historyTitle}`,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.use('/trail', requireRole('curator', 'administrator'));

  router.get('/trail', (request, response) => {
    const { annotatorId } = personOf(response);
    const query = queryParameters(request);
    const { trailEntryId: newest } = store.trail.head();
    const asked = Number(query.get('until') ?? newest);
    const until = Number.isInteger(asked) && asked > 0 ? Math.min(asked, newest) : newest;
    const from = Math.max(0, until - pageLength);
    const entries = store.trail.entries({ after: from, limit: until - from });
    const shown = desk.blinding.visibleEntries(entries, annotatorId).reverse();
    const hidden = entries.length - shown.length;
    const check = query.get('check') === null ? null : verifyTrail(store);
    sender.send(request, response, site, {
      page: 'trail',
      view: {
        rows: presentTrailRows(site, links, shown, store.reviewState.people()),
        hidden: hidden === 0 ? '' : messages.desk.trailHidden(format.number(hidden)),
        olderHref: from > 0 ? `${links.trail}?until=${from}` : null,
        newerHref: until < newest ? `${links.trail}?until=${until + pageLength}` : null,
        check: check && {
          isSound: check.fault === null,
          text: check.fault
            ? check.fault.message
            : messages.desk.trailSound(format.number(check.entries), check.head.slice(0, 16)),
        },
        checkHref: `${links.trail}?check=1`,
        csvHref: `${links.trail}.csv`,
      },
      title: messages.desk.linkTrail,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.get('/trail.csv', requireRole('curator', 'administrator'), (_request, response) => {
    const { annotatorId } = personOf(response);
    const entries = desk.blinding.visibleEntries(store.trail.entries(), annotatorId);
    response.attachment('trail.csv').type('text/csv').send(trailCsv(entries, store.reviewState.people()));
  });

  return router;
}
