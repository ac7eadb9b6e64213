/** The facts of a citation that a table's column can hold. */
export const tableFields = [
  'title',
  'vernacularTitle',
  'abstract',
  'otherAbstract',
  'authors',
  'editors',
  'orcids',
  'affiliations',
  'year',
  'date',
  'electronicDate',
  'journal',
  'journalAbbreviation',
  'series',
  'volume',
  'issue',
  'pages',
  'startPage',
  'endPage',
  'doi',
  'pmid',
  'pmc',
  'pii',
  'issn',
  'isbn',
  'keywords',
  'languages',
  'publicationTypes',
  'publisher',
  'place',
  'edition',
  'url',
  'id',
  'otherIds',
  'notes',
] as const;
export type TableField = (typeof tableFields)[number];

/** What each column of a table is taken for, in their order; null for a column that is passed over. */
export interface ColumnMapping {
  delimiter: string;
  columns: { header: string; field: TableField | null }[];
}

/** A person's corrections of the guess: a header to the field it holds, or to null to pass it over. */
export type ColumnCorrections = Readonly<Record<string, TableField | null>>;

const names: Record<TableField, string> = {
  title:
    'title|primary title|article title|document title|ti|t1|paper title|item title|题名|篇名|标题|文献标题|论文题名|中文题名|文题',
  vernacularTitle: 'vernacular title|original title|tt|外文题名|英文题名',
  abstract: 'abstract|abstract note|ab|n2|summary|notes abstract|摘要|中文摘要|文摘',
  otherAbstract: 'other abstract|英文摘要',
  authors: 'authors|author|author names|au|author full names|author s|authors list|creator|作者|责任者|中文作者',
  editors: 'editors|editor|book editors',
  orcids: 'orcids|orcid|orcid s',
  affiliations:
    'affiliations|affiliation|author address|addresses|authors with affiliations|机构|作者单位|作者机构|单位',
  year: 'year|publication year|py|pub year|published year|year published|年|年份|出版年|发表年份|年代',
  date: 'date|publication date|date published|pubdate|da|create date|发表时间|出版日期|出版时间|日期',
  electronicDate: 'electronic date|epub date|early access date',
  journal:
    'journal|journal book|source title|publication title|journal title|secondary title|source|container title|jo|so|t2|jf|刊名|来源|文献来源|期刊|期刊名称|刊物名称|来源期刊',
  journalAbbreviation: 'journal abbreviation|abbreviated source title|journal iso abbreviation|j2|ja|iso abbreviation',
  series: 'series|series title|collection title',
  volume: 'volume|vol|vl|vi|卷|卷号',
  issue: 'issue|number|is|ip|no|期|期号',
  pages: 'pages|page|pg|page range|article number|art no|页|页码|起止页码|页码范围',
  startPage: 'start page|page start|sp|beginning page|起始页',
  endPage: 'end page|page end|ep|ending page|结束页|终止页',
  doi: 'doi|do|di|digital object identifier|doi号',
  pmid: 'pmid|pubmed id|pubmedid|pubmed|medline id',
  pmc: 'pmc|pmcid|pmc id',
  pii: 'pii',
  issn: 'issn|sn|eissn|print issn|issn isbn|isbn issn|国际标准刊号',
  isbn: 'isbn',
  keywords: 'keywords|keyword|author keywords|kw|manual tags|ot|de|关键词|关键字|中文关键词',
  languages: 'languages|language|language of original document|la|语种|语言',
  publicationTypes: 'publication types|publication type|document type|pt|item type|type of work|文献类型',
  publisher: 'publisher|pb|出版社|出版者',
  place: 'place|place published|publisher location|country|出版地',
  edition: 'edition|版次',
  url: 'url|link|urls|ur|网址|链接',
  id: 'id|record id|key|accession number|an|eid|ut unique wos id|item id|recordid',
  otherIds: 'other ids',
  notes: 'notes|note|n1|general notes|备注',
};

const fieldOfName = new Map<string, TableField>(
  tableFields.flatMap((field) => names[field].split('|').map((name): [string, TableField] => [name, field])),
);

/** Guesses what the columns of a table hold, each field once, corrections first. */
export function guessColumns(
  headers: readonly string[],
  corrections: ColumnCorrections = {},
): ColumnMapping['columns'] {
  const taken = new Set<TableField>(Object.values(corrections).filter((field) => field !== null));
  return headers.map((header) => {
    const corrected = corrections[header];
    if (corrected !== undefined) return { header, field: corrected };
    const guess = fieldOfName.get(simpleName(header)) ?? null;
    if (guess === null || taken.has(guess)) return { header, field: null };
    taken.add(guess);
    return { header, field: guess };
  });
}

export function hasTitleColumn(headers: readonly string[]): boolean {
  return headers.some((header) => fieldOfName.get(simpleName(header)) === 'title');
}

/** The sign that parts the cells: the one the first line holds most of, outside of quotes. Null if it holds none. */
export function delimiterOf(text: string): string | null {
  const line = firstLine(text).replace(/"[^"]*"/g, '');
  let best: string | null = null;
  let most = 0;
  for (const sign of ['\t', ',', ';', '|']) {
    const count = line.split(sign).length - 1;
    if (count > most) [best, most] = [sign, count];
  }
  return best;
}

/** The cells of a table's first line, well enough to tell whether they name columns. */
export function splitHeader(text: string, delimiter: string): string[] {
  return firstLine(text)
    .split(delimiter)
    .map((cell) => cell.trim().replace(/^"|"$/g, ''));
}

/** "Source title", "source_title" and "SOURCE-TITLE" are one name. */
function simpleName(header: string): string {
  return header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function firstLine(text: string): string {
  // No header is longer; what is, is no table, and is not worth reading whole.
  const start = text.slice(0, 65536).replace(/^[\s\ufeff]+/, '');
  return start.split(/\r\n|\n|\r/, 1)[0] ?? '';
}
