import type { RecordTag } from '../../catalog/answers.ts';
import { stanceSigns } from '../labels.ts';
import type { Site } from '../site.ts';

/** A mechanism as a chip: its colour comes from `mechanism`, its code and name stand beside it. */
export interface ChipView {
  mechanism: string;
  code: string;
  name: string;
  sign: string;
  stance: string;
  href: string;
}

/** The record's mechanisms in the protocol's order. */
export function presentChips(site: Site, tags: readonly RecordTag[]): ChipView[] {
  const { labels, links, locale, messages, protocol } = site;
  return protocol.codebook.mechanisms.flatMap((mechanism) =>
    tags
      .filter((tag) => tag.kind === 'mechanism' && tag.value === mechanism.id)
      .slice(0, 1)
      .map((tag) => ({
        mechanism: mechanism.id,
        code: mechanism.code,
        name: mechanism.label[locale],
        sign: tag.stance ? stanceSigns[tag.stance] : '',
        stance: tag.stance ? messages.stanceSuffix(labels.stance(tag.stance)) : '',
        href: links.withFacet('mechanism', mechanism.id),
      })),
  );
}

/** Names of the values that a record carries for one kind of tag. */
export function tagNames(site: Site, tags: readonly RecordTag[], kind: RecordTag['kind']): string[] {
  return [...new Set(tags.filter((tag) => tag.kind === kind).map((tag) => site.labels.tag(kind, tag.value)))];
}
