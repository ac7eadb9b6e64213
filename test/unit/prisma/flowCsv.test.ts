import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { boxes, countKeys, stages } from '../../../src/prisma/boxes.ts';
import { PrismaSumError } from '../../../src/prisma/checkSums.ts';
import { countsOf, type Flow } from '../../../src/prisma/flow.ts';
import { flowCsv } from '../../../src/prisma/flowCsv.ts';
import { diagramLabels } from '../../../src/prisma/labels.ts';
import { FlowCsvError, readFlowCsv } from '../../../src/prisma/readFlowCsv.ts';
import { describeWithShared, sharedData } from '../../support/sharedData.ts';
import { sampleFlow } from './sampleFlow.ts';

const flow = sampleFlow({ previous: true, other: true, metaAnalysis: true });
const nameOf = (_: string, part: string) => ({ 'surgical-removal': 'Surgical removal, of the fragment' })[part] ?? part;
const csv = flowCsv(flow, { language: 'en', nameOf });
const rows: Record<string, string>[] = parse(csv, { columns: true });
const row = (data: string) => rows.find((candidate) => candidate.data === data);

/** As the R package takes a list of reasons apart. */
const asPackageReads = (list: string) =>
  list.split(/; ?/).map((part) => [part.replace(/,.*$/, ''), Number(part.replace(/^.*?,([ 0-9]*).*$/, '$1'))]);

describe('the file for the R package PRISMA2020', () => {
  test('has its columns, and the node and box of every row', () => {
    expect(csv.split('\r\n')[0]).toBe('data,node,box,description,boxtext,tooltips,url,n');
    expect(row('records_screened')).toMatchObject({
      node: 'node9',
      box: 'box4',
      boxtext: 'Records screened',
      n: '1200',
    });
    expect(rows.filter(({ data }) => data === 'NA').map(({ box }) => box)).toEqual(['prevstud', 'newstud', 'othstud']);
    expect(rows).toHaveLength(34);
    expect(new Set(rows.map(({ data }) => data))).toEqual(
      new Set([...countKeys, 'database_specific_results', 'register_specific_results', 'NA', ...stages]),
    );
  });

  test('lists reasons and sources so that the package finds names and counts', () => {
    expect(asPackageReads(row('dbr_excluded')?.n ?? '')).toEqual([
      ['no-resorption-outcome', 46],
      ['Surgical removal / of the fragment', 38],
      ['No reason given', 2],
    ]);
    expect(row('database_specific_results')?.n).toBe('PubMed, 1200; Embase, 290');
    expect(row('register_specific_results')?.n).toBe('NA');
  });

  test('a name cannot run as a formula', () => {
    const hostile = flowCsv(flow, { language: 'en', nameOf: () => '=1+1' });
    expect(hostile).toContain(`"'=1+1, 46`);
  });

  test('says what of a count is under way', () => {
    expect(row('excluded_other')).toMatchObject({
      n: '89',
      boxtext: 'Records removed for other reasons (Not yet screened: 80)',
    });
  });

  test('links to the records where told', () => {
    const linked: Record<string, string>[] = parse(flowCsv(flow, { language: 'en', hrefOf: (key) => `/in/${key}` }), {
      columns: true,
    });
    expect(linked.find(({ data }) => data === 'duplicates')?.url).toBe('/in/duplicates');
  });

  test('a flow without exclusions says 0 and not nothing', () => {
    const none = { ...flow, lines: { ...flow.lines, dbr_excluded: { count: 0, recordIds: [], parts: [] } } };
    expect(flowCsv(none, { language: 'en' })).toContain(
      'dbr_excluded,node14,box9,Reports excluded,Reports excluded,Reports excluded,NA,0',
    );
  });
});

describe('reading it back', () => {
  const counts = (read: Flow) => countsOf(read);

  test.each(['en', 'zh'] as const)('gives the same numbers, reasons and sources (%s)', (language) => {
    const read = readFlowCsv(flowCsv(flow, { language, nameOf }));
    expect(counts(read)).toEqual(counts(flow));
    expect(read.shown).toEqual(flow.shown);
    expect(read.lines.database_results.parts.map(({ id, count }) => [id, count])).toEqual([
      ['PubMed', 1200],
      ['Embase', 290],
    ]);
    expect(read.lines.dbr_excluded.parts.map(({ count }) => count)).toEqual([46, 38, 2]);
  });

  test('whatever reasons are called', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (name) => {
        const read = readFlowCsv(flowCsv(flow, { language: 'en', nameOf: () => name }));
        expect(counts(read)).toEqual(counts(flow));
      }),
      { numRuns: 60 },
    );
  });

  test('takes what a person wrote: thousands with commas, other line ends, rows that older templates lack', () => {
    const older = csv
      .replace('NA,1490', 'NA,"1,490"')
      .replaceAll('\r\n', '\n')
      .split('\n')
      .filter((line) => !/_ma,|_specific_/.test(line))
      .join('\n');
    const read = readFlowCsv(`\ufeff${older}`);
    expect(read.lines.database_results).toMatchObject({ count: 1490, parts: [] });
    expect(read.shown.metaAnalysis).toBe(false);
  });

  test.each([
    ['a row is missing', (text: string) => text.replace(/^duplicates,.*\r\n/m, ''), 'duplicates'],
    ['a number is none', (text: string) => text.replace(',NA,1200\r\n', ',NA,many\r\n'), 'records_screened'],
    [
      'a reason has no count',
      (text: string) => text.replace('no-resorption-outcome, 46', 'no-resorption-outcome'),
      'dbr_excluded',
    ],
    ['there is no table', () => 'nothing of the kind', null],
    ['the table is broken', () => 'data,n\n"a,1', null],
  ])('says where it cannot: %s', (_, spoil, key) => {
    let thrown: unknown;
    try {
      readFlowCsv(spoil(csv));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(FlowCsvError);
    expect(thrown).toMatchObject({ key });
  });

  test('refuses numbers that do not add up', () => {
    expect(() => readFlowCsv(csv.replace(',NA,1200\r\n', ',NA,1201\r\n'))).toThrow(PrismaSumError);
  });
});

interface ReferenceBoxes {
  stages: { id: string; label_en: string; label_zh: string }[];
  boxes: { id: string; column: string; row: string; arrow_to?: string[]; lines: { key: string; label_zh: string }[] }[];
  checks: string[];
}

describeWithShared('the boxes of the reference file', ['prisma/boxes.json'], () => {
  const reference: ReferenceBoxes = JSON.parse(readFileSync(sharedData('prisma', 'boxes.json'), 'utf8'));

  test('are ours: ids, columns, stages, keys and arrows', () => {
    const ours = boxes.map(({ id, column, stage, keys, arrowTo }) => ({
      id,
      column,
      row: stage,
      keys: [...keys],
      arrows: [...arrowTo].sort(),
    }));
    const theirs = reference.boxes.map(({ id, column, row: stage, lines, arrow_to }) => ({
      id,
      column,
      row: stage,
      keys: lines.map(({ key }) => key),
      arrows: (arrow_to ?? []).sort(),
    }));
    expect(ours).toEqual(theirs);
  });

  test('stages are called the same', () => {
    for (const { id, label_en, label_zh } of reference.stages) {
      expect(stages).toContain(id);
      expect(Object.entries(diagramLabels.en.stages)).toContainEqual([id, label_en]);
      expect(Object.entries(diagramLabels.zh.stages)).toContainEqual([id, label_zh]);
    }
  });

  test('have eight sums', () => expect(reference.checks).toHaveLength(8));
});
