import { describe, expect, test } from '@jest/globals';
import { LabelledCsvError, parseScreenedRecords, parseTaggedTexts } from '../../../src/learning/labelledCsv.ts';

const header = 'record_id,title,abstract,label_included';

describe('screened records', () => {
  test('are read with quotes, commas and a byte order mark', () => {
    const records = parseScreenedRecords(`\uFEFF${header}\n7,"Discs, ""healed""",,1\n8,Knees,Text,0\n`, 'a.csv');
    expect(records.ids).toEqual(['7', '8']);
    expect(records.texts[0]).toEqual({ title: 'Discs, "healed"', abstract: '' });
    expect(records.relevant).toEqual([true, false]);
  });

  test.each([
    ['an empty file', '', 'a.csv: The CSV has no rows'],
    ['a missing column', 'record_id,title\n1,a\n', 'lacks the column abstract, label_included'],
    ['another label', `${header}\n1,a,b,yes\n`, 'Row 2: label_included is "yes"'],
    ['an id that stands twice', `${header}\n1,a,b,1\n1,c,d,0\n`, 'Row 3: record_id 1 stands twice'],
    ['a row that is too long', `${header}\n1,a,b,1,9\n`, 'no readable CSV'],
  ])('%s is refused and said why', (_, csv, message) => {
    expect(() => parseScreenedRecords(csv, 'a.csv')).toThrow(LabelledCsvError);
    expect(() => parseScreenedRecords(csv, 'a.csv')).toThrow(message);
  });
});

test('tagged texts have their tags apart', () => {
  const texts = parseTaggedTexts('pmid,text,labels,fine\n1,Cells die,a| b,x\n2,Nothing,,\n', 'a.csv');
  expect(texts.map((text) => [...text.tags])).toEqual([['a', 'b'], []]);
});
