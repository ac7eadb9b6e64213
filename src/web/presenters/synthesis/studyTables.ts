import type { SynthesisResult } from '../../../catalog/synthesis/readResults.ts';
import type { SynthesisAnswer, SynthesisStratum } from '../../../catalog/synthesis/synthesize.ts';
import { type ExclusionReason, exclusionReasons } from '../../../synthesis/results/prepare.ts';
import { wilsonInterval } from '../../../synthesis/singleProportion.ts';
import type { Site } from '../../site.ts';
import { textKind } from '../textKind.ts';
import { markWords, resultNotes, stratumName, studyHref, studyNotes } from './names.ts';
import { createNumbers } from './numbers.ts';
import { cell, type DataTableView, figure } from './views.ts';

/** One study with all that is said of it: its figures, its sentence, its notes. */
export interface StudyView {
  label: string;
  href: string;
  title: string;
  group: string;
  counts: string;
  share: string;
  facts: string[];
  marks: string;
  notes: string[];
  /** The curator's note, in the language it was written in. */
  note: string | null;
  sentence: { text: string; lang: string; kind: string } | null;
}

/** The studies of a forest plot, group by group, with the group's own total. */
export function forestTable(site: Site, { settings, strata, overall }: SynthesisAnswer): DataTableView {
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  const grouped = settings.by !== 'none';
  const pooledRow = (label: string, set: SynthesisStratum['set']) => ({
    head: cell(label),
    cells: [
      ...(grouped ? [cell('')] : []),
      figure((set === overall ? countOf : words.studies)(set.k, site.format.number(set.k))),
      figure(numbers.orReason(set.pooled, numbers.shareText)),
      figure(''),
      figure(set.prediction.estimable ? numbers.shareInterval(set.prediction.value) : '–'),
    ],
    strong: true,
  });
  const countOf = settings.by === 'type' ? words.results : words.studies;
  const rows = strata.flatMap((stratum) => {
    const name = stratumName(site, settings.by, stratum.key);
    return [
      ...stratum.studies.map((study, index) => {
        const own = stratum.set.studies[index];
        const [row] = study.rows;
        return {
          head: cell(row.label, { href: studyHref(site, row) }),
          cells: [
            ...(grouped ? [cell(name)] : []),
            figure(`${site.format.number(study.events)} / ${site.format.number(study.total)}`),
            figure(own ? numbers.shareText(own) : words.notEstimable),
            figure(stratum.set.k > 1 && own ? `${numbers.decimal(own.weightPercent, 1)}%` : '–'),
            figure(''),
          ],
          strong: false,
        };
      }),
      ...(stratum.set.k > 1 ? [pooledRow(grouped ? `${words.pooled}: ${name}` : words.pooled, stratum.set)] : []),
    ];
  });
  return {
    id: 'table-forest',
    caption: words.forestTitle,
    columns: [
      { text: words.columnStudy, right: false },
      ...(grouped ? [{ text: words.columnGroup, right: false }] : []),
      { text: words.columnCounts, right: true },
      { text: words.columnShare, right: true },
      { text: words.columnWeight, right: true },
      { text: words.prediction, right: true },
    ],
    rows: overall ? [...rows, pooledRow(words.allGroups, overall)] : rows,
  };
}

/** Every study that is pooled, once, with where its figure stands. */
export function presentStudies(site: Site, { strata }: SynthesisAnswer): StudyView[] {
  return strata.flatMap(({ studies }) =>
    studies.map((study) => {
      const [row] = study.rows;
      const view = presentResult(site, row, study);
      return {
        ...view,
        group: study.rows.map(({ group }) => group).join(' + '),
        marks: markWords(site, study.rows),
        notes: studyNotes(site, study),
      };
    }),
  );
}

/** Results whose counts are in doubt, whether they are in or out. */
export function presentDoubtful(site: Site, { excluded }: SynthesisAnswer): (StudyView & { reason: string })[] {
  const { reasons } = site.messages.synthesis;
  return excluded
    .filter(({ row }) => row.use === 'check' && !row.isOutside)
    .map(({ row, reason }) => ({ ...presentResult(site, row, row), reason: reasons[reason] }));
}

export interface ExclusionView {
  reason: string;
  count: string;
  results: { label: string; href: string; title: string; group: string; share: string; note: string | null }[];
}

/** What is out, by reason, doubtful counts apart. */
export function presentExclusions(site: Site, { excluded }: SynthesisAnswer): ExclusionView[] {
  const words = site.messages.synthesis;
  return exclusionReasons.flatMap((reason: ExclusionReason) => {
    const own = excluded.filter((one) => one.reason === reason);
    if (own.length === 0) return [];
    const results = own.map(({ row }) => ({
      label: row.label,
      href: studyHref(site, row),
      title: row.title,
      group: row.group,
      share: shareOf(site, row),
      note: row.note,
    }));
    return [{ reason: words.reasons[reason], count: site.format.number(results.length), results }];
  });
}

function presentResult(
  site: Site,
  row: SynthesisResult,
  counts: { events: number | null; total: number | null },
): StudyView {
  const { format, labels, messages } = site;
  const words = messages.synthesis;
  const months = row.followUpMonths;
  const facts = [
    ...row.designs.map((design) => labels.facet('design', design)),
    months === null ? null : words.months(months, format.number(Math.round(months * 10) / 10)),
  ];
  return {
    label: row.label,
    href: studyHref(site, row),
    title: row.title,
    group: row.group,
    counts:
      counts.events === null || counts.total === null
        ? ''
        : `${format.number(counts.events)} / ${format.number(counts.total)}`,
    share: shareOf(site, { ...row, ...counts, percent: counts.events === null ? row.percent : null }),
    facts: facts.filter((fact) => fact !== null),
    marks: markWords(site, [row]),
    notes: resultNotes(site, row),
    note: row.note,
    sentence: row.sentence && {
      text: row.sentence.text,
      lang: row.sentence.language,
      kind: textKind(site, row.sentence.field, null).name,
    },
  };
}

/** A share with its Wilson interval where there are counts, the bare percentage where there are none. */
function shareOf(site: Site, row: Pick<SynthesisResult, 'events' | 'total' | 'percent'>): string {
  const numbers = createNumbers(site);
  const { events, total, percent } = row;
  if (events !== null && total !== null && total > 0 && events >= 0 && events <= total) {
    return numbers.shareText({ value: events / total, interval: wilsonInterval(events, total) });
  }
  return percent === null ? '' : numbers.percent(percent / 100);
}
