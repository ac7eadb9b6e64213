import type { Direction, Stance } from '../../../../domain/codebook.ts';
import type { StageField } from '../../../../review/agreement/stageFields.ts';
import type { Site } from '../../../site.ts';

/** What a field is called. */
export function fieldName({ labels, messages, locale, protocol }: Site, { kind, term }: StageField): string {
  const words = messages.agreement.fields;
  switch (kind) {
    case 'verdict':
    case 'goes-on':
    case 'reason':
    case 'checklist':
      return words[kind];
    case 'bias': {
      const [list = '', item] = (term ?? '').split('/');
      const checklists = Object.entries(protocol.reviewing.riskOfBias);
      const found = checklists.find(([id]) => id === list)?.[1].items.find(({ id }) => id === item);
      return found?.label[locale] ?? term ?? '';
    }
    default:
      return labels.tag(kind, term ?? '');
  }
}

/** What a category of a field is called. */
export function categoryName(site: Site, { kind }: StageField, category: string): string {
  const { labels, messages, locale, protocol } = site;
  const plain: Partial<Record<string, string>> = messages.agreement.categories;
  const verdicts: Partial<Record<string, string>> = messages.desk.verdicts;
  const checklists = Object.entries(protocol.reviewing.riskOfBias);
  if (kind === 'verdict') return verdicts[category] ?? category;
  const known = plain[category];
  if (known) return known;
  if (kind === 'reason') return labels.exclusionReason(category);
  if (kind === 'checklist') return checklists.find(([id]) => id === category)?.[1].label[locale] ?? category;
  return labels.stance(category as Stance | Direction);
}
