import type { TagColumns } from '../store/catalogRows.ts';
import type { DesignYear, TagLink } from './answers.ts';
import type { CountedRecord } from './tagCounts.ts';

/**
 * Records with a tag by year and design, oldest first. A record with several designs counts for the one that comes
 * first in the codebook, so that a year's designs add up to its records; those without a year are left out.
 */
export function designYears(
  records: readonly CountedRecord[],
  tag: { kind: TagColumns['kind']; value: string },
  designs: readonly string[],
): DesignYear[] {
  const counts = new Map<string, DesignYear>();
  for (const { year, tags } of records) {
    if (year === null || !tags.some(({ kind, value }) => kind === tag.kind && value === tag.value)) continue;
    const design = designs.find((id) => tags.some(({ kind, value }) => kind === 'design' && value === id)) ?? null;
    const entry = counts.get(`${year} ${design}`) ?? { year, design, records: 0 };
    entry.records++;
    counts.set(`${year} ${design}`, entry);
  }
  const place = (design: string | null): number => (design === null ? designs.length : designs.indexOf(design));
  return [...counts.values()].sort((a, b) => a.year - b.year || place(a.design) - place(b.design));
}

/** How many records name both of two mechanisms, for every pair that any record names; in the order given. */
export function mechanismLinks(records: readonly CountedRecord[], ids: readonly string[]): TagLink[] {
  const counts = new Map<string, TagLink>();
  for (const { tags } of records) {
    const held = ids.filter((id) => tags.some(({ kind, value }) => kind === 'mechanism' && value === id));
    held.forEach((from, place) => {
      for (const to of held.slice(place + 1)) {
        const link = counts.get(`${from} ${to}`) ?? { from, to, records: 0 };
        link.records++;
        counts.set(`${from} ${to}`, link);
      }
    });
  }
  return [...counts.values()];
}
