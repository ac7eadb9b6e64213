import { Router } from 'express';
import { oversees } from '../../../review/oversight.ts';
import { verifyTrail } from '../../../review/trail/verifyTrail.ts';
import type { TrailEntry } from '../../../store/trail.ts';
import { HttpError } from '../../httpError.ts';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { sendStream } from '../../sendStream.ts';
import { readRecordId } from '../deskParams.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentTrailRows } from '../presenters/trail.ts';
import { trailCsv } from '../trailCsv.ts';

/** Entries a page. */
const pageLength = 50;
const readAtOnce = 200;

/** What happened at the desk: of one record, and all of it. */
export function trailRoutes({ site, links, desk, store, sender, clock }: DeskParts): Router {
  const { messages, format } = site;
  const router = Router();

  router.get('/history/:recordId', (request, response) => {
    const recordId = readRecordId(request.params.recordId);
    if (store.records.headOf(recordId) === null)
      throw new HttpError(404, (words) => words.errorNoRecord(String(recordId)), String(recordId));
    const { annotatorId } = personOf(response);
    const entries = desk.blinding.visibleHistory(recordId, annotatorId);
    const isNumbered = oversees(store, personOf(response), clock());
    sender.send(request, response, site, {
      page: 'history',
      view: {
        isNumbered,
        recordLabel: messages.desk.record(recordId),
        recordHref: site.links.record(recordId),
        title: store.reviewQueue.title(recordId) || messages.untitled,
        rows: presentTrailRows(site, links, entries, store.reviewState.people(), isNumbered),
      },
      title: `${messages.desk.record(recordId)} – ${messages.desk.historyTitle}`,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.use('/trail', requireRole('curator', 'administrator'));

  router.get('/trail', (request, response) => {
    const isNumbered = oversees(store, personOf(response), clock());
    const query = queryParameters(request);
    const page = Math.max(1, Math.trunc(Number(query.get('page')) || 1));
    const { entries, hasOlder } = visiblePage(personOf(response).annotatorId, page);
    const check = query.get('check') === null ? null : verifyTrail(store);
    sender.send(request, response, site, {
      page: 'trail',
      view: {
        isNumbered,
        rows: presentTrailRows(site, links, entries, store.reviewState.people(), isNumbered),
        hidden: isNumbered ? messages.desk.trailHidden : `${messages.desk.trailHidden} ${messages.desk.trailBlind}`,
        olderHref: hasOlder ? `${links.trail}?page=${page + 1}` : null,
        newerHref: page > 1 ? `${links.trail}?page=${page - 1}` : null,
        check: check && {
          isSound: check.fault === null,
          text: check.fault ? check.fault.message : soundWords(check, isNumbered),
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

  router.get('/trail.csv', requireRole('curator', 'administrator'), async (_request, response) => {
    const isNumbered = oversees(store, personOf(response), clock());
    const entries = allVisible(personOf(response).annotatorId);
    response.attachment('trail.csv').type('text/csv');
    await sendStream(response, trailCsv(entries, store.reviewState.people(), isNumbered));
  });

  /** Every entry that the reader may see, oldest first, read a few at a time. */
  function* allVisible(annotatorId: number): Generator<TrailEntry> {
    const { trailEntryId: newest } = store.trail.head();
    for (let after = 0; after < newest; after += readAtOnce) {
      const read = store.trail.entries({ after, limit: Math.min(readAtOnce, newest - after) });
      yield* desk.blinding.visibleEntries(read, annotatorId);
    }
  }

  /** The entries of a page that the reader may see, newest first. Pages are counted in those: their numbers would tell of the rest. */
  function visiblePage(annotatorId: number, page: number): { entries: TrailEntry[]; hasOlder: boolean } {
    const found: TrailEntry[] = [];
    const wanted = page * pageLength + 1;
    for (let until = store.trail.head().trailEntryId; until > 0 && found.length < wanted; until -= readAtOnce) {
      const from = Math.max(0, until - readAtOnce);
      const read = store.trail.entries({ after: from, limit: until - from });
      found.push(...desk.blinding.visibleEntries(read, annotatorId).reverse());
    }
    return { entries: found.slice(wanted - 1 - pageLength, wanted - 1), hasOlder: found.length >= wanted };
  }

  function soundWords({ entries, head }: { entries: number; head: string }, isNumbered: boolean): string {
    return isNumbered
      ? messages.desk.trailSound(format.number(entries), head.slice(0, 16))
      : messages.desk.trailSoundBlind;
  }

  return router;
}
