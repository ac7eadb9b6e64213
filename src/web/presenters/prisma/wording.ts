import type { CountKey } from '../../../prisma/boxes.ts';
import type { WordingOptions } from '../../../prisma/flowTable.ts';
import type { Site } from '../../site.ts';
import { sourceName } from '../sourceName.ts';

const reasonKeys: readonly CountKey[] = ['dbr_excluded', 'other_excluded'];

/** In which words the flow is told. */
export function wordingOf(site: Site): WordingOptions {
  return { language: site.locale, nameOf: (key, part) => partName(site, key, part) };
}

/** What a source or an exclusion reason is called. */
function partName(site: Site, key: CountKey, part: string): string {
  if (!reasonKeys.includes(key)) return sourceName(site, part);
  return site.labels.exclusionReason(part);
}
