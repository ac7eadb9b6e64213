import type { PooledSet } from '../../../catalog/synthesis/analysis.ts';
import { type SynthesisSettings, synthesisQueryString } from '../../../catalog/synthesis/synthesisSettings.ts';
import type { SynthesisAnswer } from '../../../catalog/synthesis/synthesize.ts';
import type { Site } from '../../site.ts';
import { type FactView, presentDifferences, testText } from './differ.ts';
import { markWords, modelWords, settingsWords, stratumName, studyHref, synthesisHref } from './names.ts';
import { createNumbers } from './numbers.ts';
import { presentRatios, presentVotes } from './predictors.ts';
import { presentPublished, publishedBeside } from './published.ts';
import { presentSensitivity, type Scale } from './sensitivityFigures.ts';
import { presentSettings, presentTabs, type SettingsFormView, type TabView } from './settingsForm.ts';
import { drawShareForest, drawShareSequence } from './shareForest.ts';
import {
  type ExclusionView,
  forestTable,
  presentDoubtful,
  presentExclusions,
  presentStudies,
  type StudyView,
} from './studyTables.ts';
import type { DataTableView, FigureView } from './views.ts';

export interface SynthesisView {
  title: string;
  lead: string;
  tabs: TabView[];
  settings: SettingsFormView;
  headline: HeadlineView;
  forest: FigureView | null;
  /** Puts published figures into the plot or takes them out; null where none can stand beside these. */
  publishedToggle: { text: string; href: string } | null;
  downloads: { text: string; href: string }[];
  means: string[];
  doesNotMean: string[];
  differences: FactView[];
  robustness: FigureView[];
  /** Where these figures are, on a page that leaves them out; else null. */
  checksHref: string | null;
  studies: StudyView[];
  doubtful: { studies: (StudyView & { reason: string })[]; toggle: { text: string; href: string } };
  out: { lead: string; groups: ExclusionView[] };
  ratios: FigureView | null;
  votes: DataTableView | null;
  published: DataTableView | null;
  findingsHref: string;
  calculatorHref: string;
  methodsHref: string;
}

/** The answer in one glance: the figure, how sure it is, and what to beware of. */
export interface HeadlineView {
  figure: string | null;
  interval: string | null;
  words: string;
  counts: string | null;
  prediction: string | null;
  warning: string | null;
}

/** @param byType the same choices laid out by type, for comparison with published pools. */
/** In an address, ask for the page with the checks drawn, and for published figures as lines in the forest plot. */
export const checksParameter = 'checks=on';
export const publishedParameter = 'published=on';

/** What is drawn beyond the forest plot itself. */
export interface Shown {
  /** What happens when studies leave or join; else it is only said where that is shown. */
  checks: boolean;
  /** What published reviews have pooled, as lines in the forest plot. */
  published: boolean;
}

export function presentSynthesis(
  site: Site,
  answer: SynthesisAnswer,
  byType: SynthesisAnswer,
  shown: Shown = { checks: true, published: false },
): SynthesisView {
  const { format, links, locale, messages, protocol } = site;
  const { settings } = answer;
  const { outcome } = protocol.synthesis;
  const words = messages.synthesis;
  const query = synthesisQueryString(settings, protocol.synthesis);
  const kept = shown.published ? [publishedParameter] : [];
  return {
    title: outcome.title[locale],
    lead: protocol.synthesis.definitions.find(({ id }) => id === settings.definition)?.note[locale] ?? '',
    tabs: presentTabs(site, settings, kept),
    settings: presentSettings(site, answer, kept),
    headline: presentHeadline(site, answer),
    forest: presentForest(site, answer, shown.published),
    publishedToggle: presentPublishedToggle(site, answer, query, shown),
    downloads: [
      { text: words.downloadCsv, href: links.synthesisFile('csv', query) },
      { text: words.downloadR, href: links.synthesisFile('R', query) },
      { text: words.downloadJson, href: links.apiSynthesis(query) },
    ],
    means: outcome.means.map((sentence) => sentence[locale]),
    doesNotMean: outcome.doesNotMean.map((sentence) => sentence[locale]),
    ...presentStatistics(site, answer, shown.checks),
    checksHref:
      shown.checks || !answer.sensitivity
        ? null
        : `${links.synthesis([query, checksParameter, shown.published ? publishedParameter : ''].filter(Boolean).join('&'))}#robust`,
    studies: presentStudies(site, answer),
    doubtful: {
      studies: presentDoubtful(site, answer),
      toggle: {
        text: settings.includeDoubtful ? words.leaveOut : words.letIn,
        href: synthesisHref(site, { ...settings, includeDoubtful: !settings.includeDoubtful }, kept),
      },
    },
    out: {
      lead: words.outLead(format.number(answer.excluded.length)),
      groups: presentExclusions(site, answer),
    },
    ratios: presentRatios(site, answer),
    votes: presentVotes(site, answer.votes),
    published: presentPublished(site, answer, ownShares(site, answer, byType)),
    findingsHref: links.findings,
    calculatorHref: links.calculatorPath,
    methodsHref: links.methods,
  };
}

/** The set that the page's figure is of: all strata together, or the only one. */
export function wholeSet({ overall, strata, settings }: SynthesisAnswer): PooledSet | null {
  if (settings.by === 'definition') return null;
  return overall ?? (strata.length === 1 ? (strata[0]?.set ?? null) : null);
}

