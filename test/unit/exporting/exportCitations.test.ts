import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type Citation, emptyCitation } from '../../../src/domain/citation.ts';
import {
  type ExportFormat,
  exportCitations,
  exportFiles,
  exportFormats,
} from '../../../src/exporting/exportCitations.ts';
import { toExportObject } from '../../../src/exporting/exportObject.ts';
import { exportJsonSchema, exportSchema } from '../../../src/exporting/exportSchema.ts';
import { rootDir } from '../../../src/paths.ts';
import { asWritten, inert } from '../../../src/text/csvCell.ts';
import { citationArbitrary } from './arbitraryCitation.ts';

const sources = [{ source: 'pubmed', id: '1', runId: 7, retrievedAt: '2026-01-02T03:04:05.000Z' }];

function exported(format: ExportFormat, ...citations: Citation[]): string {
  return [
    ...exportCitations(
      format,
      citations.map((citation) => ({ citation, sources })),
    ),
  ].join('');
}

describe('the JSON Lines shape', () => {
  test('db/export.schema.json is the schema of the code', () => {
    const file: unknown = JSON.parse(readFileSync(join(rootDir, 'db', 'export.schema.json'), 'utf8'));
    expect(file).toEqual(exportJsonSchema());
  });

  test('every field is described', () => {
    const undescribed: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties, items, anyOf } = node as { properties?: object; items?: unknown; anyOf?: unknown[] };
      for (const [name, property] of Object.entries(properties ?? {}) as [string, { description?: string }][]) {
        if (!property.description) undescribed.push(`${path}.${name}`);
        walk(property, `${path}.${name}`);
      }
      walk(items, path);
      for (const one of anyOf ?? []) walk(one, path);
    };
    walk(exportJsonSchema(), '');
    expect(undescribed).toEqual([]);
  });

  test('every exported object has exactly the fields of the schema', () => {
    const strict = exportSchema.strict();
    fc.assert(
      fc.property(citationArbitrary, (citation) => {
        const object = toExportObject(citation, sources);
        expect(strict.parse(object)).toEqual(object);
        expect(object.sources).toEqual(sources);
      }),
      { numRuns: 60 },
    );
  });

  test('the schema knows every field of a citation', () => {
    const known = Object.keys(exportSchema.shape);
    expect(known).toEqual(expect.arrayContaining(Object.keys(emptyCitation())));
    expect(exportSchema.strict().safeParse(toExportObject(emptyCitation(), [])).success).toBe(true);
  });

  test('a field of the wrong kind does not pass', () => {
    const wrong = { ...toExportObject(emptyCitation(), []), volume: 7 };
    expect(exportSchema.safeParse(wrong).success).toBe(false);
  });

  test('one record is one line', () => {
    const lines = exported('jsonl', emptyCitation(), emptyCitation()).split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toEqual(toExportObject(emptyCitation(), sources));
  });
});

describe('CSV', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x', "'=1"];
  const afterDropped = ['\0=1', ' =1', '\u00a0+1', '\u200b=1', '\ufeff@x', " '\0\u200b=1"];
  test.each([...formulas, ...afterDropped])('%j is made inert, and read as it was', (cell) => {
    expect(inert(cell)).toBe(`'${cell}`);
    expect(asWritten(inert(cell))).toBe(cell);
  });

  test.each(['', 'a=b', "it's", "'quoted'", '1996', '腰椎'])('%j stays as it is', (cell) => {
    expect([inert(cell), asWritten(cell)]).toEqual([cell, cell]);
  });

  test('quotes and line breaks are quoted, rows end in CRLF, a byte order mark opens the file', () => {
    const text = exported('csv', { ...emptyCitation(), title: 'A "b", c' });
    expect(text.startsWith('\ufeffpmid,')).toBe(true);
    expect(text).toContain('"A ""b"", c"');
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain('pubmed:1');
  });

  test('no cell of any record starts as a formula', () => {
    fc.assert(
      fc.property(citationArbitrary, (citation) => {
        const [, row = []] = parse(exported('csv', citation), { bom: true });
        expect(row.filter((cell) => /^[\p{Cc}\p{Cf}\p{Zs}]*[=+\-@\t\r＝＋－＠]/u.test(cell))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('RIS', () => {
  const citation: Citation = {
    ...emptyCitation(),
    pmid: '12',
    title: 'T',
    pages: '966-72',
    publicationTypes: ['Journal Article', 'Review'],
    published: { year: 2018, month: 11, day: 5, season: null, medlineDate: null },
  };

  test('opens with TY, ends with ER and a space, and writes out short page ends', () => {
    const lines = exported('ris', citation).split('\r\n');
    expect(lines[0]).toBe('TY  - JOUR');
    expect(lines.indexOf('ER  - ')).toBe(lines.length - 3);
    expect(lines).toEqual(
      expect.arrayContaining(['SP  - 966', 'EP  - 972', 'PY  - 2018', 'DA  - 2018/11/05/', 'AN  - 12']),
    );
  });
});

describe('BibTeX', () => {
  test('keys that would be the same are told apart, in the same way every time', () => {
    const citation: Citation = {
      ...emptyCitation(),
      title: 'The Resorption of discs',
      authors: [
        {
          lastName: 'Müller',
          foreName: 'A',
          initials: 'A',
          suffix: null,
          collectiveName: null,
          orcid: null,
          affiliations: [],
        },
      ],
      published: { year: 2020, month: null, day: null, season: null, medlineDate: null },
    };
    const keys = exported('bibtex', citation, citation, citation).match(/(?<=@\w+\{)[^,]+/g);
    expect(keys).toEqual(['Muller2020Resorption', 'Muller2020Resorptiona', 'Muller2020Resorptionb']);
  });
});

describe('every format', () => {
  test.each(exportFormats)('%s gives its text in pieces, a record at a time', (format) => {
    let asked = 0;
    function* records() {
      for (;;) {
        asked++;
        yield { citation: { ...emptyCitation(), title: 'T' }, sources: [] };
      }
    }
    let pieces = 0;
    for (const piece of exportCitations(format, records())) {
      expect(typeof piece).toBe('string');
      if (++pieces === 3) break;
    }
    expect(asked).toBeLessThanOrEqual(3);
    expect(exportFiles[format].extension).toMatch(/^[a-z]+$/);
  });

  test('nothing to export is still a valid file', () => {
    expect(JSON.parse(exported('csl-json'))).toEqual([]);
    expect(exported('csv')).toMatch(/^\ufeffpmid,.*,sources\r\n$/);
    for (const format of ['ris', 'nbib', 'bibtex', 'jsonl'] as const) expect(exported(format)).toBe('');
  });
});
