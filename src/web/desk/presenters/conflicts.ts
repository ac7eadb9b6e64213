import type { Stage } from '../../../domain/review.ts';
import type { StoredConflict, StoredSettlement } from '../../../store/reviewState.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import { biasItemName } from './extraction.ts';

export interface ConflictsView {
  groups: {
    name: string;
    none: string | null;
    rows: { href: string; title: string; fields: string; since: string; mayNot: string | null }[];
  }[];
  /** What adjudicators settled, newest first. */
  settled: { href: string; title: string; stage: string; at: string; by: string }[];
}

export interface ConflictsSource {
  stages: { stage: Stage; conflicts: { conflict: StoredConflict; title: string; isOwn: boolean }[] }[];
  settled: { settlement: StoredSettlement; title: string; by: string }[];
}

export function presentConflicts(site: Site, links: DeskLinks, source: ConflictsSource): ConflictsView {
  const { format, messages } = site;
  const words = messages.desk;
  return {
    groups: source.stages.map(({ stage, conflicts }) => ({
      name: words.stages[stage],
      none: conflicts.length === 0 ? words.noConflicts : null,
      rows: conflicts.map(({ conflict, title, isOwn }) => ({
        href: links.conflict(stage, conflict.recordId),
        title: title === '' ? messages.untitled : title,
        fields: format.list(conflict.fields.map((field) => fieldName(site, field))),
        since: format.instant(conflict.since),
        mayNot: isOwn ? words.refusals['own-conflict'] : null,
      })),
    })),
    settled: source.settled.map(({ settlement, title, by }) => ({
      href: links.conflict(settlement.stage, settlement.recordId),
      title: title === '' ? messages.untitled : title,
      stage: words.stages[settlement.stage],
      at: format.instant(settlement.settledAt),
      by,
    })),
  };
}

/** A field in which votes differ, in words. */
export function fieldName(site: Site, field: string): string {
  const { labels, messages } = site;
  const names: Record<string, string> = messages.desk.fieldNames;
  const [kind = '', id] = field.split(/:(.*)/s);
  if (kind === 'mechanism' || kind === 'predictor') return labels.tag(kind, id ?? '');
  if (kind === 'bias') return biasItemName(site, id ?? '');
  if (kind === 'arm') {
    const [place = '', part = ''] = (id ?? '').split(':');
    const parts: Record<string, string> = messages.desk.armFields;
    return `${messages.desk.armLegend(place)}: ${parts[part] ?? part}`;
  }
  return names[field] ?? names[kind] ?? field;
}
