import type { TagPage } from '../../../catalog/answers.ts';
import { network } from '../../../charts/network.ts';
import type { Site } from '../../site.ts';

/** The mechanisms and how often papers name two together; null where none is named with this one. */
export function presentNetwork(site: Site, page: TagPage): string | null {
  const { format, links, locale, messages, protocol } = site;
  const own = page.network.filter(({ from, to }) => from === page.id || to === page.id);
  const name = site.labels.mechanism(page.id)?.label[locale] ?? page.id;
  if (own.length === 0) return null;
  const words = messages.explore.tag;
  const together = (id: string): number => own.find(({ from, to }) => from === id || to === id)?.records ?? 0;
  return network({
    id: 'network',
    title: words.networkTitle(name),
    description: words.networkDescription,
    centre: page.id,
    nodes: protocol.codebook.mechanisms.map(({ id, code, label }) => ({
      id,
      code,
      label: words.networkNode(`${code} ${label[locale]}`, messages.records(together(id), format.number(together(id)))),
      href: links.mechanism(id),
    })),
    lines: page.network.map(({ from, to, records }) => ({ from, to, weight: records })),
  });
}
