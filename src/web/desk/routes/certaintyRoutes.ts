import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Finding } from '../../../catalog/synthesis/findings.ts';
import { mayCurate } from '../../../review/accounts/roles.ts';
import { Refusal } from '../../../review/refusal.ts';
import { HttpError } from '../../httpError.ts';
import { personOf } from '../../identity/identify.ts';
import { requireRole } from '../../identity/requireRole.ts';
import { requestIdOf } from '../../operations/requestId.ts';
import { queryParameters } from '../../routes/queryParameters.ts';
import { type CertaintyEntries, entriesOf, judgementOf, readCertaintyForm } from '../certaintyForm.ts';
import { refusalStatus } from '../deskAnswers.ts';
import { deskBody, deskFields, versionField } from '../deskBody.ts';
import type { DeskParts } from '../deskParts.ts';
import { presentCertaintyForm, presentCertaintyList } from '../presenters/certainty.ts';

/** How sure people are of each finding of the synthesis: read by everybody at the desk, judged by curators. */
export function certaintyRoutes({ site, links, desk, store, catalog, sender, clock }: DeskParts): Router {
  const { locale, messages } = site;
  const words = messages.findings;
  const router = Router();
  const curators = requireRole('curator', 'administrator');

  router.get('/certainty', (request, response) => {
    const { role } = personOf(response);
    sender.send(request, response, site, {
      page: 'certainty',
      view: presentCertaintyList(site, links, catalog.findings(locale), mayCurate(role)),
      title: words.deskTitle,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  });

  router.get('/certainty/:finding', (request, response) => {
    const finding = findingOf(request);
    const done = queryParameters(request).get('done');
    sendForm(request, response, finding, {
      status: done === 'judged' ? words.saved : done === 'withdrawn' ? words.withdrawn : null,
    });
  });

  router.post('/certainty/:finding', curators, deskBody, async (request, response) => {
    const finding = findingOf(request);
    const fields = deskFields(request);
    const entries = readCertaintyForm(fields);
    const { studies, participants } = finding;
    const act = { ...actOf(fields, response), findingId: finding.id, basis: { studies, participants } };
    await answered(request, response, finding, 'judged', entries, () =>
      desk.certainty.judge({ ...act, judgement: judgementOf(entries) }),
    );
  });

  router.post('/certainty/:finding/withdraw', curators, deskBody, async (request, response) => {
    const finding = findingOf(request);
    const act = { ...actOf(deskFields(request), response), findingId: finding.id };
    await answered(request, response, finding, 'withdrawn', undefined, () => desk.certainty.withdraw(act));
  });

  async function answered(
    request: Request,
    response: Response,
    finding: Finding,
    done: string,
    entries: CertaintyEntries | undefined,
    act: () => Promise<void>,
  ): Promise<void> {
    try {
      await act();
      response.redirect(303, `${links.certaintyOf(finding.id)}?done=${done}`);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      response.status(refusalStatus[cause.code]);
      sendForm(request, response, finding, {
        ...(entries && { entries }),
        errors: cause.code === 'invalid' && entries ? faultsOf(entries) : [words.stale],
      });
    }
  }

  function actOf(fields: URLSearchParams, response: Response) {
    return {
      annotatorId: personOf(response).annotatorId,
      at: clock(),
      requestId: requestIdOf(response),
      idempotencyKey: fields.get('key') || null,
      version: versionField(fields, 'version'),
    };
  }

  function faultsOf({ start, domains }: CertaintyEntries): string[] {
    const noStart = start === 'high' || start === 'low' ? [] : [words.noStart];
    const silent = domains.filter(({ levels, reason }) => levels !== '0' && reason === '');
    return [...noStart, ...silent.map(({ domain }) => words.missingReason(words.domains[domain]))];
  }

  function findingOf({ params }: Pick<Request, 'params'>): Finding {
    const { finding: id = '' } = params as Record<string, string>;
    const finding = catalog.findings(locale).find((each) => each.id === id);
    if (!finding) throw new HttpError(404, (each) => each.findings.unknown(id), id);
    return finding;
  }

  function sendForm(
    request: Request,
    response: Response,
    finding: Finding,
    { entries, errors = [], status = null }: { entries?: CertaintyEntries; errors?: string[]; status?: string | null },
  ): void {
    const { role } = personOf(response);
    const { judged, steps, id } = finding;
    const missing = entries?.domains.filter(({ levels, reason }) => levels !== '0' && reason === '') ?? [];
    sender.send(request, response, site, {
      page: 'certaintyForm',
      view: presentCertaintyForm(site, links, {
        finding,
        entries: entries ?? entriesOf(judged && { start: judged.start, steps }),
        version: desk.certainty.versionOf(id),
        key: randomUUID(),
        mayJudge: mayCurate(role),
        status,
        errors,
        missing: new Set(missing.map(({ domain }) => domain)),
        history: desk.certainty.history(id),
        people: store.reviewState.people(),
      }),
      title: `${errors.length > 0 ? `${messages.synthesis.errorTitle}: ` : ''}${words.deskTitle}`,
      section: 'review',
      status: null,
      head: { desk: true },
    });
  }

  return router;
}
