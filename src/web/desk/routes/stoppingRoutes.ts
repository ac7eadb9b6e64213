import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { mayAdjudicate } from '../../../review/accounts/roles.ts';
import { stoppingKind, stoppingState } from '../../../review/stopping.ts';
import { formBody, formField } from '../../identity/formBody.ts';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentStopping } from '../presenters/stopping.ts';

/** Whether to go on reading: what the tests say, and who signed that it was enough. */
export function stoppingRoutes({ site, links, desk, store, sender, clock }: DeskParts): Router {
  const { messages, protocol } = site;
  const router = Router();

  router.get('/stopping', (request, response) => sendPage(request, response, []));

  router.post(
    '/stopping',
    requireRole('adjudicator', 'curator', 'administrator'),
    formBody,
    async (request, response) => {
      const reason = formField(request, 'why').trim();
      if (reason === '') {
        response.status(422);
        sendPage(request, response, [messages.desk.whyNeeded]);
        return;
      }
      const { report, ...numbers } = stoppingState(store, protocol);
      await desk.note({
        kind: stoppingKind,
        subject: 'stage:title-abstract',
        after: { ...numbers, advised: report?.advice ?? null },
        reason,
        annotatorId: personOf(response).annotatorId,
        at: clock(),
        requestId: requestIdOf(response),
        idempotencyKey: formField(request, 'key') || null,
      });
      response.redirect(303, links.stopping);
    },
  );

  function sendPage(request: Request, response: Response, errors: string[]): void {
    sender.send(request, response, site, {
      page: 'stopping',
      view: presentStopping(site, links, {
        state: stoppingState(store, protocol),
        signed: store.trail.entries({ kind: stoppingKind }),
        people: store.reviewState.people(),
        maySign: mayAdjudicate(personOf(response).role),
        errors,
        idempotencyKey: randomUUID(),
      }),
      title: messages.desk.linkStopping,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  return router;
}
