import type { SynthesisResult } from '../../../catalog/synthesis/readResults.ts';
import type { SynthesisAnswer, SynthesisStudy } from '../../../catalog/synthesis/synthesize.ts';
import { rScript, type ScriptInputs } from '../../../synthesis/rScript.ts';
import { csvText } from '../../csv.ts';

const columns = [
  'pooled',
  'stratum',
  'reason_out',
  'study',
  'record_key',
  'title',
  'year',
  'group',
  'events',
  'total',
  'percent_reported',
  'share',
  'lower',
  'upper',
  'weight_percent',
  'definition',
  'definition_words',
  'follow_up_months',
  'design',
  'use',
  'selected',
  'operated',
  'note',
  'sentence',
] as const;

type CsvRow = Record<(typeof columns)[number], string | number | null>;

/** Every reported result, in or out, as CSV (RFC 4180 with a byte order mark); shares and limits are 0 to 1. */
export function synthesisCsv(answer: SynthesisAnswer): string {
  const inside = answer.strata.flatMap(({ key, studies, set }) =>
    studies.map((study, index): CsvRow => {
      const own = set.studies[index];
      return {
        ...resultCells(study.rows[0]),
        pooled: 'yes',
        stratum: key,
        reason_out: null,
        group: study.rows.map(({ group }) => group).join(' + '),
        events: study.events,
        total: study.total,
        share: own?.value ?? null,
        lower: own?.interval.lower ?? null,
        upper: own?.interval.upper ?? null,
        weight_percent: set.k > 1 ? (own?.weightPercent ?? null) : null,
      };
    }),
  );
  const outside = answer.excluded.map(
    ({ row, reason }): CsvRow => ({
      ...resultCells(row),
      pooled: 'no',
      stratum: null,
      reason_out: reason,
      share: null,
      lower: null,
      upper: null,
      weight_percent: null,
    }),
  );
  return csvText([columns, ...[...inside, ...outside].map((row) => columns.map((column) => row[column]))]);
}

function resultCells(row: SynthesisResult) {
  return {
    study: row.label,
    record_key: row.recordKey,
    title: row.title,
    year: row.year,
    group: row.group,
    events: row.events,
    total: row.total,
    percent_reported: row.percent,
    definition: row.definition,
    definition_words: row.definitionWords,
    follow_up_months: row.followUpMonths,
    design: row.designs.join('; '),
    use: row.use,
    selected: row.selected ? 'yes' : 'no',
    operated: row.operated ? 'yes' : 'no',
    note: row.note,
    sentence: row.sentence?.text ?? null,
  };
}

/**
 * A script that repeats the page with metafor. Across definitions there is one script after another, since they are
 * never pooled together.
 *
 * @param source comment lines for the head.
 */
export function synthesisScript(answer: SynthesisAnswer, source: readonly string[]): string {
  const { settings, strata } = answer;
  const model = { measure: settings.measure, model: { method: settings.method, test: settings.test } };
  const input = (study: SynthesisStudy, group: string | null) => ({
    label: study.rows[0].label,
    year: study.rows[0].year,
    group,
    events: study.events,
    total: study.total,
  });
  const shares = (studies: Extract<ScriptInputs, { kind: 'proportion' }>['studies']): ScriptInputs => ({
    kind: 'proportion',
    studies,
  });
  if (strata.length === 0) return `${source.map((line) => `# ${line}`).join('\n')}\n# No study fits these choices.\n`;
  if (settings.by === 'definition') {
    return strata
      .map(({ key, studies }, index) =>
        rScript(shares(studies.map((study) => input(study, null))), {
          ...model,
          source: [...(index === 0 ? source : []), `Definition: ${key}`],
        }),
      )
      .join('\n');
  }
  const grouped = settings.by === 'none' ? () => null : (key: string | null) => key ?? 'not stated';
  const studies = strata.flatMap((stratum) => stratum.studies.map((study) => input(study, grouped(stratum.key))));
  return rScript(shares(studies), { ...model, source });
}
