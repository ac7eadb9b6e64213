/** Addresses of the API, which has no language of its own. */
export const apiRoot = '/api/v1';
export const apiPaths = {
  records: `${apiRoot}/records`,
  facets: `${apiRoot}/facets`,
  mechanisms: `${apiRoot}/mechanisms`,
  predictors: `${apiRoot}/predictors`,
  evidence: `${apiRoot}/evidence`,
  map: `${apiRoot}/map`,
  runs: `${apiRoot}/runs`,
  synthesis: `${apiRoot}/synthesis`,
  prisma: `${apiRoot}/prisma`,
  openApi: `${apiRoot}/openapi.json`,
} as const;

/** An address with what of a query is told. */
export function withParameters(path: string, parameters: Record<string, string | null>): string {
  const told = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== null);
  return told.length === 0 ? path : `${path}?${new URLSearchParams(told)}`;
}
