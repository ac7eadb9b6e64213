import { type CatalogQuery, emptyQuery } from '../../catalog/catalogQuery.ts';
import type { Site } from '../site.ts';
import { presentSearchForm, type SearchFormView } from './searchForm.ts';

/** A page for a request that could not be answered: what was asked, what can be done, never a stack. */
export interface ProblemView {
  status: string;
  title: string;
  text: string;
  search: SearchFormView | null;
  /** What the form is there for. */
  searchLabel: string;
  reference: string | null;
  stack: string | null;
  homeHref: string;
}

export interface Problem {
  status: number;
  title: string;
  /** What was wrong, in the reader's language; null says nothing beyond the title. */
  detail: string | null;
  /** Words to search for instead, for addresses that were not found. */
  lookedFor: string | null;
  /** A search that was refused and can be asked again in a shorter form. */
  refused: CatalogQuery | null;
  /** The number under which the fault was logged. */
  reference: string | null;
  stack: string | null;
}

export function presentProblem(site: Site, problem: Problem): ProblemView {
  const { links, messages } = site;
  const { refused, lookedFor } = problem;
  return {
    status: String(problem.status),
    title: problem.title,
    text: problem.detail ?? (problem.status >= 500 ? messages.errorDetail : ''),
    search: isAboutAddress(problem.status)
      ? presentSearchForm(site, refused ?? { ...emptyQuery, q: lookedFor ?? '' })
      : null,
    searchLabel: refused ? messages.explore.search.shorten : messages.errorSearchInstead,
    reference: problem.reference ? messages.errorReference(problem.reference) : null,
    stack: problem.stack,
    homeHref: links.home,
  };
}

/** Whether a search may find what was meant. */
function isAboutAddress(status: number): boolean {
  return status === 400 || status === 404;
}
