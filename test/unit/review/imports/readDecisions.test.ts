import { describe, expect, test } from '@jest/globals';
import { DecisionFileError } from '../../../../src/review/imports/decisionRows.ts';
import { rayyanNote } from '../../../../src/review/imports/rayyanNote.ts';
import { readDecisions } from '../../../../src/review/imports/readDecisions.ts';

const read = (...lines: string[]) => readDecisions(lines.join('\r\n'), 'title-abstract');

describe('decisions of other programs', () => {
  test('ASReview: a label of 1 or 0; no label is no decision', () => {
    const { format, rows, decisions } = read(
      'record_id,title,abstract,doi,included',
      '0,One,,https://doi.org/10.1000/ABC,1',
      '1,Two,,,0',
      '2,Three,,,',
    );
    expect({ format, rows }).toEqual({ format: 'asreview', rows: 3 });
    expect(decisions.map(({ row, name, verdict }) => [row, name, verdict])).toEqual([
      [2, null, 'include'],
      [3, null, 'exclude'],
    ]);
    expect(decisions[0]?.record).toEqual({ ids: ['0'], pmid: null, doi: '10.1000/abc', title: 'One' });
    expect(read('title,asreview_label', 'One,0').decisions[0]?.verdict).toBe('exclude');
  });

  test('Rayyan: everybody in the notes, with the reasons of those who exclude', () => {
    const { decisions } = read(
      'key,title,url,notes',
      '"rayyan-1",One,https://pubmed.ncbi.nlm.nih.gov/123/,"RAYYAN-INCLUSION: {""A""=>""Included"", ""B""=>""Excluded""} | RAYYAN-EXCLUSION-REASONS: wrong population"',
    );
    expect(decisions.map(({ name, verdict, reason }) => [name, verdict, reason])).toEqual([
      ['A', 'include', null],
      ['B', 'exclude', 'wrong population'],
    ]);
    expect(decisions[0]?.record.pmid).toBe('123');
  });

  test('Rayyan: names may hold quotes, commas and braces', () => {
    expect(rayyanNote('RAYYAN-INCLUSION: {"A \\"x\\", {b}"=>"Maybe", "C"=>"Undecided"}').inclusion).toEqual([
      { name: 'A "x", {b}', verdict: 'unsure' },
    ]);
    expect(rayyanNote('read twice')).toEqual({ inclusion: [], reasons: null });
  });

  test('Covidence: the status, or the tags among others', () => {
    const { format, decisions } = read(
      'Title,Accession Number,DOI,Notes,Tags',
      'One,99,,,"MRI; Included"',
      'Two,,,Exclusion reason: Not a study,excluded',
      'Three,,,,MRI',
    );
    expect(format).toBe('covidence');
    expect(decisions.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['include', null],
      ['exclude', 'Not a study'],
    ]);
    expect(decisions[0]?.record.pmid).toBe('99');
    expect(read('Title,Status', 'One,Irrelevant').decisions[0]?.verdict).toBe('exclude');
  });

  test('our own table: votes of the stage alone, cells as they were before they were made inert', () => {
    const head = 'record_id,key,pmid,doi,title,stage,kind,who,verdict,reason,note';
    const vote = (stage: string, kind: string) => `7,pmid:5,5,,'=A,${stage},${kind},Reviewer A,include,,'-1`;
    const { decisions } = read(
      head,
      vote('title-abstract', 'vote'),
      vote('full-text', 'vote'),
      vote('title-abstract', 'agreed'),
    );
    expect(decisions).toMatchObject([
      { row: 2, name: 'Reviewer A', note: '-1', record: { title: '=A', ids: ['7', 'pmid:5'] } },
    ]);
  });

  test('anything else is refused', () => {
    expect(() => read('title,year', 'One,2001')).toThrow(DecisionFileError);
    expect(() => read('title,included', '"One,1')).toThrow('is no CSV table');
    expect(() => readDecisions('', 'title-abstract')).toThrow(DecisionFileError);
  });
});
