import { type Request, Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { parseSynthesisSettings } from '../../catalog/synthesis/synthesisSettings.ts';
import type { PageSender } from '../pageSender.ts';
import { presentCalculator, readCalculator } from '../presenters/synthesis/calculator.ts';
import { synthesisCsv, synthesisScript } from '../presenters/synthesis/files.ts';
import { findingsCsv, presentFindings } from '../presenters/synthesis/findingsPage.ts';
import { settingsWords } from '../presenters/synthesis/names.ts';
import { presentSynthesis } from '../presenters/synthesis/synthesisPage.ts';
import type { Site } from '../site.ts';
import { queryParameters } from './queryParameters.ts';

const outcomePath = '/synthesis/resorption';

/** The synthesis, its files, and the calculator for a reader's own numbers, in one language. */
export function synthesisRoutes(site: Site, catalog: Catalog, sender: PageSender): Router {
  const router = Router();
  const { links, locale, messages, protocol } = site;
  const settingsOf = (request: Request) => parseSynthesisSettings(queryParameters(request), protocol.synthesis);

  router.get('/synthesis', (_request, response) => {
    response.redirect(302, links.synthesisPath);
  });

  router.get(outcomePath, (request, response) => {
    const settings = settingsOf(request);
    const answer = catalog.synthesis(settings, locale);
    const byType = settings.by === 'type' ? answer : catalog.synthesis({ ...settings, by: 'type' }, locale);
    sender.send(request, response, site, {
      page: 'synthesis',
      view: presentSynthesis(site, answer, byType, {
        checks: queryParameters(request).has('checks'),
        published: queryParameters(request).get('published') === 'on',
      }),
      title: protocol.synthesis.outcome.title[locale],
      section: 'synthesis',
      status: catalog.status(),
    });
  });

  router.get(`${outcomePath}.csv`, (request, response) => {
    const csv = synthesisCsv(catalog.synthesis(settingsOf(request), locale));
    response.attachment('resorption.csv').type('text/csv; charset=utf-8').set('Cache-Control', 'private, no-cache');
    response.send(csv);
  });

  router.get(`${outcomePath}.R`, (request, response) => {
    const settings = settingsOf(request);
    const script = synthesisScript(catalog.synthesis(settings, locale), [
      protocol.review.title.en,
      settingsWords({ ...site, locale: 'en' }, settings),
      `Address: ${request.originalUrl}`,
    ]);
    response.attachment('resorption.R').type('text/plain; charset=utf-8').set('Cache-Control', 'private, no-cache');
    response.send(script);
  });

  router.get('/synthesis/findings', (request, response) => {
    sender.send(request, response, site, {
      page: 'findings',
      view: presentFindings(site, catalog.findings(locale)),
      title: messages.findings.title,
      section: 'synthesis',
      status: catalog.status(),
    });
  });

  router.get('/synthesis/findings.csv', (_request, response) => {
    const csv = findingsCsv(site, catalog.findings(locale));
    response.attachment('findings.csv').type('text/csv; charset=utf-8').set('Cache-Control', 'private, no-cache');
    response.send(csv);
  });

  router.get('/synthesis/calculator', (request, response) => {
    const view = presentCalculator(site, readCalculator(queryParameters(request)));
    const title = messages.synthesis.calculatorTitle;
    sender.send(request, response, site, {
      page: 'calculator',
      view,
      title: view.faults.length > 0 ? `${messages.synthesis.errorTitle}: ${title}` : title,
      section: 'synthesis',
      status: catalog.status(),
    });
  });

  return router;
}
