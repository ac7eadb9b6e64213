import { tableFields } from '../../../importing/columns.ts';
import type { Site } from '../../site.ts';
import type { DeskLinks } from '../deskLinks.ts';
import type { ColumnFault, FormColumn } from '../uploads/chosenColumns.ts';
import type { FilePreview } from '../uploads/createImports.ts';

/** What an upload holds and what its import would do. */
export interface UploadView {
  importsHref: string;
  title: string;
  readAs: string | null;
  errors: string[];
  counts: { name: string; value: string; isMain: boolean }[];
  records: { title: string; line: string }[];
  columns:
    | {
        header: string;
        select: {
          name: string;
          id: string;
          label: string;
          options: { value: string; name: string; chosen: boolean }[];
        } | null;
        samples: string[];
      }[]
    | null;
  rejections: string[];
  moreRejections: string | null;
  action: string;
  discardAction: string;
  /** The word on the button that imports; null where nothing can be imported. */
  importLabel: string | null;
}

const rejectionsShown = 5;
const main = new Set(['added', 'joined', 'unchanged']);

export interface UploadSource {
  token: string;
  fileName: string;
  preview: FilePreview;
  columns: FormColumn[] | null;
  faults: readonly ColumnFault[];
}

export function presentUpload(site: Site, links: DeskLinks, source: UploadSource): UploadView {
  const { format, messages } = site;
  const words = messages.desk.imports;
  const { token, fileName, preview, columns, faults } = source;
  const { counts, rejections, records, fault } = preview;
  const problems = faults.map((each) =>
    each.kind === 'title' ? words.titleNeeded : words.twice(words.fields[each.field], each.one, each.other),
  );
  const whole = counts ? counts.added + counts.joined + counts.updated + counts.unchanged + counts.withdrawn : 0;
  return {
    importsHref: links.imports,
    title: words.title(fileName),
    readAs: preview.format && words.readAs(formatName(preview.format)),
    errors: problems.length > 0 ? problems : fault ? [fault] : [],
    counts: counts && problems.length === 0 ? presentCounts(site, counts) : [],
    records:
      problems.length > 0
        ? []
        : records.map((record) => ({
            title: record.title || words.untitled,
            line: [record.authors.slice(0, 3).join(', '), record.journal, record.year ? String(record.year) : '']
              .filter((part) => part !== '')
              .join(' · '),
          })),
    columns:
      columns?.map((column, at) =>
        presentColumn(site, column, preview.table?.rows.map((row) => row[at] ?? '') ?? []),
      ) ?? null,
    rejections: rejections
      .slice(0, rejectionsShown)
      .map(({ position, reason }) => words.rejection(format.number(position), reason)),
    moreRejections:
      rejections.length > rejectionsShown ? words.more(format.number(rejections.length - rejectionsShown)) : null,
    action: links.upload(token),
    discardAction: links.discardUpload(token),
    importLabel: problems.length > 0 || whole === 0 ? null : fault ? words.importPart : words.import,
  };
}

function presentCounts({ format, messages }: Site, counts: NonNullable<FilePreview['counts']>): UploadView['counts'] {
  const names = messages.desk.imports.counts;
  return (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => counts[name] > 0 || main.has(name))
    .map((name) => ({ name: names[name], value: format.number(counts[name]), isMain: name === 'added' }));
}

function presentColumn(
  { messages }: Site,
  { name, header, field }: FormColumn,
  samples: readonly string[],
): NonNullable<UploadView['columns']>[number] {
  const words = messages.desk.imports;
  return {
    header,
    select:
      name === null
        ? null
        : {
            name,
            id: `column-${name}`,
            label: words.fieldOf(header),
            options: [
              { value: '', name: words.passedOver, chosen: field === null },
              ...tableFields.map((value) => ({ value, name: words.fields[value], chosen: value === field })),
            ],
          },
    samples: samples
      .filter((cell) => cell !== '')
      .map((cell) => (cell.length > 90 ? `${cell.slice(0, 90)}…` : cell))
      .slice(0, 3),
  };
}

const formatNames: Record<string, string> = {
  'pubmed-xml': 'PubMed XML',
  nbib: 'NBIB',
  ris: 'RIS',
  bibtex: 'BibTeX',
  'endnote-xml': 'EndNote XML',
  noteexpress: 'NoteExpress',
  'csl-json': 'CSL-JSON',
  jsonl: 'JSON Lines',
};

function formatName(format: string): string {
  return formatNames[format] ?? format.toUpperCase();
}
