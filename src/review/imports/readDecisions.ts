import { CsvError, parse } from 'csv-parse/sync';
import { isScreeningStage, isStage, type ScreeningStage, type Verdict } from '../../domain/review.ts';
import { asWritten } from '../../text/csvCell.ts';
import { DecisionFileError, type DecisionRow, type DecisionsRead, type RecordClues } from './decisionRows.ts';
import { rayyanNote } from './rayyanNote.ts';

type Cells = ReadonlyMap<string, string>;
type Decided = Omit<DecisionRow, 'row' | 'record'>;
type Reader = (cells: Cells, stage: ScreeningStage) => Decided[];

/** Which program wrote a table is told by its columns, the most telling first. */
const forms: { format: DecisionsRead['format']; isOf: (columns: ReadonlySet<string>) => boolean; read: Reader }[] = [
  {
    format: 'decisions',
    isOf: (columns) => ['stage', 'kind', 'who', 'verdict'].every((column) => columns.has(column)),
    read: readOwn,
  },
  {
    format: 'asreview',
    isOf: (columns) => asreviewLabels.some((column) => columns.has(column)),
    read: readAsreview,
  },
  {
    format: 'covidence',
    isOf: (columns) => columns.has('covidence #') || columns.has('status') || columns.has('tags'),
    read: readCovidence,
  },
  { format: 'rayyan', isOf: (columns) => columns.has('notes'), read: readRayyan },
];

const asreviewLabels = ['included', 'asreview_label', 'label_included', 'final_included'];

/**
 * Reads decisions out of a CSV of ASReview, Rayyan or Covidence, or our own table of all decisions. Of the last, the
 * votes of the stage are read; the others do not say of what stage they are.
 *
 * @throws {DecisionFileError} where the text is no table, or none of these.
 */
export function readDecisions(text: string, stage: ScreeningStage): DecisionsRead {
  const [head, ...lines] = readTable(text);
  const columns = (head ?? []).map((name) => name.trim().toLowerCase());
  const form = forms.find(({ isOf }) => isOf(new Set(columns)));
  if (!form)
    throw new DecisionFileError(
      'None of the columns says what was decided: "included" or "asreview_label" (ASReview), "notes" with RAYYAN-INCLUSION (Rayyan), or "Tags" or "Status" (Covidence).',
    );
  const decisions = lines.flatMap((line, index) => {
    const cells = new Map(columns.map((column, place) => [column, plain(line[place] ?? '')]));
    const record = cluesOf(cells);
    return form.read(cells, stage).map((decided) => ({ ...decided, row: index + 2, record }));
  });
  return { format: form.format, rows: lines.length, decisions };
}

function readTable(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new DecisionFileError(`The file is no CSV table: ${cause.message}`);
  }
}

function plain(cell: string): string {
  return asWritten(cell.trim());
}

function cluesOf(cells: Cells): RecordClues {
  const first = (...columns: string[]): string => columns.map((column) => cells.get(column) ?? '').find(Boolean) ?? '';
  const address = first('url', 'urls');
  const pmid =
    /^\d{1,9}$/.exec(first('pmid', 'pubmed_id', 'accession number'))?.[0] ??
    /pubmed\.ncbi\.nlm\.nih\.gov\/(\d{1,9})/.exec(address)?.[1] ??
    null;
  const doi = first('doi') || (/doi\.org\/(10\..+)$/.exec(address)?.[1] ?? '');
  return {
    ids: ['record_id', 'key', 'ref'].map((column) => cells.get(column) ?? '').filter(Boolean),
    pmid,
    doi: doi === '' ? null : doi.replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '').toLowerCase(),
    title: first('title', 'primary_title'),
  };
}

function readAsreview(cells: Cells): Decided[] {
  const label = asreviewLabels.map((column) => cells.get(column) ?? '').find(Boolean) ?? '';
  const verdicts: Record<string, Verdict> = { '1': 'include', '1.0': 'include', '0': 'exclude', '0.0': 'exclude' };
  const verdict = verdicts[label];
  return verdict ? [{ name: null, verdict, reason: null, note: cells.get('asreview_note') ?? '' }] : [];
}

function readRayyan(cells: Cells): Decided[] {
  const { inclusion, reasons } = rayyanNote(cells.get('notes') ?? '');
  return inclusion.map(({ name, verdict }) => ({
    name,
    verdict,
    reason: verdict === 'exclude' ? reasons : null,
    note: '',
  }));
}

const covidenceWords: [RegExp, Verdict][] = [
  [/^(excluded?|irrelevant|no)$/, 'exclude'],
  [/^(included?|relevant|extraction|full[- ]text review|yes)$/, 'include'],
  [/^(maybe|unsure)$/, 'unsure'],
];

/** The first word of the status or the tags that is a verdict. */
function readCovidence(cells: Cells): Decided[] {
  const words = [cells.get('status'), cells.get('tags')]
    .flatMap((cell) => (cell ?? '').split(/[;,|]/))
    .map((word) => word.trim().toLowerCase());
  for (const word of words) {
    const verdict = covidenceWords.find(([pattern]) => pattern.test(word))?.[1];
    const [, reason] = /exclusion reason:\s*([^;|]+)/i.exec(cells.get('notes') ?? '') ?? [];
    if (verdict)
      return [{ name: null, verdict, reason: verdict === 'exclude' ? (reason?.trim() ?? null) : null, note: '' }];
  }
  return [];
}

function readOwn(cells: Cells, stage: ScreeningStage): Decided[] {
  const cell = (column: string): string => cells.get(column) ?? '';
  const named = cell('stage');
  if (!isStage(named) || !isScreeningStage(named) || named !== stage || cell('kind') !== 'vote') return [];
  const verdict = (['include', 'unsure', 'exclude'] as const).find((each) => each === cell('verdict'));
  return verdict ? [{ name: cell('who'), verdict, reason: cell('reason') || null, note: cell('note') }] : [];
}
