import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { prismaSChecklist } from '../../../src/prisma/prismaSChecklist.ts';
import { prismaSItems } from '../../../src/prisma/prismaSWords.ts';
import { searchAppendixCsv, searchAppendixMarkdown } from '../../../src/prisma/searchAppendix.ts';
import type { ReportedSearch, SearchReport } from '../../../src/prisma/searchReport.ts';

const first: ReportedSearch = {
  runId: 'run-1',
  source: 'PubMed',
  kind: 'database',
  platform: 'NCBI E-utilities',
  ranAt: '2026-01-05T09:00:00Z',
  strategy: [
    { number: 1, query: '"Intervertebral Disc Displacement"[Mesh]', note: 'The disc', hits: 23_456 },
    { number: 2, query: 'resor*[tiab] OR reabsor*[tiab]' },
    { number: 3, query: '#1 AND #2' },
  ],
  query: '("Intervertebral Disc Displacement"[Mesh]) AND (resor*[tiab] OR reabsor*[tiab])',
  translation: '"intervertebral disc displacement"[MeSH Terms] AND ("resor*"[Title/Abstract])',
  hits: 1_234,
  added: 1_200,
  limits: [],
  since: null,
};
const again: ReportedSearch = {
  ...first,
  runId: 'run-2',
  ranAt: '2026-02-05T09:00:00Z',
  strategy: [],
  hits: 20,
  added: 3,
  since: '2026-01-05',
};
const imported: ReportedSearch = {
  ...first,
  runId: 'run-3',
  source: 'Reference lists',
  kind: 'citation',
  platform: null,
  strategy: [],
  query: null,
  translation: null,
};
const report: SearchReport = {
  title: 'Resorption of herniated discs',
  searches: [first, again, imported],
  deduplication: 'Joined by PMID and DOI; likely pairs were judged by a person.',
  identified: 1_288,
  duplicates: 51,
  statements: { 'peer review': 'Reviewed by a librarian with PRESS.', 'database name': 'Chosen with a librarian.' },
};

describe('the sixteen items', () => {
  const rows = prismaSChecklist(report, 'en');
  const told = (item: string) => rows.find((row) => row.item === item);

  test('stand in their order, each once', () => {
    expect(rows.map(({ item }) => item)).toEqual([...prismaSItems]);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  });

  test('are told by the runs where they can be', () => {
    expect(told('limits and restrictions')).toMatchObject({ report: 'No limits were used.', basis: 'runs' });
    expect(told('study registries')?.report).toBe('None.');
    expect(told('citation searching')?.report).toBe('Reference lists');
    expect(told('updates')?.report).toBe('1 search run repeats an earlier one; the last on 2026-02-05.');
    expect(told('dates of searches')?.report).toBe('PubMed: 2026-01-05, 2026-02-05; Reference lists: 2026-01-05');
    expect(told('total records')?.report).toBe('1,288 records identified, 51 of them duplicates.');
  });

  test('or stated by people, before what the runs tell', () => {
    expect(told('peer review')).toMatchObject({ report: 'Reviewed by a librarian with PRESS.', basis: 'statement' });
    expect(told('database name')?.report).toBe('Chosen with a librarian. PubMed (NCBI E-utilities)');
  });

  test('or said to be open', () => {
    for (const item of ['contacts', 'search filters', 'prior work', 'other methods', 'multi-database searching'])
      expect(told(item)).toMatchObject({ report: 'Not stated.', basis: 'not stated' });
    expect(
      prismaSChecklist({ ...report, searches: [], statements: {} }, 'en').every(({ basis }) => basis === 'not stated'),
    ).toBe(true);
  });
});

describe('as Markdown', () => {
  const text = searchAppendixMarkdown(report, 'en');

  test('has a table row an item and a section a run', () => {
    expect(text.match(/^\| \d+ \|/gm)).toHaveLength(16);
    expect(text.match(/^### .*/gm)).toEqual([
      '### PubMed, 2026-01-05',
      '### PubMed, 2026-02-05',
      '### Reference lists, 2026-01-05',
    ]);
  });

  test('gives strategy, query and translation to the letter', () => {
    expect(text).toContain(
      '# The disc\n1. "Intervertebral Disc Displacement"[Mesh]  (n = 23,456)\n2. resor*[tiab] OR reabsor*[tiab]\n3. #1 AND #2',
    );
    expect(text).toContain(`\`\`\`\n${first.query}\n\`\`\``);
    expect(text).toContain(String(first.translation));
    expect(text).toContain('No query: a file was imported.');
  });

  test('lets nothing in it become markup', () => {
    const hostile = searchAppendixMarkdown(
      { ...report, title: '<b>|', searches: [{ ...first, query: 'a ``` b', source: '[x](y)' }] },
      'en',
    );
    expect(hostile).toContain('\\<b\\>\\|');
    expect(hostile).toContain('````\na ``` b\n````');
    expect(hostile).toContain('### \\[x\\](y)');
  });

  test('speaks Chinese', () => {
    const chinese = searchAppendixMarkdown(report, 'zh');
    expect(chinese).toContain('检索附录（PRISMA-S）');
    expect(chinese).toContain('| 9 | 限制条件 | 未使用限制条件。 |');
  });
});

describe('as CSV', () => {
  const rows: Record<string, string>[] = parse(searchAppendixCsv(report, 'en'), { columns: true });

  test('has a row a statement', () => {
    expect(rows.filter(({ section }) => section === 'item')).toHaveLength(16);
    expect(
      rows
        .filter(({ run, field }) => run === 'run-1' && field === 'Strategy, line by line')
        .map(({ line, value }) => [line, value]),
    ).toEqual(first.strategy.map(({ number, query }) => [String(number), query]));
    expect(rows.find(({ run, field }) => run === 'run-1' && field === 'Query as sent')?.value).toBe(first.query);
  });

  test('and nothing that runs as a formula', () => {
    const csv = searchAppendixCsv({ ...report, searches: [{ ...first, query: '=1+1' }] }, 'en');
    expect(csv).toContain(",'=1+1\r\n");
  });
});
