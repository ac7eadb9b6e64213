import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Citation } from '../../../src/domain/citation.ts';
import { type ImportOptions, importCitations } from '../../../src/importing/importCitations.ts';
import { recogniseFormat } from '../../../src/importing/recogniseFormat.ts';
import { rootDir } from '../../../src/paths.ts';

function fixture(name: string): Uint8Array {
  return readFileSync(join(rootDir, 'test', 'fixtures', 'importing', name));
}

function read(bytes: Uint8Array | string, options: Partial<ImportOptions> = {}) {
  const imported = importCitations(Buffer.from(bytes), { name: 'sample', ...options });
  const events = [...imported];
  const citations: Citation[] = events.flatMap((event) => (event.kind === 'citation' ? [event.citation] : []));
  return { ...imported, events, citations };
}

describe('RIS', () => {
  test('a record without an end is kept, with a warning that names its line; its neighbours are untouched', () => {
    const { events } = read('TY  - JOUR\nTI  - One\n\nTY  - JOUR\nTI  - Two\nER  - \nTY  - JOUR\nTI  - Three\n');
    expect(events.map((event) => event.kind === 'citation' && event.citation.title)).toEqual(['One', 'Two', 'Three']);
    expect(events.map((event) => (event.kind === 'citation' ? event.warnings.length : -1))).toEqual([1, 0, 1]);
    expect(events[2]).toMatchObject({
      index: 3,
      line: 7,
      warnings: [expect.stringMatching(/line 7 has no end line \(ER\)/)],
    });
  });

  test('tags with one space, indented tags and CR line breaks', () => {
    expect(read('TY - JOUR\nTI - One\nAU - Roe, J.\nER -').citations[0]).toMatchObject({ title: 'One' });
    expect(read('  TY  - JOUR\r  TI  - One\r  PY  - 2001\r  ER  - \r').citations[0]?.published.year).toBe(2001);
  });

  test('a value goes on over lines, and a line that merely looks like a tag does not end it', () => {
    const { citations } = read('TY  - JOUR\nTI  - One\n  two\nAB  - First.\nIQ - a measure\nER  - \n');
    expect(citations[0]?.title).toBe('One two');
    expect(citations[0]?.abstract[0]?.text).toBe('First. IQ - a measure');
  });

  test('the line separators of Unicode end no value', () => {
    expect(read('TY  - JOUR\nTI  - One: \u2028two\nER  - ').citations[0]?.title).toBe('One: two');
  });

  test('markup is dropped from the title and kept beside it, references are decoded, other signs stay', () => {
    const [citation] = read('TY  - JOUR\nTI  - <i>MMP</i> &amp; m<sup>2</sup> at p<0.05\nER  - ').citations;
    expect(citation?.title).toBe('MMP & m2 at p<0.05');
    expect(citation?.titleHtml).toBe('<i>MMP</i> &amp; m<sup>2</sup> at p&lt;0.05');
  });

  test('dates: the year of PY, made finer by DA, seasons and spans kept as text', () => {
    const published = (lines: string) => read(`TY  - JOUR\nTI  - T\n${lines}\nER  - `).citations[0]?.published;
    expect(published('PY  - 2014///')).toMatchObject({ year: 2014, month: null });
    expect(published('DA  - 2019/09//undefined\nPY  - 2019')).toMatchObject({ year: 2019, month: 9, day: null });
    expect(published('Y1  - 2015/october')).toMatchObject({ year: 2015, month: 10 });
    expect(published('PY  - 2018\nDA  - SEP')).toMatchObject({ year: 2018, month: 9 });
    expect(published('PY  - 2018\nDA  - SEP-OCT')).toMatchObject({ month: 9, medlineDate: '2018 SEP-OCT' });
    expect(published('PY  - 2015\nDA  - 2015///Winter')).toMatchObject({ year: 2015, season: 'Winter', month: null });
  });

  test('a Wanfang export in GB18030 and in UTF-16 reads the same', () => {
    const gb = read(fixture('wanfang.gb18030.ris'));
    const wide = read(fixture('wanfang.utf16le.ris'));
    expect([gb.encoding, wide.encoding]).toEqual(['gb18030', 'utf-16le']);
    expect(gb.citations).toEqual(wide.citations);
    expect(gb.citations[0]).toMatchObject({
      title: '非手术治疗后腰椎间盘突出物的重吸收',
      authors: [{ lastName: '作者甲' }, { lastName: '作者乙' }],
      journal: { title: '中国中医骨伤科杂志', issn: '1005-0205' },
      keywords: ['腰椎间盘突出症', '重吸收'],
      otherAbstracts: [{ language: 'chi' }],
      pages: '1-6',
    });
  });

  test('Latin-1 from Windows is read as such', () => {
    const { encoding, citations } = read(fixture('latin1.ris'));
    expect(encoding).toBe('windows-1252');
    expect(citations[0]).toMatchObject({
      title: 'Résorption spontanée de la hernie discale — étude',
      authors: [{ lastName: 'Müller', foreName: 'Jürgen' }],
    });
  });
});

