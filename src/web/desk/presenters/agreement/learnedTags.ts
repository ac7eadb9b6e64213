import type { TagComparison } from '../../../../learning/tags/agreementByFolds.ts';
import { readTagName } from '../../../../review/learnedTags/readMaterial.ts';
import type { Site } from '../../../site.ts';

/** Every tag by how well it is suggested, where records with settled tags can tell. */
export interface LearnedTagsView {
  lead: string;
  rows: {
    name: string;
    support: string;
    rulesF1: string;
    joinedF1: string;
    chosenF1: string;
    precision: string;
    recall: string;
    by: string;
  }[];
}

export function presentLearnedTags(
  site: Site,
  figures: { records: number; tags: readonly TagComparison[] } | null,
): LearnedTagsView {
  const { format, messages } = site;
  const words = messages.agreement.learnedTags;
  const tags = (figures?.tags ?? []).filter(({ joined }) => joined.support > 0);
  if (!figures || tags.length === 0) return { lead: words.tooFew, rows: [] };
  const figure = (value: number) => value.toFixed(2);
  return {
    lead: words.lead(messages.agreement.recordsCount(figures.records, format.number(figures.records))),
    rows: tags.map(({ tag, prior, joined, chosen, worthLearning }) => {
      const { kind, id } = readTagName(tag);
      return {
        name: site.labels.tag(kind, id),
        support: format.number(joined.support),
        rulesF1: figure(prior.f1),
        joinedF1: figure(joined.f1),
        chosenF1: figure(chosen.f1),
        precision: figure(chosen.precision),
        recall: figure(chosen.recall),
        by: worthLearning ? words.byBoth : words.byRules,
      };
    }),
  };
}
