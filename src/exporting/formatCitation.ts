import type { Citation } from '../domain/citation.ts';
import { formatApa } from './apa.ts';
import { formatGbt7714 } from './gbt7714.ts';
import { formatVancouver } from './vancouver.ts';

/** The styles a citation can be shown and copied in. */
export const citationStyles = ['vancouver', 'apa', 'gbt7714'] as const;
export type CitationStyle = (typeof citationStyles)[number];

export const citationStyleNames: Readonly<Record<CitationStyle, string>> = {
  vancouver: 'Vancouver (ICMJE, NLM)',
  apa: 'APA 7',
  gbt7714: 'GB/T 7714—2015',
};

const formatters: Readonly<Record<CitationStyle, (citation: Citation) => string>> = {
  vancouver: formatVancouver,
  apa: formatApa,
  gbt7714: formatGbt7714,
};

/** The citation as one line of plain text in a style. What is unknown is left out, never made up. */
export function formatCitation(citation: Citation, style: CitationStyle): string {
  return formatters[style](citation);
}