describe('NoteExpress', () => {
  test('a CNKI export in GB18030 and in UTF-8 reads the same, article and thesis', () => {
    const gb = read(fixture('cnki-noteexpress.gb18030.txt'));
    const utf8 = read(fixture('cnki-noteexpress.utf8bom.txt'));
    expect([gb.format, gb.encoding, utf8.encoding]).toEqual(['noteexpress', 'gb18030', 'utf-8']);
    expect(gb.citations).toEqual(utf8.citations);
    expect(gb.citations[0]).toMatchObject({
      title: '腰椎间盘突出后重吸收的机制研究',
      authors: [{ lastName: '作者甲' }, { lastName: '作者乙' }, { lastName: '作者丙' }],
      journal: { title: '中国骨伤', issn: '1003-0034' },
      published: { year: 2019 },
      volume: '32',
      issue: '03',
      pages: '210-215',
      doi: '10.3969/j.issn.1003-0034.2019.03.004',
      languages: ['chi'],
      keywords: ['腰椎间盘突出', '重吸收', '巨噬细胞'],
    });
    expect(gb.citations[0]?.otherAbstracts[0]?.sections[0]?.text).toBe('目的 观察突出髓核的重吸收。 方法 回顾分析。');
    expect(gb.citations[1]).toMatchObject({
      book: { publisher: '某大学' },
      publicationTypes: ['Academic Dissertation'],
    });
  });
});

describe('BibTeX', () => {
  const { events, citations, format } = read(fixture('library.bib'));

  test('accents, markup, abbreviations, joins and escapes', () => {
    expect(format).toBe('bibtex');
    expect(citations[0]).toMatchObject({
      title: 'Spontaneous Regression of Herniated Disc: 50% in H_2O & beyond—a MRI Study',
      titleHtml: 'Spontaneous Regression of <i>Herniated</i> Disc: 50% in H_2O &amp; beyond—a MRI Study',
      journal: { title: 'Spine (Phila Pa 1976) Suppl' },
      published: { year: 2007, month: 3, day: 12 },
      doi: '10.1097/01.brs.0000000001',
      pmid: '17414897',
      pages: 'E201-E207',
      keywords: ['disc', 'regression', 'MRI'],
    });
    expect(citations[0]?.abstract[0]?.text).toBe('A "quoted" étude of naïve côté, ß and ç; cost $5.');
  });

  test('names in both orders, suffixes, and organisations in braces', () => {
    expect(citations[0]?.authors).toMatchObject([
      { lastName: 'Müller', foreName: 'Jürgen', initials: 'J' },
      { collectiveName: 'Spine Study Group' },
      { lastName: 'van der Berg', foreName: 'Anna', suffix: 'Jr' },
      { lastName: 'Roe', foreName: 'Jane Q.' },
    ]);
  });

  test('parentheses, no key, and an entry that never closes costs no neighbour', () => {
    expect(events.map((event) => (event.kind === 'citation' ? event.citation.title : event.kind))).toEqual([
      expect.any(String),
      'In parentheses',
      'No key at all',
      'rejected',
      'The neighbour is kept',
    ]);
    expect(events[3]).toMatchObject({
      reason: expect.stringMatching(/entry on line 23 has no end for its field "title"/),
    });
    expect(citations[1]).toMatchObject({ book: { title: 'Proc. of the XYZ Conf.' }, editors: [{ lastName: 'Doe' }] });
    expect(citations[2]?.otherIds).toEqual([{ type: 'url', value: 'https://example.org/a_b' }]);
  });
});

