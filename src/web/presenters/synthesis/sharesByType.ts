import type { SynthesisAnswer } from '../../../catalog/synthesis/synthesize.ts';
import type { Site } from '../../site.ts';
import { presentShare, type ShareView } from '../interval.ts';
import { settingsWords, stratumName, synthesisHref } from './names.ts';

/** The synthesis by type in a few rows, for the start page. */
export interface SharesByTypeView {
  title: string;
  choices: string;
  rows: { name: string; href: string; share: ShareView; studies: string }[];
  href: string;
}

/** Null where no type has a share. */
export function presentSharesByType(site: Site, answer: SynthesisAnswer): SharesByTypeView | null {
  const { format, locale, messages, protocol } = site;
  const { settings, strata } = answer;
  const words = messages.synthesis;
  const rows = strata.flatMap(({ key, set, studies }) => {
    if (!set.pooled.estimable) return [];
    const { value, interval } = set.pooled.value;
    const share = presentShare(site, {
      events: null,
      total: null,
      percent: 100 * value,
      interval: { low: 100 * interval.lower, high: 100 * interval.upper },
    });
    const total = studies.reduce((sum, study) => sum + study.total, 0);
    const counted = words.counted(words.studies(set.k, format.number(set.k)), format.number(total));
    const href = synthesisHref(site, { ...settings, by: 'none', type: key });
    return share ? [{ name: stratumName(site, 'type', key), href, share, studies: counted }] : [];
  });
  if (rows.length === 0) return null;
  return {
    title: protocol.synthesis.outcome.title[locale],
    choices: settingsWords(site, settings).trim(),
    rows,
    href: synthesisHref(site, settings),
  };
}
