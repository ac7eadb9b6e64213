import type { SynthesisResult } from '../../../catalog/synthesis/readResults.ts';
import { type SynthesisSettings, synthesisQueryString } from '../../../catalog/synthesis/synthesisSettings.ts';
import type { SynthesisStudy } from '../../../catalog/synthesis/synthesize.ts';
import type { Stratification } from '../../../synthesis/results/strata.ts';
import type { Site } from '../../site.ts';

/** What the protocol calls a type, a definition, a band of follow-up. */
export function stratumName({ locale, messages, protocol }: Site, by: Stratification, key: string | null): string {
  const lists = {
    none: [],
    type: protocol.synthesis.types,
    definition: protocol.synthesis.definitions,
    followUp: protocol.synthesis.followUp,
  };
  const found = lists[by].find(({ id }) => id === key);
  if (found) return found.label[locale];
  return by === 'followUp' ? messages.synthesis.notStated : messages.synthesis.allPooled;
}

/** The address of a study's reported figures. */
export function studyHref({ links }: Site, { recordId }: Pick<SynthesisResult, 'recordId'>): string {
  return `${links.record(recordId)}#resorption`;
}

/** "selected, in doubt": what sets the study apart; empty where nothing does. */
export function markWords({ format, messages }: Site, rows: readonly SynthesisResult[]): string {
  const { marks } = messages.synthesis;
  const found = [
    rows.some(({ selected }) => selected) ? marks.selected : null,
    rows.some(({ operated }) => operated) ? marks.operated : null,
    rows.some(({ use }) => use === 'check') ? marks.check : null,
  ].filter((mark) => mark !== null);
  return found.length === 0 ? '' : format.list(found);
}

/** Everything a reader should know of one result beside its figures. */
export function resultNotes({ locale, messages }: Site, row: SynthesisResult): string[] {
  const words = messages.synthesis;
  return [
    row.markReasons.selected?.[locale],
    row.markReasons.operated?.[locale],
    row.definitionInherited && row.definition !== null ? words.inherited : undefined,
    row.countBasis === 'computed' ? words.countsComputed : undefined,
  ].filter((note) => note !== undefined);
}

export function studyNotes(site: Site, { rows }: SynthesisStudy): string[] {
  const words = site.messages.synthesis;
  const added = rows.length > 1 ? [words.addedUp(rows.map(({ group }) => group).join(' + '))] : [];
  return [...new Set([...added, ...rows.flatMap((row) => resultNotes(site, row))])];
}

/** The choices in words: "Any decrease; whole series." */
export function settingsWords(site: Site, settings: SynthesisSettings): string {
  const { locale, messages, protocol } = site;
  const words = messages.synthesis;
  const label = (list: readonly { id: string; label: { en: string; zh: string } }[], id: string): string =>
    list.find((entry) => entry.id === id)?.label[locale] ?? id;
  const parts = [
    settings.by === 'definition'
      ? words.byNames.definition
      : label(protocol.synthesis.definitions, settings.definition),
    settings.type === null ? null : label(protocol.synthesis.types, settings.type),
    settings.followUp === null ? null : label(protocol.synthesis.followUp, settings.followUp),
  ].filter((part) => part !== null);
  return locale === 'zh' ? `${parts.join('；')}。` : `${parts.join('; ')}. `;
}

export function modelWords({ messages }: Site, { measure, method, test }: SynthesisSettings): string {
  const words = messages.synthesis;
  return words.modelWords(words.measureNames[measure], words.tau2Names[method], words.testNames[test]);
}

/** @param kept further parameters that the address is to have: "published=on". */
export function synthesisHref(
  { links, protocol }: Site,
  settings: SynthesisSettings,
  kept: readonly string[] = [],
): string {
  return links.synthesis([synthesisQueryString(settings, protocol.synthesis), ...kept].filter(Boolean).join('&'));
}
