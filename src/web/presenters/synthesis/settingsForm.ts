import { defaultSynthesisSettings, type SynthesisSettings } from '../../../catalog/synthesis/synthesisSettings.ts';
import type { SynthesisAnswer } from '../../../catalog/synthesis/synthesize.ts';
import { tests } from '../../../synthesis/mixedModel.ts';
import { proportionMeasures } from '../../../synthesis/proportions.ts';
import { stratifications } from '../../../synthesis/results/strata.ts';
import { tau2Methods } from '../../../synthesis/tau2.ts';
import type { Site } from '../../site.ts';
import { synthesisHref } from './names.ts';

export interface SelectView {
  name: string;
  label: string;
  options: { value: string; text: string; selected: boolean }[];
}

export interface CheckView {
  name: string;
  value: string;
  text: string;
  checked: boolean;
}

export interface SettingsFormView {
  action: string;
  /** Kept as they are when the form is sent. */
  kept: { name: string; value: string }[];
  what: SelectView[];
  /** What the chosen definition says. */
  definitionNote: string;
  designs: CheckView[];
  rows: CheckView[];
  statistics: SelectView[];
  /** The statistics are not the usual ones, and so are shown open. */
  isStatisticsOpen: boolean;
  resetHref: string;
}

export interface TabView {
  text: string;
  href: string;
  current: boolean;
}

/**
 * The four ways to lay the studies out, all else kept.
 *
 * @param kept parameters beside the settings.
 */
export function presentTabs(site: Site, settings: SynthesisSettings, kept: readonly string[] = []): TabView[] {
  return stratifications.map((by) => ({
    text: site.messages.synthesis.byNames[by],
    href: synthesisHref(site, { ...settings, by }, kept),
    current: by === settings.by,
  }));
}

export function presentSettings(
  site: Site,
  { designs, settings }: SynthesisAnswer,
  kept: readonly string[] = [],
): SettingsFormView {
  const { labels, links, locale, messages, protocol } = site;
  const words = messages.synthesis;
  const { definitions, followUp, types } = protocol.synthesis;
  const usual = defaultSynthesisSettings(protocol.synthesis);
  const named = (list: readonly { id: string; label: { en: string; zh: string } }[]): [string, string][] =>
    list.map(({ id, label }) => [id, label[locale]]);
  return {
    action: links.synthesisPath,
    kept: [`by=${settings.by}`, ...kept].map((parameter) => {
      const [name = '', value = ''] = parameter.split('=');
      return { name, value };
    }),
    what: [
      select('definition', words.whatCounts, named(definitions), settings.definition),
      select('type', words.type, [['', words.anyType], ...named(types)], settings.type ?? ''),
      select('followup', words.followUp, [['', words.anyFollowUp], ...named(followUp)], settings.followUp ?? ''),
    ],
    definitionNote: definitions.find(({ id }) => id === settings.definition)?.note[locale] ?? '',
    designs: protocol.codebook.designs
      .filter(({ id }) => designs.includes(id))
      .map(({ id }) => ({
        name: 'design',
        value: id,
        text: labels.facet('design', id),
        checked: settings.designs.includes(id),
      })),
    rows: [
      { name: 'check', value: 'on', text: words.includeCheck, checked: settings.includeDoubtful },
      { name: 'without', value: 'selected', text: words.withoutSelected, checked: !settings.includeSelected },
      { name: 'without', value: 'operated', text: words.withoutOperated, checked: !settings.includeOperated },
    ],
    statistics: presentModelChoice(site, settings, proportionMeasures),
    isStatisticsOpen:
      settings.measure !== usual.measure || settings.method !== usual.method || settings.test !== usual.test,
    resetHref: synthesisHref(site, { ...usual, by: settings.by }, kept),
  };
}

/** Scale, tau2 and interval as three lists. */
export function presentModelChoice(
  { messages }: Site,
  chosen: { measure: string; method: string; test: string },
  measures: readonly (keyof Site['messages']['synthesis']['measureNames'])[],
): SelectView[] {
  const words = messages.synthesis;
  const pairs = <Name extends string>(ids: readonly Name[], names: Record<Name, string>): [string, string][] =>
    ids.map((id) => [id, names[id]]);
  const methods = (['REML', 'PM', 'DL', 'ML', 'HE', 'SJ', 'EE'] as const).filter((id) => tau2Methods.includes(id));
  return [
    select('measure', words.measure, pairs(measures, words.measureNames), chosen.measure),
    select('tau2', words.tau2, pairs(methods, words.tau2Names), chosen.method),
    select('interval', words.test, pairs([...tests].reverse(), words.testNames), chosen.test),
  ];
}

function select(name: string, label: string, options: readonly [string, string][], chosen: string): SelectView {
  return { name, label, options: options.map(([value, text]) => ({ value, text, selected: value === chosen })) };
}
