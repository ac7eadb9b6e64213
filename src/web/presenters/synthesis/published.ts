import type { PublishedPool, SynthesisAnswer } from '../../../catalog/synthesis/synthesize.ts';
import type { ForestReference } from '../../../charts/forestModel.ts';
import type { Site } from '../../site.ts';
import { settingsWords } from './names.ts';
import { createNumbers } from './numbers.ts';
import { cell, type DataTableView, figure } from './views.ts';

/**
 * What a review has pooled of a type, or of whole series, under a definition; null where it has not. A review's own
 * shares mix definitions; one that it gives for a definition stands beside that definition only.
 */
function publishedPercent(
  { protocol }: Site,
  { shares }: PublishedPool,
  asked: { definition: string; type: string | null },
): number | null {
  const isUsual = asked.definition === protocol.synthesis.defaultDefinition;
  const found = shares.find(
    ({ definition, scope, type }) =>
      (asked.type === null ? scope === 'whole' : type === asked.type) &&
      (definition === asked.definition || (definition === null && isUsual)),
  );
  return found?.percent ?? null;
}

/** What published reviews have pooled of the same as one stratum, to be drawn beside it. */
export function publishedBeside(
  site: Site,
  { publishedPools, settings }: Pick<SynthesisAnswer, 'publishedPools' | 'settings'>,
  key: string | null,
): ForestReference[] {
  // No published pool says how long its patients were followed.
  if (settings.by === 'followUp' || settings.followUp !== null) return [];
  const asked = {
    definition: settings.by === 'definition' && key !== null ? key : settings.definition,
    type: settings.by === 'type' ? key : settings.type,
  };
  const words = site.messages.synthesis;
  const numbers = createNumbers(site);
  return publishedPools.flatMap((pool) => {
    const value = publishedPercent(site, pool, asked);
    return value === null
      ? []
      : [{ value, label: words.publishedLabel(pool.label), text: numbers.hundredths(value / 100) }];
  });
}

/** Shares that published reviews have pooled, a row a type; null where none is known. */
export function presentPublished(
  site: Site,
  { publishedPools, settings }: SynthesisAnswer,
  own: ReadonlyMap<string | null, string>,
): DataTableView | null {
  const pools = publishedPools.filter(({ shares }) => shares.length > 0);
  if (pools.length === 0) return null;
  const { locale, messages, protocol } = site;
  const words = messages.synthesis;
  const numbers = createNumbers(site);
  const types = [{ id: null, label: { en: words.columnWhole, zh: words.columnWhole } }, ...protocol.synthesis.types];
  const shareIn = (pool: PublishedPool, type: string | null): string | undefined => {
    const percent = publishedPercent(site, pool, { definition: settings.definition, type });
    return percent === null ? undefined : numbers.percent(percent / 100);
  };
  const rows = types.map(({ id, label }) => ({
    head: cell(label[locale]),
    cells: [...pools.map((pool) => figure(shareIn(pool, id) ?? '–')), figure(own.get(id) ?? '–')],
    strong: false,
  }));
  const compared = rows.filter(({ cells }) => cells.slice(0, -1).some(({ text }) => text !== '–'));
  if (compared.length === 0) return null;
  return {
    id: 'table-published',
    caption: settingsWords(site, { ...settings, type: null, followUp: null, by: 'type' }),
    columns: [
      { text: words.type, right: false },
      ...pools.map(({ label }) => ({ text: label, right: true })),
      { text: words.columnHere, right: true },
    ],
    rows: compared,
  };
}
