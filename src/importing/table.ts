import { parse } from 'csv-parse/sync';
import { asWritten } from '../text/csvCell.ts';
import { authorsFromNames, isSuffix } from './authorNames.ts';
import { type ColumnCorrections, type ColumnMapping, delimiterOf, guessColumns, type TableField } from './columns.ts';
import { ImportError } from './importError.ts';
import type { FoundRecord } from './importEvent.ts';
import { isChinese } from './languageCodes.ts';
import { attachOrcids, otherIdentifiers, ownedOrcids, termsIn } from './ownedFacts.ts';
import { citationOf, emptyReference, type PlainReference } from './plainReference.ts';
import { foldSpace } from './plainText.ts';
import { textLines } from './textLines.ts';

interface TableRow {
  record: string[];
  raw: string;
  info: { lines: number };
}

export interface Table {
  mapping: ColumnMapping;
  records: Generator<FoundRecord>;
}

/**
 * A table with a header line (CSV, TSV, or parted by semicolons or bars).
 *
 * @throws ImportError when no column holds the title: without one no row is a citation.
 */
export function readTable(text: string, name: string, corrections: ColumnCorrections = {}): Table {
  const delimiter = delimiterOf(text) ?? ',';
  const { rows, fault } = parseRows(text, delimiter);
  const [header, ...body] = rows;
  if (!header) throw new ImportError(`${name}: the table cannot be read${fault ? `: ${fault}` : ''}.`);
  const headers = header.record.map(foldSpace);
  const columns = guessColumns(headers, corrections);
  if (!columns.some(({ field }) => field === 'title')) {
    throw new ImportError(
      `${name}: line 1 names no column for the title; its columns are ${headers
        .map((one) => `"${one}"`)
        .join(', ')
        .slice(0, 300)}.`,
    );
  }
  return {
    mapping: { delimiter, columns },
    records: readRows(body, columns, header.info.lines, fault === null ? null : { reason: fault, text }),
  };
}

function* readRows(
  rows: readonly TableRow[],
  columns: ColumnMapping['columns'],
  headerEnd: number,
  fault: { reason: string; text: string } | null,
): Generator<FoundRecord> {
  let line = headerEnd + 1;
  for (const { record, raw, info } of rows) {
    const place = { raw, line };
    line = info.lines + 1;
    if (record.every((cell) => !cell.trim())) continue;
    const extra = record.length - columns.length;
    const warnings = extra > 0 ? [`Line ${place.line} has ${extra} more cells than the table has columns.`] : [];
    yield { ...place, citation: citationOf(referenceOf(record, columns)), warnings };
  }
  if (!fault) return;
  const raw = textFromLine(fault.text, line);
  yield { raw, line, reason: `From line ${line} on the table cannot be read: ${fault.reason}.` };
}

function textFromLine(text: string, wanted: number): string {
  for (const { number, start } of textLines(text)) if (number === wanted) return text.slice(start);
  return '';
}

/**
 * All rows up to the first that cannot be parsed, with the reason why there are no more.
 *
 * @param most the header and so many rows less one are enough.
 */
export function parseRows(text: string, delimiter: string, most?: number): { rows: TableRow[]; fault: string | null } {
  const rows: TableRow[] = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      ...(most === undefined ? {} : { to: most }),
      info: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      // A lone CR inside a file of LF lines would otherwise be taken for the line break of the whole.
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (row: unknown) => {
        rows.push(row as TableRow);
        return null;
      },
    });
    return { rows, fault: null };
  } catch (error) {
    const isOpenQuote = error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED';
    return { rows, fault: isOpenQuote ? 'a quoted cell is never closed' : 'a cell is not written as CSV asks' };
  }
}

function referenceOf(record: readonly string[], columns: ColumnMapping['columns']): PlainReference {
  const cells = new Map<TableField, string>();
  for (const [at, { field }] of columns.entries()) {
    if (field) cells.set(field, asWritten((record[at] ?? '').trim()));
  }
  const cell = (field: TableField): string => cells.get(field) ?? '';
  const list = (field: TableField, breaks = /[;；\n]/): string[] =>
    cell(field)
      .split(breaks)
      .map((one) => one.trim());
  const reference = emptyReference();
  reference.title = cell('title');
  reference.vernacularTitle = cell('vernacularTitle');
  reference.abstract = cell('abstract');
  const other = cell('otherAbstract');
  if (other) reference.otherAbstracts = [{ language: isChinese(other) ? 'chi' : 'eng', text: other }];
  reference.authors = peopleIn(cell('authors'));
  reference.editors = peopleIn(cell('editors'));
  attachOrcids(reference.authors, ownedOrcids(list('orcids')));
  reference.affiliations = cell('affiliations').split(/\n| \| /);
  reference.dates = [cell('date'), cell('year')];
  reference.electronicDate = cell('electronicDate');
  reference.containerTitle = cell('journal');
  reference.journalAbbreviation = cell('journalAbbreviation');
  reference.seriesTitle = cell('series');
  reference.volume = cell('volume');
  reference.issue = cell('issue');
  reference.pages = cell('pages') || [cell('startPage'), cell('endPage')].filter(Boolean).join('-');
  reference.keywords = termsIn(cell('keywords'));
  reference.languages = list('languages');
  reference.publicationTypes = list('publicationTypes');
  reference.serialNumbers = [cell('issn'), cell('isbn')];
  reference.kind = kindOf(cell);
  reference.publisher = cell('publisher');
  reference.place = cell('place');
  reference.edition = cell('edition');
  reference.dois = [cell('doi')];
  reference.pmids = [cell('pmid')];
  reference.pmcs = [cell('pmc')];
  reference.pii = cell('pii');
  reference.links = list('url', /[\n\s]/);
  reference.otherIds = cell('id') ? [{ type: 'reference', value: cell('id') }] : [];
  reference.otherIds.push(...otherIdentifiers(cell('otherIds')));
  reference.notes = cell('notes').split(' | ');
  return reference;
}

/** A table seldom says what a row is: an ISBN, a publisher or a series tells a book, a title of its own a chapter. */
function kindOf(cell: (field: TableField) => string): PlainReference['kind'] {
  if (!cell('isbn') && !cell('publisher') && !cell('series')) return 'article';
  if (cell('issn') || cell('journalAbbreviation')) return 'article';
  return cell('journal') && cell('journal') !== cell('title') ? 'chapter' : 'book';
}

/** Semicolons part names; where there are none, commas do, unless they part last from first names. */
function peopleIn(cell: string): PlainReference['authors'] {
  if (/[;；\n]/.test(cell)) return cell.split(/[;；\n]/).flatMap(authorsFromNames);
  if (cell.trimEnd().endsWith(',')) return authorsFromNames(cell);
  const pieces = cell
    .split(/[,，、]/)
    .map((piece) => piece.trim())
    .filter(Boolean);
  const arePeople =
    (pieces.length > 2 && !pieces.some(isSuffix)) ||
    (pieces.length === 2 && pieces.every((piece) => /^\S{2,} \p{Lu}{1,3}$/u.test(piece)));
  return (arePeople ? pieces : [cell]).flatMap(authorsFromNames);
}
