import { emptyQuery } from '../../catalog/catalogQuery.ts';
import type { Site } from '../site.ts';
import { presentSearchForm, type SearchFormView } from './searchForm.ts';

/** A page for a request that could not be answered: what was asked, what can be done, never a stack. */
export interface ProblemView {
  status: string;
  title: string;
  text: string;
  search: SearchFormView | null;
  reference: string | null;
  stack: string | null;
  homeHref: string;
}

export interface Problem {
  status: number;
  /** What was wrong, in the reader's language; null says nothing beyond the title. */
  detail: string | null;
  /** Words to search for instead, for addresses that were not found. */
  lookedFor: string | null;
  /** The number under which the fault was logged. */
  reference: string | null;
  stack: string | null;
}

export function presentProblem(site: Site, problem: Problem): ProblemView {
  const { links, messages } = site;
  return {
    status: String(problem.status),
    title: problemTitle(site, problem.status),
    text: problem.detail ?? (problem.status >= 500 ? messages.errorDetail : ''),
    search: isAboutAddress(problem.status)
      ? presentSearchForm(site, { ...emptyQuery, q: problem.lookedFor ?? '' })
      : null,
    reference: problem.reference ? messages.errorReference(problem.reference) : null,
    stack: problem.stack,
    homeHref: links.home,
  };
}

/** Whether a search may find what was meant. */
function isAboutAddress(status: number): boolean {
  return status === 400 || status === 404;
}

export function problemTitle({ messages }: Site, status: number): string {
  const titles: Record<number, string> = messages.errorTitles;
  return titles[status] ?? (status >= 500 ? messages.errorTitles[500] : messages.errorGeneric);
}