describe('EndNote XML', () => {
  const { events, citations, format } = read(fixture('library.endnote.xml'));

  test('styled text keeps its markup, ids and dates are read', () => {
    expect(format).toBe('endnote-xml');
    expect(citations[0]).toMatchObject({
      title: 'Role of MMP-7 in m2 of disc & bone, p < 0.05',
      titleHtml: 'Role of <i>MMP-7</i> in m<sup>2</sup> of disc &amp; bone, p &lt; 0.05',
      authors: [{ lastName: 'Roe', foreName: 'Jane Q.' }, { collectiveName: 'Spine Study Group' }],
      journal: {
        title: 'Spine (Phila Pa 1976)',
        isoAbbreviation: 'Spine',
        issns: [{ value: '0362-2436' }, { value: '1528-1159' }],
      },
      published: { year: 2007, month: 3, day: 12 },
      pmid: '17414897',
      doi: '10.1097/01.brs.0000000001',
      volume: '007',
      keywords: ['Disc', 'MMP'],
      abstract: [
        { label: 'BACKGROUND', text: 'One.' },
        { label: 'METHODS', text: 'Two.' },
      ],
    });
  });

  test('a broken record and one cut off are refused by themselves', () => {
    expect(events.map(({ kind }) => kind)).toEqual(['citation', 'rejected', 'citation', 'rejected']);
    expect(events[1]).toMatchObject({ reason: expect.stringMatching(/line 14 is not well-formed XML/) });
    expect(events[3]).toMatchObject({ reason: expect.stringContaining('has no end (</record>)') });
    expect(citations[1]).toMatchObject({ title: 'A chapter', book: { title: 'A book', isbns: ['9783866801929'] } });
  });

  test('entities of a document type are never expanded', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<xml><records><record><titles><title>T &b;&x;</title></titles></record></records></xml>`;
    expect(read(bomb).citations[0]?.title).toBe('T &b;&x;');
  });

  test('10,000 elements deep is refused, not followed', () => {
    const deep = `<xml><records><record>${'<style>'.repeat(10000)}x${'</style>'.repeat(10000)}</record><record><titles><title>T</title></titles></record></records></xml>`;
    expect(read(deep).events.map(({ kind }) => kind)).toEqual(['rejected', 'citation']);
  });
});

describe('CSV and TSV', () => {
  test('columns are guessed, shown, and can be corrected', () => {
    const text = 'ID;Article Title;Author(s);Year;Remarks\n7;One;Roe, Jane; 2001;good\n';
    const guessed = read('ID,Article Title,Authors,Year,Remarks\n7,One,"Roe, Jane; Doe, Kim",2001,good\n');
    expect(guessed.columns).toEqual({
      delimiter: ',',
      columns: [
        { header: 'ID', field: 'id' },
        { header: 'Article Title', field: 'title' },
        { header: 'Authors', field: 'authors' },
        { header: 'Year', field: 'year' },
        { header: 'Remarks', field: null },
      ],
    });
    expect(guessed.citations[0]).toMatchObject({ title: 'One', authors: [{ lastName: 'Roe' }, { lastName: 'Doe' }] });
    const corrected = read(text, { columns: { Remarks: 'notes', Year: null } });
    expect(corrected.columns?.columns.map(({ field }) => field)).toEqual(['id', 'title', 'authors', null, 'notes']);
  });

  test('Chinese headers, tabs, line breaks in cells', () => {
    const { format, citations, events } = read(
      '题名\t作者\t来源\t年\t摘要\n重吸收\t作者甲;作者乙\t中国骨伤\t2019\t"一\n二"\n第二\t\t\t\t\n',
    );
    expect(format).toBe('tsv');
    expect(citations[0]).toMatchObject({ title: '重吸收', authors: [{ lastName: '作者甲' }, { lastName: '作者乙' }] });
    expect(events.map(({ line }) => line)).toEqual([2, 4]);
  });

  test('a title may be told to stand where no header says so', () => {
    expect(() => read('a,b\n1,2\n', { name: 'x.csv' })).toThrow(
      'x.csv: line 1 names no column for the title; its columns are "a", "b".',
    );
    expect(read('a,b\n1,2\n', { columns: { b: 'title' } }).citations[0]?.title).toBe('2');
  });

  test('a quote that never closes ends the table there; the rows before it are kept', () => {
    const { events } = read('title,year\nOne,2001\n"Two,2002\nThree,2003\n');
    expect(events[0]).toMatchObject({ kind: 'citation', citation: { title: 'One' } });
    expect(events.at(-1)).toMatchObject({
      kind: 'rejected',
      raw: '"Two,2002\nThree,2003\n',
      reason: expect.stringMatching(/^From line 3 on .* never closed/),
    });
  });
});

describe('JSON', () => {
  test('CSL-JSON: names, particles, dates, ids in the note', () => {
    const { format, citations, events } = read(
      JSON.stringify([
        {
          id: 'http://zotero.org/items/1',
          type: 'article-journal',
          title: 'One',
          author: [{ family: 'Berg', given: 'Anna', 'non-dropping-particle': 'van der' }, { literal: 'A Group' }],
          issued: { 'date-parts': [['2007', 3]] },
          'container-title': 'Spine',
          note: 'PMID: 17414897\nPMCID: PMC12\nfree text',
        },
        7,
      ]),
    );
    expect(format).toBe('csl-json');
    expect(citations[0]).toMatchObject({
      authors: [{ lastName: 'van der Berg', foreName: 'Anna', initials: 'A' }, { collectiveName: 'A Group' }],
      published: { year: 2007, month: 3 },
      pmid: '17414897',
      pmc: 'PMC12',
      generalNotes: ['free text'],
    });
    expect(events[1]).toMatchObject({ kind: 'rejected', reason: 'Item 2 of the list is not an object.' });
  });

  test('JSON Lines: a broken line is refused by itself, and a wrong field is named', () => {
    const { events } = read(
      '{"title":"One"}\n{"title":\n{"title":"Two","authors":[{"lastName":5}]}\n{"title":"Three"}\n',
      { format: 'jsonl' },
    );
    expect(events.map(({ kind }) => kind)).toEqual(['citation', 'rejected', 'rejected', 'citation']);
    expect(events[2]).toMatchObject({ reason: expect.stringContaining('"authors[0].lastName"') });
  });
});

describe('files that are none', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /^bad: the file is empty\.$/],
    ['only white space', ' \r\n\t\ufeff', /the file is empty/],
    ['a web page', '<!DOCTYPE html><html><body>502</body></html>', /web page/],
    ['a web page after comments', `<?xml version="1.0"?>${'<!-- x -->'.repeat(50)}<html><p>`, /web page/],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 4, 5]), /binary/],
    ['PDF', '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj', /binary/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip/],
    ['PubMed XML', '<?xml version="1.0"?><PubmedArticleSet></PubmedArticleSet>', /PubMed XML/],
    ['prose', 'Dear all, please find the list attached.\nRegards', /no known citation format/],
    ['a table without a title', 'a,b,c\n1,2,3\n', /names no column for the title/],
    ['broken JSON', '[{"id": 1,', /not valid JSON/],
    ['JSON of nothing', '[]', /holds no record/],
  ])('%s: one clear sentence', (_, content, message) => {
    const reading = () => [...importCitations(Buffer.from(content), { name: 'bad' })];
    expect(reading).toThrow(message);
    expect(reading).toThrow(expect.objectContaining({ name: 'ImportError' }));
  });

  test('PubMed XML and gzip are recognised for those who read them', () => {
    expect(recogniseFormat(Buffer.from('\ufeff<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet>'))).toBe('pubmed-xml');
    expect(recogniseFormat(Buffer.from([0x1f, 0x8b]))).toBe('gzip');
    expect(recogniseFormat(Buffer.from('just words'))).toBeNull();
  });

  test('the name of a file decides nothing', () => {
    expect(read('TY  - JOUR\nTI  - One\nER  - ', { name: 'x.csv' }).format).toBe('ris');
    expect(read('title,year\nOne,2001\n', { name: 'x.ris' }).format).toBe('csv');
  });

  test('a record that names nothing is refused, its neighbours are kept', () => {
    const { events } = read('TY  - JOUR\nAU  - Roe, J.\nER  - \nTY  - JOUR\nTI  - One\nER  - ');
    expect(events[0]).toMatchObject({
      kind: 'rejected',
      reason: 'Record 1 (line 1) has no title, no abstract and no identifier.',
    });
    expect(events[1]).toMatchObject({ kind: 'citation', index: 2, line: 4 });
  });
});
