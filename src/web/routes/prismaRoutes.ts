import { type Request, type Response, Router } from 'express';
import type { Catalog } from '../../catalog/answers.ts';
import { boxes, countKeys } from '../../prisma/boxes.ts';
import type { FlowTarget } from '../../prisma/boxText.ts';
import { PrismaSumError } from '../../prisma/checkSums.ts';
import { flowCsv } from '../../prisma/flowCsv.ts';
import { flowDiagramFile } from '../../prisma/flowDiagram.ts';
import { searchAppendixCsv, searchAppendixMarkdown } from '../../prisma/searchAppendix.ts';
import type { Prisma } from '../../review/prisma/createPrisma.ts';
import { timesCounted } from '../../review/prisma/timesCounted.ts';
import { HttpError } from '../httpError.ts';
import type { WebLog } from '../log.ts';
import { originOf } from '../origin.ts';
import type { PageSender } from '../pageSender.ts';
import { presentPrisma } from '../presenters/prisma/prismaPage.ts';
import { presentPrismaRecords } from '../presenters/prisma/prismaRecords.ts';
import { searchReport } from '../presenters/prisma/searchReport.ts';
import { wordingOf } from '../presenters/prisma/wording.ts';
import type { Site } from '../site.ts';
import { readDay } from './day.ts';
import { queryParameters } from './queryParameters.ts';

export interface PrismaRouteParts {
  site: Site;
  catalog: Catalog;
  prisma: Prisma;
  sender: PageSender;
  log: WebLog;
}

/** The PRISMA flow, its records and its files, in one language. */
export function prismaRoutes({ site, catalog, prisma, sender, log }: PrismaRouteParts): Router {
  const router = Router();
  const { links, locale, messages } = site;
  const dayOf = (request: Request) => readDay(queryParameters(request).get('asof'));

  router.get('/prisma', (request, response) => {
    const { day: asOf, unread } = dayOf(request);
    const view = presentPrisma(site, {
      asOf,
      unread,
      days: prisma.days(),
      decidedBySource: prisma.decidedBySource(asOf),
      flow() {
        try {
          return prisma.flow(asOf);
        } catch (cause) {
          if (cause instanceof PrismaSumError) log.error({ err: cause, asOf }, 'the flow does not add up');
          throw cause;
        }
      },
    });
    sender.send(request, response, site, {
      page: 'prisma',
      view,
      title: messages.prisma.name,
      section: 'none',
      status: catalog.status(),
    });
  });

  router.get('/prisma/records', (request, response) => {
    const query = queryParameters(request);
    const { day: asOf } = dayOf(request);
    const target = readTarget(query);
    const flow = prisma.flow(asOf);
    const times = target && timesCounted(flow, target.key, target.part);
    if (!times) throw new HttpError(404, (words) => words.prisma.noSuchNumber);
    const page = Number(query.get('page') ?? 1);
    const view = presentPrismaRecords(site, {
      target,
      asOf,
      flow,
      times,
      page: Number.isInteger(page) && page > 0 ? page : 1,
      listed: prisma.listed,
    });
    sender.send(request, response, site, {
      page: 'prismaRecords',
      view,
      title: view.title,
      section: 'none',
      status: catalog.status(),
    });
  });

  router.get('/prisma.svg', (request, response) => {
    const { day } = dayOf(request);
    const origin = originOf(request);
    const hrefOf = (target: FlowTarget) => origin + links.prisma.records(target, day);
    const svg = flowDiagramFile(prisma.flow(day), { ...wordingOf(site), id: 'flow', hrefOf });
    sendFile(response, fileName('prisma', day, 'svg'), 'image/svg+xml', svg);
  });

  router.get('/prisma.csv', (request, response) => {
    const { day } = dayOf(request);
    const origin = originOf(request);
    const csv = flowCsv(prisma.flow(day), {
      ...wordingOf(site),
      hrefOf: (key) => {
        const box = boxes.find(({ keys }) => keys.includes(key));
        return box ? origin + links.prisma.records({ box: box.id, key, part: null }, day) : null;
      },
    });
    sendFile(response, fileName('prisma', day, 'csv'), 'text/csv; charset=utf-8', csv);
  });

  router.get('/prisma/search.:kind', (request, response, next) => {
    const { kind } = request.params;
    if (kind !== 'md' && kind !== 'csv') {
      next();
      return;
    }
    const { day } = dayOf(request);
    const report = searchReport(site, prisma.runs(), day, prisma.flow(day));
    if (kind === 'md')
      sendFile(
        response,
        fileName('search', day, 'md'),
        'text/markdown; charset=utf-8',
        searchAppendixMarkdown(report, locale),
      );
    else
      sendFile(response, fileName('search', day, 'csv'), 'text/csv; charset=utf-8', searchAppendixCsv(report, locale));
  });

  return router;
}

/** The number that an address names; null where the flow has none such. */
function readTarget(query: URLSearchParams): FlowTarget | null {
  const key = countKeys.find((each) => each === query.get('key'));
  const box = key && boxes.find(({ keys }) => keys.includes(key));
  const named = query.get('box');
  if (!key || !box || (named !== null && named !== box.id)) return null;
  return { box: box.id, key, part: query.get('part') };
}

function fileName(name: string, day: string | null, ending: string): string {
  return day === null ? `${name}.${ending}` : `${name}-${day}.${ending}`;
}

function sendFile(response: Response, name: string, type: string, text: string): void {
  response.attachment(name).type(type).set('Cache-Control', 'private, no-cache').send(text);
}
