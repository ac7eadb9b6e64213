import type { RecordColumns, TagColumns } from '../store/catalogRows.ts';
import type { MechanismCount, PredictorCount, StanceRow, YearCount } from './answers.ts';

/** What is known of a record when tags are counted over records. */
export interface CountedRecord {
  recordId: number;
  year: number | null;
  tags: readonly TagColumns[];
}

/** How often each mechanism is tagged, by stance and year, in the order of the codebook. */
export function mechanismCounts(ids: readonly string[], records: readonly CountedRecord[]): MechanismCount[] {
  return ids.map((id) => {
    const tagged = withTag(records, 'mechanism', id);
    return {
      id,
      records: tagged.length,
      supports: tagged.filter(({ stance }) => stance === 'supports').length,
      discusses: tagged.filter(({ stance }) => stance === 'discusses').length,
      contradicts: tagged.filter(({ stance }) => stance === 'contradicts').length,
      years: yearCounts(tagged.map(({ record }) => record.year)),
    };
  });
}

/** How often each predictor is tagged, by direction, in the order of the codebook. */
export function predictorCounts(ids: readonly string[], records: readonly CountedRecord[]): PredictorCount[] {
  return ids.map((id) => {
    const tagged = withTag(records, 'predictor', id);
    const pointing = (direction: string) => tagged.filter(({ stance }) => stance === direction).length;
    return {
      id,
      records: tagged.length,
      favours: pointing('favours'),
      against: pointing('against'),
      noAssociation: pointing('no association'),
      discusses: pointing('discusses'),
    };
  });
}

/** The stances of one tag, broken down by another kind of tag of the same record. */
export function stanceRows(
  records: readonly CountedRecord[],
  tag: { kind: TagColumns['kind']; value: string },
  by: TagColumns['kind'],
  order: readonly string[],
): StanceRow[] {
  const rows = order.map((value): StanceRow => {
    const byStance: Record<string, number> = {};
    let total = 0;
    for (const { record, stance } of withTag(records, tag.kind, tag.value)) {
      if (!record.tags.some((other) => other.kind === by && other.value === value)) continue;
      total++;
      if (stance) byStance[stance] = (byStance[stance] ?? 0) + 1;
    }
    return { value, total, byStance };
  });
  return rows.filter((row) => row.total > 0);
}

/** The mechanisms and predictors tagged together with this one, most often first. */
export function tagPairs(records: readonly CountedRecord[], tag: { kind: TagColumns['kind']; value: string }) {
  const counts = new Map<string, { kind: 'mechanism' | 'predictor'; id: string; records: number }>();
  for (const { record } of withTag(records, tag.kind, tag.value)) {
    for (const { kind, value } of record.tags) {
      if ((kind !== 'mechanism' && kind !== 'predictor') || (kind === tag.kind && value === tag.value)) continue;
      const pair = counts.get(`${kind} ${value}`) ?? { kind, id: value, records: 0 };
      pair.records++;
      counts.set(`${kind} ${value}`, pair);
    }
  }
  return [...counts.values()].sort((a, b) => b.records - a.records || a.id.localeCompare(b.id));
}

/** Records with their tags, those excluded from the review left out. */
export function countedRecords(
  records: readonly RecordColumns[],
  tags: ReadonlyMap<number, readonly TagColumns[]>,
): CountedRecord[] {
  return records
    .filter((record) => record.screening !== 'excluded')
    .map(({ recordId, year }) => ({ recordId, year, tags: tags.get(recordId) ?? [] }));
}

function withTag(records: readonly CountedRecord[], kind: TagColumns['kind'], value: string) {
  return records.flatMap((record) => {
    const tag = record.tags.find((other) => other.kind === kind && other.value === value);
    return tag ? [{ record, stance: tag.stance }] : [];
  });
}

function yearCounts(years: readonly (number | null)[]): YearCount[] {
  const counts = new Map<number, number>();
  for (const year of years) if (year !== null) counts.set(year, (counts.get(year) ?? 0) + 1);
  return [...counts].map(([year, count]) => ({ year, count })).sort((a, b) => a.year - b.year);
}
