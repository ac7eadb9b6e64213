/** What a reader brings: shares of one group, or 2x2 tables of two. */
export type PastedKind = 'shares' | 'tables';

export interface PastedStudy {
  label: string;
  year: number | null;
  /** Events and total of the group; of the one with the factor where there are two. */
  events: number;
  total: number;
  /** Events and total without the factor; null for shares. */
  without: { events: number; total: number } | null;
}

/** Why a line could not be read. */
export const pasteFaults = ['columns', 'number', 'order', 'empty', 'many', 'long'] as const;
export type PasteFault = (typeof pasteFaults)[number];

export interface PastedStudies {
  studies: PastedStudy[];
  /** `line` counts from 1. */
  faults: { line: number; fault: PasteFault }[];
}

export const pasteLimits = { lines: 200, characters: 6_000 } as const;

/**
 * Reads one study a line: a name, then counts, parted by commas, semicolons or tabs (full-width ones too). Empty
 * lines are passed over; lines that cannot be read are named and the rest is read all the same.
 */
export function readPastedStudies(text: string, kind: PastedKind): PastedStudies {
  const result: PastedStudies = { studies: [], faults: [] };
  if (text.length > pasteLimits.characters) result.faults.push({ line: 1, fault: 'long' });
  const lines = text.slice(0, pasteLimits.characters).split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    if (result.studies.length === pasteLimits.lines) {
      result.faults.push({ line: index + 1, fault: 'many' });
      break;
    }
    const read = readLine(line, kind);
    if (typeof read === 'string') result.faults.push({ line: index + 1, fault: read });
    else result.studies.push(read);
  }
  return result;
}

function readLine(line: string, kind: PastedKind): PastedStudy | PasteFault {
  const cells = line
    .normalize('NFKC')
    .split(/[,;\t、]/)
    .map((cell) => cell.trim());
  const wanted = kind === 'shares' ? 2 : 4;
  // A name may hold commas of its own: the counts are the last cells.
  if (cells.length < wanted + 1) return 'columns';
  const label = cells.slice(0, -wanted).join(', ').slice(0, 120);
  const counts = cells.slice(-wanted);
  if (!counts.every((count) => /^\d{1,7}$/.test(count))) return 'number';
  const [events = 0, total = 0, eventsWithout = 0, totalWithout = 0] = counts.map(Number);
  const without = kind === 'tables' ? { events: eventsWithout, total: totalWithout } : null;
  if (total < 1 || (without !== null && without.total < 1)) return 'empty';
  if (events > total || (without !== null && without.events > without.total)) return 'order';
  const year = /\b(1[89]\d\d|20\d\d)\b/.exec(label)?.[1];
  return { label, year: year === undefined ? null : Number(year), events, total, without };
}
