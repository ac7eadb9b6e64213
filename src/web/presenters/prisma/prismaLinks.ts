import type { FlowTarget } from '../../../prisma/boxText.ts';

/** Addresses about the PRISMA flow; `asOf` is a day (YYYY-MM-DD), null for now. */
export interface PrismaLinks {
  path: string;
  flow(asOf: string | null): string;
  /** The records behind a number. */
  records(target: FlowTarget, asOf: string | null, page?: number): string;
  svg(asOf: string | null): string;
  csv(asOf: string | null): string;
  /** The search appendix. */
  search(kind: 'md' | 'csv', asOf: string | null): string;
}

export function prismaLinks(base: string): PrismaLinks {
  const path = `${base}/prisma`;
  const address = (file: string, parameters: Record<string, string | null>): string => {
    const told = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== null);
    return told.length === 0 ? file : `${file}?${new URLSearchParams(told)}`;
  };
  return {
    path,
    flow: (asof) => address(path, { asof }),
    records: ({ box, key, part }, asof, page = 1) =>
      address(`${path}/records`, { box, key, part, asof, page: page === 1 ? null : String(page) }),
    svg: (asof) => address(`${path}.svg`, { asof }),
    csv: (asof) => address(`${path}.csv`, { asof }),
    search: (kind, asof) => address(`${path}/search.${kind}`, { asof }),
  };
}
