import type { AgreementFigures } from '../../../../agreement/agreementFigures.ts';
import { type Stage, stages } from '../../../../domain/review.ts';
import type { StageField } from '../../../../review/agreement/stageFields.ts';
import type { Site } from '../../../site.ts';
import type { AgreementLinks } from './agreementLinks.ts';
import { fieldName } from './fieldNames.ts';
import { type FigureText, mainFigures } from './figureText.ts';
import type { LearnedTagsView } from './learnedTags.ts';

/** Every field of a stage with its four figures. */
export interface AgreementView {
  deskHref: string;
  tabs: { text: string; href: string; current: boolean }[];
  count: string;
  none: boolean;
  groups: { name: string; id: string; columns: string[]; rows: AgreementRow[] }[];
  csvHref: string;
  /** At the stage of tags alone. */
  learnedTags: LearnedTagsView | null;
}

export interface AgreementRow {
  href: string;
  name: string;
  n: string;
  figures: FigureText[];
  cautions: string;
}

export interface OverviewSource {
  stage: Stage;
  records: number;
  fields: readonly { field: StageField; figures: AgreementFigures }[];
  learnedTags: LearnedTagsView | null;
}

export function presentAgreement(
  site: Site,
  deskHref: string,
  links: AgreementLinks,
  { stage, records, fields, learnedTags }: OverviewSource,
): AgreementView {
  const { format, messages } = site;
  const words = messages.agreement;
  const names = [...new Set(fields.map(({ field }) => words.groups[field.kind]))];
  return {
    deskHref,
    tabs: stages.map((each) => ({
      text: messages.desk.stages[each],
      href: links.stage(each),
      current: each === stage,
    })),
    count: words.stageCount(records, format.number(records)),
    none: records === 0,
    groups: names.map((name, index) => ({
      name,
      id: `group-${index + 1}`,
      columns: [words.measures.percent, words.measures.kappa, words.measures.ac1, words.measures.alpha],
      rows: fields
        .filter(({ field }) => words.groups[field.kind] === name)
        .map(({ field, figures }) => ({
          href: links.field(stage, field.field),
          name: fieldName(site, field),
          n: format.number(figures.units),
          figures: mainFigures(site, figures, field.ordered === true),
          cautions: figures.cautions.map((caution) => words.cautions[caution]).join(' · '),
        })),
    })),
    csvHref: links.csv,
    learnedTags,
  };
}