function presentHeadline(site: Site, answer: SynthesisAnswer): HeadlineView {
  const { format, locale, messages, protocol } = site;
  const words = messages.synthesis;
  const numbers = createNumbers(site);
  const none = { figure: null, interval: null, counts: null, prediction: null, warning: null };
  const studies = answer.strata.flatMap((stratum) => stratum.studies);
  if (studies.length === 0) return { ...none, words: words.headlineNone, warning: words.headlineNoneNote };
  const set = wholeSet(answer);
  if (!set) return { ...none, words: words.headlineApart };
  if (answer.settings.by === 'type' && answer.strata.length > 1) {
    const test = answer.between.estimable ? words.typesDiffer(testText(site, answer.between.value)) : null;
    return { ...none, words: words.headlineTypes, counts: test };
  }
  const events = studies.reduce((sum, study) => sum + study.events, 0);
  const total = studies.reduce((sum, study) => sum + study.total, 0);
  const counts = words.studiesOf(
    words.studies(set.k, format.number(set.k)),
    format.number(events),
    format.number(total),
    protocol.synthesis.outcome.unit[locale],
  );
  if (!set.pooled.estimable) return { ...none, words: numbers.orReason(set.pooled, () => ''), counts };
  const { value, interval } = set.pooled.value;
  return {
    figure: numbers.percent(value),
    interval: numbers.shareInterval(interval),
    words: set.k === 1 ? words.headlineOne : settingsWords(site, answer.settings),
    counts,
    prediction: set.prediction.estimable
      ? words.predictionMeaning(numbers.shareInterval(set.prediction.value))
      : set.k === 1
        ? null
        : words.noPrediction,
    warning: set.k === 2 ? words.headlineTwo : set.k > 2 && set.k < 5 ? words.headlineFew(format.number(set.k)) : null,
  };
}

function presentPublishedToggle(
  site: Site,
  answer: SynthesisAnswer,
  query: string,
  { checks, published }: Shown,
): SynthesisView['publishedToggle'] {
  const words = site.messages.synthesis;
  if (!answer.strata.some(({ key }) => publishedBeside(site, answer, key).length > 0)) return null;
  const asked = [query, checks ? checksParameter : '', published ? '' : publishedParameter].filter(Boolean).join('&');
  return { text: published ? words.publishedHide : words.publishedShow, href: `${site.links.synthesis(asked)}#forest` };
}

function presentForest(site: Site, answer: SynthesisAnswer, withPublished: boolean): FigureView | null {
  const { locale, messages, protocol } = site;
  const { settings, strata, overall } = answer;
  const words = messages.synthesis;
  if (strata.length === 0) return null;
  const title = words.titleOf(words.forestTitle, words.byNames[settings.by]);
  return {
    id: 'forest',
    title,
    caption: words.forestCaption(`${settingsWords(site, settings)}${modelWords(site, settings)}`),
    drawings: drawShareForest(site, {
      id: 'chart-forest',
      title,
      axisLabel: protocol.synthesis.outcome.share[locale],
      groups: strata.map(({ key, studies, set }) => ({
        heading: settings.by === 'none' ? null : stratumName(site, settings.by, key),
        set,
        references: withPublished ? publishedBeside(site, answer, key) : [],
        rows: studies.map((study) => ({
          label: study.rows[0].label,
          fullLabel: study.rows[0].title,
          href: studyHref(site, study.rows[0]),
          mark: markWords(site, study.rows),
          events: study.events,
          total: study.total,
        })),
      })),
      overall,
      isByType: settings.by === 'type',
    }),
    note: withPublished ? `${words.namesLead} ${words.publishedLines}` : words.namesLead,
    table: forestTable(site, answer),
  };
}

function presentStatistics(
  site: Site,
  answer: SynthesisAnswer,
  withChecks: boolean,
): { differences: FactView[]; robustness: FigureView[] } {
  const { sensitivity, settings, strata } = answer;
  const set = wholeSet(answer);
  if (!set || !sensitivity) return { differences: [], robustness: [] };
  const studies = strata.flatMap((stratum) =>
    stratum.studies.map(({ rows: [row] }) => ({
      label: settings.by === 'type' ? `${row.label} · ${stratumName(site, 'type', stratum.key)}` : row.label,
      href: studyHref(site, row),
    })),
  );
  const scale = shareScale(site, settings);
  return {
    differences: presentDifferences(site, set, {
      between: answer.between,
      glmm: set.k > 1 ? sensitivity.glmm : null,
      text: createNumbers(site).percentText,
    }),
    robustness: withChecks ? presentSensitivity(site, studies, { set, sensitivity, scale }) : [],
  };
}

/** Shares are written and drawn in percent. */
export function shareScale(site: Site, { measure }: Pick<SynthesisSettings, 'measure'>): Scale {
  const words = site.messages.synthesis;
  const axisLabel = site.protocol.synthesis.outcome.share[site.locale];
  return {
    measureName: words.measureNames[measure],
    column: words.columnShare,
    text: createNumbers(site).shareText,
    draw: (chart, rows) => drawShareSequence(site, { ...chart, axisLabel }, rows),
  };
}

/** Our own shares under the same choices, by type, and of whole series under null. */
function ownShares(site: Site, answer: SynthesisAnswer, byType: SynthesisAnswer): Map<string | null, string> {
  const numbers = createNumbers(site);
  const own = new Map<string | null, string>();
  for (const { key, set } of byType.strata) {
    if (set.pooled.estimable) own.set(key, `${numbers.percent(set.pooled.value.value)} (k = ${set.k})`);
  }
  const whole = answer.settings.by === 'none' && answer.settings.type === null ? wholeSet(answer) : null;
  if (whole?.pooled.estimable) own.set(null, `${numbers.percent(whole.pooled.value.value)} (k = ${whole.k})`);
  return own;
}
