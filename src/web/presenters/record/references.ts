import type { ListedRecord, RecordDetail } from '../../../catalog/answers.ts';
import type { Site } from '../../site.ts';

/** Which other records of the catalog a record cites, and which cite it, as reference lists tell. */
export interface ReferencesView {
  lead: string;
  lists: { title: string; records: { href: string; title: string; year: string | null }[]; more: string | null }[];
}

const shown = 12;

/** @returns null where no reference list leads to or from the record. */
export function presentReferences(site: Site, detail: RecordDetail): ReferencesView | null {
  const { format, links, messages } = site;
  const words = messages.explore.record;
  const list = (title: string, records: readonly ListedRecord[]): ReferencesView['lists'] =>
    records.length === 0
      ? []
      : [
          {
            title: `${title} (${format.number(records.length)})`,
            records: records.slice(0, shown).map((record) => ({
              href: links.record(record.recordId),
              title: record.title || messages.untitled,
              year: record.year === null ? null : String(record.year),
            })),
            more: records.length > shown ? words.moreRecords(format.number(records.length - shown)) : null,
          },
        ];
  const lists = [...list(words.citedBy, detail.citedBy), ...list(words.cites, detail.cites)];
  return lists.length === 0 ? null : { lead: words.referencesLead(format.number(detail.references)), lists };
}
