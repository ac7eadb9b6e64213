import type { Flow } from '../../../prisma/flow.ts';
import { flowTable } from '../../../prisma/flowTable.ts';
import { apiPaths, withParameters } from '../../api/apiPaths.ts';
import type { ApiAnswer } from '../../api/schemas.ts';
import type { Site } from '../../site.ts';
import { wordingOf } from './wording.ts';

/** The flow at a day (YYYY-MM-DD; null: now) as the API answers it. */
export function apiPrismaAddress(asof: string | null): string {
  return withParameters(apiPaths.prisma, { asof });
}

/** The flow as data: every number with its box, its key in the R package PRISMA2020, and where its records are listed. */
export function apiPrisma(site: Site, flow: Flow, asOf: string | null): ApiAnswer<'Prisma'> {
  return {
    links: { self: apiPrismaAddress(asOf), page: site.links.prisma.flow(asOf) },
    asOf,
    counts: flowTable(flow, wordingOf(site)).map(({ stage, box, key, part, label, count }) => ({
      stage,
      box,
      key,
      part,
      label,
      count,
      records: site.links.prisma.records({ box, key, part }, asOf),
    })),
  };
}
