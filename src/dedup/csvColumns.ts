import type { DedupRecord } from './record.ts';

/** The names under which exports keep each field, folded to letters; the first that a file has is taken. */
const synonyms = {
  id: ['id', 'recordid', 'duplicateid', 'uid', 'key', 'citationkey', 'accessionnumber', 'ut'],
  title: ['title', 'articletitle', 'primarytitle', 'documenttitle', 'ti', 't1', '题名', '标题', '篇名'],
  authors: ['authors', 'author', 'authornames', 'authorfullnames', 'au', 'a1', '作者'],
  year: ['year', 'publicationyear', 'pubyear', 'py', 'date', 'publicationdate', '年', '年份', '出版年'],
  journal: [
    'journal',
    'journaltitle',
    'journalbook',
    'sourcetitle',
    'publicationtitle',
    'source',
    'secondarytitle',
    'containertitle',
    'booktitle',
    'so',
    'jo',
    't2',
    'jf',
    '刊名',
    '来源',
    '文献来源',
  ],
  volume: ['volume', 'vol', 'vl', 'vi', '卷'],
  issue: ['issue', 'number', 'issuenumber', 'no', 'is', 'ip', '期'],
  pages: ['pages', 'page', 'pagenumbers', 'pg', 'pagination', 'artno', '页码', '页'],
  firstPage: ['pagestart', 'startpage', 'firstpage', 'sp', 'bp'],
  lastPage: ['pageend', 'endpage', 'lastpage', 'ep'],
  doi: ['doi', 'di', 'lid', 'doilink'],
  pmid: ['pmid', 'pubmedid', 'pm'],
  isbn: ['isbn', 'isbns'],
  abstract: ['abstract', 'ab', 'abstractnote', '摘要'],
  types: ['publicationtypes', 'publicationtype', 'documenttype', 'type', 'pt', 'ty'],
  language: ['language', 'languages', 'la'],
} as const;

export type Column = keyof typeof synonyms;
export type ColumnMap = Partial<Record<Column, string>>;

/** Guesses which column of a file holds which field. A file without a column for titles cannot be read. */
export function guessColumns(header: readonly string[]): ColumnMap {
  const byName = new Map(
    header.map((name) => [
      name
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, ''),
      name,
    ]),
  );
  const map: ColumnMap = {};
  for (const column of Object.keys(synonyms) as Column[]) {
    const found = synonyms[column].find((name) => byName.has(name));
    const name = found && byName.get(found);
    if (name !== undefined) map[column] = name;
  }
  return map;
}

/** A row of a file as a record; `fallbackId` names it where the file has no ids. */
export function fromRow(row: Readonly<Record<string, string>>, columns: ColumnMap, fallbackId: string): DedupRecord {
  const cell = (column: Column): string => (columns[column] === undefined ? '' : (row[columns[column]] ?? '').trim());
  const range = [cell('firstPage'), cell('lastPage')].filter((page) => page !== '').join('-');
  return {
    id: cell('id') || fallbackId,
    title: cell('title'),
    authors: cell('authors'),
    year: cell('year') || null,
    journal: cell('journal') || null,
    volume: cell('volume') || null,
    issue: cell('issue') || null,
    pages: cell('pages') || range || null,
    doi: cell('doi') || null,
    pmid: cell('pmid') || null,
    isbn: cell('isbn') || null,
    abstract: cell('abstract') || null,
    publicationTypes: cell('types') === '' ? [] : cell('types').split(/\s*[;|]\s*/),
    language: cell('language') || null,
  };
}
