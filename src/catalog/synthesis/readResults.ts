import type { RecordText } from '../../domain/recordText.ts';
import type { Bilingual } from '../../protocol/protocol.ts';
import { type MarkName, markNames, type SynthesisProtocol } from '../../protocol/synthesisProtocol.ts';
import type { SynthesisRow } from '../../store/synthesisRows.ts';
import { otherDefinition, type ReportedResult, type Scope } from '../../synthesis/results/prepare.ts';
import { type FigureSentence, figureSentence } from './figureSentence.ts';

/** A reported result as the protocol reads it, with all that a page says of it. */
export interface SynthesisResult extends ReportedResult {
  resultId: number;
  recordId: number;
  title: string;
  percent: number | null;
  /** The definition in the record's words. */
  definitionWords: string | null;
  /** The definition was taken over from the study's other results. */
  definitionInherited: boolean;
  followUpMonths: number | null;
  followUpNote: string | null;
  countBasis: string | null;
  note: string | null;
  /** Why the series is marked, where the protocol says more than the mark itself. */
  markReasons: Partial<Record<MarkName, Bilingual>>;
  /** Where a text of the record states the figures; null where none does. */
  sentence: FigureSentence | null;
}

/** What is needed of a record beyond its row. */
export interface ResultRecord {
  firstAuthor: string | null;
  texts: readonly RecordText[];
}

/** Reads rows by the patterns of a protocol. */
export interface ResultReader {
  scope(group: string): { scope: Scope; type: string | null };
  /** An id, `other` for a definition that is never pooled, null where the words state none. */
  definition(group: string, words: string | null): string | null;
  followUp(months: number | null): string | null;
}

export function createResultReader(protocol: SynthesisProtocol): ResultReader {
  const compile = (sources: readonly string[]): RegExp[] => sources.map((source) => new RegExp(source, 'iu'));
  const matches = (patterns: readonly RegExp[], text: string): boolean =>
    patterns.some((pattern) => pattern.test(text));
  const types = protocol.types.map(({ id, patterns }) => ({ id, patterns: compile(patterns) }));
  const [whole, ignore] = [compile(protocol.whole), compile(protocol.ignore)];
  const reading = protocol.reading.map(({ definition, pattern }) => ({
    definition,
    pattern: new RegExp(pattern, 'iu'),
  }));
  return {
    scope(group) {
      // People who took the numbers out named the type by its id.
      const [, stated] = /^([a-z][a-z0-9-]*): /.exec(group) ?? [];
      if (stated === 'all') return { scope: 'whole', type: null };
      if (types.some(({ id }) => id === stated)) return { scope: 'type', type: stated ?? null };
      const named = matches(ignore, group) ? [] : types.filter(({ patterns }) => matches(patterns, group));
      const [first] = named;
      if (named.length > 1) return { scope: 'mixed', type: null };
      if (first !== undefined) return { scope: 'type', type: first.id };
      return { scope: matches(whole, group) ? 'whole' : 'other', type: null };
    },
    definition(group, words) {
      const chosen = protocol.definitions.find(({ label }) => label.en === words);
      if (chosen) return chosen.id;
      if (words === otherDefinition) return otherDefinition;
      const text = `${group}; ${words ?? ''}`;
      const found = reading.find(({ pattern }) => pattern.test(text))?.definition ?? null;
      return found === 'none' ? otherDefinition : found;
    },
    followUp(months) {
      if (months === null) return null;
      return protocol.followUp.find(({ upTo }) => upTo === null || months <= upTo)?.id ?? null;
    },
  };
}

/**
 * Rows as results, in their order. A result whose words state no definition takes that of its record's other
 * results where these agree on one.
 *
 * @param recordOf what is known of a record; asked once a row.
 */
export function readResults(
  rows: readonly SynthesisRow[],
  protocol: SynthesisProtocol,
  recordOf: (recordId: number) => ResultRecord,
): SynthesisResult[] {
  const reader = createResultReader(protocol);
  const marks = markNames.map((name) => ({
    name,
    patterns: protocol.marks[name].patterns.map((source) => new RegExp(source, 'iu')),
  }));
  const own = new Map(rows.map((row) => [row, reader.definition(row.group, row.definition)]));
  const inherited = (row: SynthesisRow): string | null => {
    const others = rows.filter((other) => other !== row && other.recordId === row.recordId);
    const stated = new Set(others.map((other) => own.get(other) ?? null).filter((found) => found !== null));
    const [only = null] = stated;
    return stated.size === 1 && only !== otherDefinition ? only : null;
  };
  return rows.map((row) => {
    const record = recordOf(row.recordId);
    const stated = own.get(row) ?? null;
    const designs = row.designs === '' ? [] : row.designs.split('\n');
    const study = protocol.studies.find((known) => isSameKey(known.record, row.recordKey));
    const isMarked = (name: MarkName): boolean =>
      study?.[name] !== undefined ||
      marks.some((mark) => mark.name === name && mark.patterns.some((pattern) => pattern.test(row.group)));
    return {
      resultId: row.resultId,
      recordId: row.recordId,
      recordKey: row.recordKey,
      label: studyLabel(record.firstAuthor, row),
      title: row.title,
      year: row.year,
      group: row.group,
      events: row.events,
      total: row.total,
      percent: row.percent,
      ...reader.scope(row.group),
      definition: stated ?? inherited(row),
      definitionInherited: stated === null,
      definitionWords: row.definition,
      followUp: reader.followUp(row.followUpMonths),
      followUpMonths: row.followUpMonths,
      followUpNote: row.followUpNote,
      designs,
      use: row.use,
      countBasis: row.countBasis,
      note: row.note,
      selected: isMarked('selected'),
      operated: isMarked('operated'),
      markReasons: {
        ...(study?.selected ? { selected: study.selected } : {}),
        ...(study?.operated ? { operated: study.operated } : {}),
      },
      isOutside: row.screening === 'excluded' || row.retracted === 1 || row.withdrawn === 1,
      isSecondary: designs.some((design) => protocol.reviewDesigns.includes(design)),
      sentence: figureSentence(row, record.texts),
    };
  });
}

/** Keys are names of publications, whose identifiers know no case. */
export function isSameKey(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

const longestTitle = 28;

/** "Autio 2006"; where no author is known, the beginning of the title stands for the name. */
function studyLabel(firstAuthor: string | null, { title, year }: SynthesisRow): string {
  const name = firstAuthor ?? `“${shortened(title)}”`;
  return year === null ? name : `${name} ${year}`;
}

function shortened(title: string): string {
  if (title.length <= longestTitle) return title;
  const cut = title.slice(0, longestTitle);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 12)).replace(/[\s,;:]+$/u, '')}…`;
}
