import type { CatalogQuery } from '../../catalog/catalogQuery.ts';
import type { Site } from '../site.ts';

export interface PagerView {
  steps: PagerStep[];
  previous: string | null;
  next: string | null;
}

/** A page to go to, or a gap where pages are left out (`href` null). */
export interface PagerStep {
  text: string;
  label: string;
  href: string | null;
  current: boolean;
}

/** @returns null where everything fits on one page. */
export function presentPager(site: Site, query: CatalogQuery, total: number): PagerView | null {
  const pages = Math.ceil(total / query.size);
  if (pages <= 1) return null;
  const { format, links, messages } = site;
  const to = (page: number): string | null => (page >= 1 && page <= pages ? links.records({ ...query, page }) : null);
  const steps = pageNumbers(query.page, pages).map((page): PagerStep => {
    if (page === null) return { text: '…', label: '', href: null, current: false };
    const text = format.number(page);
    return { text, label: messages.page(text), href: to(page), current: page === query.page };
  });
  return { steps, previous: to(query.page - 1), next: to(query.page + 1) };
}

/** The first page, the last, and those beside the current one; null for each gap between them. */
export function pageNumbers(current: number, pages: number): (number | null)[] {
  const near = [1, current - 1, current, current + 1, pages].filter((page) => page >= 1 && page <= pages);
  const shown = [...new Set(near)].sort((a, b) => a - b);
  return shown.flatMap((page, index) => {
    const before = shown[index - 1];
    if (before === undefined || page - before === 1) return [page];
    return page - before === 2 ? [page - 1, page] : [null, page];
  });
}
