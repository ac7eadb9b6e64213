import { Router } from 'express';
import { queueOrders, type Stage, stages } from '../../../domain/review.ts';
import { setPreference } from '../../cookies.ts';
import { formBody, formField } from '../../identity/formBody.ts';
import { personOf } from '../../identity/identify.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { readStage } from '../deskParams.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentDeskHome } from '../presenters/deskHome.ts';
import { orderCookie, readOrder } from '../queueOrder.ts';

/** The desk's first page, and the way from a stage to the record that comes next. */
export function deskHomeRoutes({ site, links, desk, store, sender, clock }: DeskParts): Router {
  const { messages, protocol } = site;
  const router = Router();

  router.get('/', (request, response) => {
    const { annotatorId, name, role } = personOf(response);
    const now = clock();
    const [newest] = stages
      .flatMap((stage) => store.reviewState.votesBy(annotatorId, stage, 5))
      .map(({ castAt }) => castAt)
      .sort()
      .reverse();
    sender.send(request, response, site, {
      page: 'desk',
      view: presentDeskHome(site, links, {
        name,
        role,
        order: readOrder(request) ?? protocol.reviewing.queue.order,
        newestVote: newest ?? null,
        conflicts: stages.reduce((sum, stage) => sum + store.reviewState.conflicts(stage).length, 0),
        stages: stages.map((stage) => ({
          stage,
          left: desk.queue.left(stage, annotatorId, now),
          done: store.reviewState.voteCount(annotatorId, stage),
          newest: newestOf(annotatorId, stage),
        })),
      }),
      title: messages.desk.title,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.post('/order', formBody, (request, response) => {
    const order = queueOrders.find((each) => each === formField(request, 'order'));
    if (order) setPreference(response, orderCookie, order);
    response.redirect(303, links.home);
  });

  router.get('/:stage', (request, response) => {
    const stage = readStage(request.params.stage);
    const { annotatorId } = personOf(response);
    const { recordIds } = desk.queue.waiting(stage, annotatorId, clock(), readOrder(request));
    const [first] = recordIds;
    if (first !== undefined) {
      const saved = queryParameters(request).get('saved');
      response.redirect(
        303,
        links.record(stage, first) + (saved === null ? '' : `?saved=${encodeURIComponent(saved)}`),
      );
      return;
    }
    sender.send(request, response, site, {
      page: 'deskDone',
      view: { stage: messages.desk.stages[stage], homeHref: links.home },
      title: messages.desk.done,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  function newestOf(annotatorId: number, stage: Stage) {
    return store.reviewState
      .votesBy(annotatorId, stage, 3)
      .map(({ recordId, answer, castAt }) => ({ recordId, title: store.reviewQueue.title(recordId), answer, castAt }));
  }

  return router;
}
