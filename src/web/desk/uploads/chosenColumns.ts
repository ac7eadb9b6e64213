import { type ColumnCorrections, type TableField, tableFields } from '../../../importing/columns.ts';
import type { TableHead } from '../../../importing/tableHead.ts';

/** A column of a table as a form shows it. */
export interface FormColumn {
  /** The name of its field in the form; null where another column has its name, so that neither can be named. */
  name: string | null;
  header: string;
  field: TableField | null;
}

/** Why the columns cannot be taken as they were chosen. */
export type ColumnFault = { kind: 'title' } | { kind: 'twice'; field: TableField; one: string; other: string };

/** The columns of a table, as a form says or else as they are guessed. */
export function chosenColumns({ columns }: TableHead, fields: URLSearchParams): FormColumn[] {
  const isAsked = [...fields.keys()].some((name) => /^c\d+$/.test(name));
  return columns.map(({ header, field }, at) => {
    if (columns.some((other, place) => other.header === header && place !== at)) return { name: null, header, field };
    const name = `c${at}`;
    const chosen = tableFields.find((each) => each === fields.get(name)) ?? null;
    return { name, header, field: isAsked ? chosen : field };
  });
}

/** What stands against the choice: no title, or one field for two columns. */
export function columnFaults(columns: readonly FormColumn[]): ColumnFault[] {
  const faults: ColumnFault[] = columns.some(({ field }) => field === 'title') ? [] : [{ kind: 'title' }];
  columns.forEach(({ field, header }, at) => {
    const other = columns.slice(at + 1).find((each) => field !== null && each.field === field);
    if (field && other) faults.push({ kind: 'twice', field, one: header, other: other.header });
  });
  return faults;
}

/** The choice as the reader of tables wants it: every column that can be named, said outright. */
export function correctionsOf(columns: readonly FormColumn[]): ColumnCorrections {
  return Object.fromEntries(columns.filter(({ name }) => name !== null).map(({ header, field }) => [header, field]));
}
