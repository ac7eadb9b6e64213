import { Router } from 'express';
import { mayScreen } from '../../../review/accounts/roles.ts';
import { createDecisionTables, type DecisionFile, decisionFiles } from '../../../review/decisionTables.ts';
import { oversees } from '../../../review/oversight.ts';
import { reviewProgress } from '../../../review/progress.ts';
import { csvText } from '../../csv.ts';
import { HttpError } from '../../httpError.ts';
import { personOf } from '../../identity/identify.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentProgress } from '../presenters/progress.ts';

/** How far the review is, and everything decided as files. */
export function progressRoutes({ site, links, desk, store, sender, clock }: DeskParts): Router {
  const { messages, protocol } = site;
  const tables = createDecisionTables(store, desk.blinding);
  const router = Router();

  router.get('/progress', (request, response) => {
    const { annotatorId, role } = personOf(response);
    const now = clock();
    const reader = { annotatorId, oversees: oversees(store, { annotatorId, role }, now) };
    const people = store.accounts.list().filter(({ role, disabledAt }) => mayScreen(role) && disabledAt === null);
    sender.send(request, response, site, {
      page: 'progress',
      view: presentProgress(
        site,
        reviewProgress({ store, protocol, blinding: desk.blinding }, people, reader, now),
        reader.oversees,
      ),
      title: messages.desk.linkProgress,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.get('/decisions', (request, response) => {
    sender.send(request, response, site, {
      page: 'decisions',
      view: {
        files: decisionFiles.map((file) => ({
          href: `${links.decisions}/${file}.csv`,
          ...messages.desk.decisionFiles[file],
        })),
      },
      title: messages.desk.linkDecisions,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.get('/decisions/:file.csv', (request, response) => {
    const file = decisionFiles.find((each) => each === request.params.file);
    if (!file) throw new HttpError(404, (words) => words.errorLookedFor(request.params.file), request.params.file);
    const rows = tables.table(file satisfies DecisionFile, personOf(response).annotatorId);
    response.attachment(`${file}.csv`).type('text/csv').send(csvText(rows));
  });

  return router;
}
