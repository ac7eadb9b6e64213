import type { Citation } from '../../../domain/citation.ts';
import { authorLine } from '../../presenters/card.ts';
import type { Site } from '../../site.ts';

/** Authors, journal, year, volume and pages on one line. */
export function bibliographyLine(site: Site, citation: Citation): string {
  const { authors, authorsComplete, journal, published, volume, issue, pages } = citation;
  const place = `${volume ?? ''}${issue ? `(${issue})` : ''}${pages ? `:${pages}` : ''}`;
  const name = journal?.isoAbbreviation ?? journal?.title ?? '';
  const when = [published.year === null ? '' : String(published.year), place].filter(Boolean).join(';');
  return [authorLine(site, authors, authorsComplete), [name, when].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(' · ');
}
