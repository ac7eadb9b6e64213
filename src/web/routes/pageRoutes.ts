import { type Request, Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { parseCatalogQuery } from '../../catalog/catalogQuery.ts';
import { defaultSynthesisSettings } from '../../catalog/synthesis/synthesisSettings.ts';
import { HttpError } from '../httpError.ts';
import { originOf } from '../origin.ts';
import type { PageSender } from '../pageSender.ts';
import { presentCatalog } from '../presenters/catalog.ts';
import { citationMeta } from '../presenters/citationMeta.ts';
import { presentHome } from '../presenters/home.ts';
import { articleJsonLd, datasetJsonLd } from '../presenters/jsonLd.ts';
import { presentMethods } from '../presenters/methods.ts';
import { presentRecord } from '../presenters/record.ts';
import { presentMechanismIndex, presentPredictorIndex } from '../presenters/tagIndex.ts';
import { presentMechanism, presentPredictor } from '../presenters/tagPage.ts';
import type { Site } from '../site.ts';
import { queryParameters } from './queryParameters.ts';

/** Up to so many hits, a search may have been misspelt. */
const fewHits = 3;

/** The pages of the site in one language. */
export function pageRoutes(site: Site, catalog: Catalog, sender: PageSender): Router {
  const router = Router();
  const { locale, messages, protocol } = site;
  const usual = defaultSynthesisSettings(protocol.synthesis);

  router.get('/', (request, response) => {
    sender.sendRemembered(request, response, site, () => {
      const overview = catalog.overview(locale);
      return {
        page: 'home',
        view: presentHome(site, overview, catalog.synthesis({ ...usual, by: 'type' }, locale)),
        title: '',
        section: 'none',
        status: overview.status,
        head: { jsonLd: datasetJsonLd(site, overview.status, originOf(request)) },
      };
    });
  });

  router.get('/records', (request, response) => {
    const query = parseCatalogQuery(queryParameters(request));
    sender.sendRemembered(request, response, site, () => {
      const page = catalog.search(query, locale);
      const view = presentCatalog(site, page, {
        suggestion: page.relaxed || page.total <= fewHits ? catalog.spelling(query) : null,
        rescues: page.total === 0 ? catalog.rescues(query) : [],
      });
      return {
        page: 'catalog',
        view,
        title: query.q === '' ? view.heading : `${query.q} – ${view.heading}`,
        section: 'search',
        status: catalog.status(),
        head: { feed: { title: messages.exchange.feedTitle(query.q), href: site.links.feed(query) } },
      };
    });
  });

  // A key may hold slashes: "doi:10.1000/sample".
  router.get('/records/*key', (request, response) => {
    const id = request.params.key.join('/');
    sender.sendRemembered(request, response, site, () => {
      const detail = catalog.record(id, locale);
      if (!detail) throw new HttpError(404, (words) => words.errorNoRecord(id), id);
      const address = originOf(request) + site.links.record(detail.card.recordId);
      return {
        page: 'record',
        view: presentRecord(site, detail, queryParameters(request).get('text'), catalog.status()),
        title: detail.citation.title || messages.untitled,
        section: 'search',
        status: catalog.status(),
        head: { metas: citationMeta(detail.citation, address), jsonLd: articleJsonLd(detail, address) },
      };
    });
  });

  router.get('/evidence/:key', (request, response) => {
    const { key } = request.params;
    const statement = catalog.statement(key);
    if (!statement) throw new HttpError(404, (words) => words.explore.evidence.none(key));
    const sentence = statement.sentences.find(({ language }) => language === locale) ?? statement.sentences[0];
    response.redirect(
      302,
      site.links.evidence(statement.recordId, sentence?.id ?? statement.id, sentence?.language ?? locale),
    );
  });

  router.get('/mechanisms', (request, response) => {
    sender.sendRemembered(request, response, site, () => {
      const overview = catalog.overview(locale);
      return {
        page: 'mechanisms',
        view: presentMechanismIndex(site, overview),
        title: messages.mechanismIndexTitle,
        section: 'mechanisms',
        status: overview.status,
      };
    });
  });

  router.get('/mechanisms/:id', (request, response) => {
    const { id } = request.params;
    const answer = catalog.mechanism(id, locale);
    const view = answer && presentMechanism(site, answer, queryParameters(request).get('stance'), catalog.status());
    if (!view) throw new HttpError(404, (words) => words.errorNoMechanism(id), id);
    sendTag(request, response, view, 'mechanisms');
  });

  router.get('/predictors', (request, response) => {
    const overview = catalog.overview(locale);
    sender.send(request, response, site, {
      page: 'predictors',
      view: presentPredictorIndex(site, overview),
      title: messages.predictorIndexTitle,
      section: 'predictors',
      status: overview.status,
    });
  });

  router.get('/predictors/:id', (request, response) => {
    const { id } = request.params;
    const answer = catalog.predictor(id, locale);
    const { contrasts } = catalog.synthesis(usual, locale);
    const stance = queryParameters(request).get('stance');
    const view = answer && presentPredictor(site, answer, contrasts, stance, catalog.status());
    if (!view) throw new HttpError(404, (words) => words.errorNoPredictor(id), id);
    sendTag(request, response, view, 'predictors');
  });

  router.get('/methods', (request, response) => {
    const answer = catalog.methods();
    sender.send(request, response, site, {
      page: 'methods',
      view: presentMethods(site, answer),
      title: messages.methodsTitle,
      section: 'methods',
      status: answer.status,
    });
  });

  function sendTag(
    request: Request,
    response: Parameters<PageSender['send']>[1],
    view: NonNullable<ReturnType<typeof presentMechanism>>,
    section: 'mechanisms' | 'predictors',
  ): void {
    sender.send(request, response, site, { page: 'tag', view, title: view.name, section, status: catalog.status() });
  }

  return router;
}
