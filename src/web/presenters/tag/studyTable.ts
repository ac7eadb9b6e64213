import type { EvidenceItem, TagPage } from '../../../catalog/answers.ts';
import type { SynthesisAnswer } from '../../../catalog/synthesis/synthesize.ts';
import { intervalStrip } from '../../../charts/interval.ts';
import { stanceSigns } from '../../labels.ts';
import type { Site } from '../../site.ts';
import { surestReason } from '../reasons.ts';
import { createNumbers } from '../synthesis/numbers.ts';

/** The studies of a predictor, one a row: what each says, and how large the effect is where it can be computed. */
export interface StudyTableView {
  rows: StudyRow[];
}

export interface StudyRow {
  label: string;
  title: string;
  href: string;
  design: string;
  sample: string;
  sign: string;
  direction: string;
  tone: string;
  effect: { text: string; what: string; drawingHtml: string } | null;
  basis: string | null;
  followUp: string;
  state: string;
}

/** An odds ratio is drawn on a logarithmic axis from this to its inverse. */
const widestRatio = 64;
/** A longer list is what the search is for. */
const mostRows = 60;

/** @param contrasts two groups of a study compared; those of other predictors are left out. */
export function presentStudyTable(
  site: Site,
  { id, evidence }: TagPage,
  contrasts: SynthesisAnswer['contrasts'],
): StudyTableView | null {
  if (evidence.length === 0) return null;
  const effects = effectsByRecord(
    site,
    contrasts.filter(({ predictor }) => predictor === id),
  );
  const studies = [...new Map(evidence.map((item) => [item.recordId, item])).values()];
  // Studies with an effect first: what is measured is looked for first.
  studies.sort((a, b) => Number(effects.has(b.recordId)) - Number(effects.has(a.recordId)));
  const rows = studies.slice(0, mostRows).map((item) => presentRow(site, item, effects.get(item.recordId) ?? null));
  return { rows };
}

function presentRow(site: Site, item: EvidenceItem, effect: StudyRow['effect']): StudyRow {
  const { format, labels, links, messages } = site;
  const months = item.followUpMonths;
  return {
    label: item.firstAuthor ? [item.firstAuthor, item.year].filter((part) => part !== null).join(' ') : item.title,
    title: item.title,
    href: links.evidence(item.recordId, item.id, item.language),
    design: item.design ? labels.facet('design', item.design) : '',
    sample: item.sample?.n ? format.number(item.sample.n) : '',
    sign: item.stance ? stanceSigns[item.stance] : '',
    direction: item.stance ? labels.stance(item.stance) : '',
    tone: item.stance ?? 'discusses',
    effect,
    basis: surestReason(item.basis),
    followUp: months === null ? '' : messages.followUpMonths(months, format.number(Math.round(months * 10) / 10)),
    state: messages.tagStateNames[item.state],
  };
}

function effectsByRecord(
  site: Site,
  contrasts: SynthesisAnswer['contrasts'],
): Map<number, NonNullable<StudyRow['effect']>> {
  const numbers = createNumbers(site);
  const words = site.messages.explore.tag;
  const effects = new Map<number, NonNullable<StudyRow['effect']>>();
  for (const { label, set, studies } of contrasts) {
    studies.forEach((study, index) => {
      const own = set.studies[index];
      if (!own || effects.has(study.with.recordId)) return;
      const text = words.oddsRatio(numbers.ratioText(own));
      effects.set(study.with.recordId, {
        text,
        what: label[site.locale],
        drawingHtml: intervalStrip({
          id: `effect-${study.with.recordId}`,
          title: text,
          description: words.oddsRatioAxis(site.format.number(widestRatio)),
          value: Math.log(own.value),
          lower: Math.log(own.interval.lower),
          upper: Math.log(own.interval.upper),
          domain: [-Math.log(widestRatio), Math.log(widestRatio)],
        }),
      });
    });
  }
  return effects;
}
