import { emptyQuery } from '../../catalog/catalogQuery.ts';
import { apiPaths } from '../api/apiPaths.ts';
import { apiEndpoints } from '../api/endpoints.ts';
import type { Site } from '../site.ts';

/** What the API offers, with commands that run as they stand. */
export interface ApiView {
  rules: string[];
  specificationHref: string;
  endpoints: { path: string; summary: string; parameters: string[]; command: string | null }[];
  files: string[];
  feed: string;
}

/** @param origin scheme and host for the examples. */
export function presentApi({ links, locale, messages, protocol }: Site, origin: string): ApiView {
  const curl = (address: string, options = ''): string => `curl${options} "${origin}${address}"`;
  const search = { ...emptyQuery, q: 'MRI' };
  return {
    rules: messages.exchange.apiRules,
    specificationHref: apiPaths.openApi,
    endpoints: apiEndpoints(protocol).map(({ path, summary, parameters, example }) => ({
      path,
      summary: summary[locale],
      parameters: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
      command: example === null ? null : curl(example),
    })),
    files: [
      curl(links.exportSearch('ris', search), ' -OJ'),
      curl(`${links.exportSelection('csv')}?ids=1,2,3`, ' -OJ'),
      curl(links.exportRecord('bibtex', 1), ' -OJ'),
    ],
    feed: curl(links.feed(search)),
  };
}
