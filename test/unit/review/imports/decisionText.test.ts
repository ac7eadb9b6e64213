import { expect, test } from '@jest/globals';
import { decisionText } from '../../../../src/cli/decisionText.ts';

test('what became of a file of decisions, a line for whatever was left out', () => {
  const report = {
    format: 'rayyan' as const,
    rows: 5,
    decisions: 6,
    cast: 1,
    standing: 1,
    unmatched: [{ row: 2, title: '', why: 'no such record' }],
    clashes: [{ row: 3, recordId: 8, name: 'Reviewer A', stands: 'include', says: 'exclude' }],
    refused: [{ row: 4, recordId: 9, name: 'Reviewer B', message: 'Record 9 has all its votes at this stage.' }],
    unknownNames: [{ name: 'J. D.', decisions: 1 }],
  };
  expect(decisionText(report, true).split('\n')).toEqual([
    'rayyan: 6 decisions in 5 rows, 1 would be cast, 1 stood already, 1 clash with a vote that stands, 1 without a record, 1 refused, 1 by names without an account.',
    'row 3: Reviewer A stands by "include" on record 8, the file says "exclude"; left as it stands',
    'row 2: no such record: (no title)',
    'row 4: Reviewer B, record 9: Record 9 has all its votes at this stage.',
    '"J. D." is no account here (1 decisions); --map "J. D.=Account" names one',
  ]);
});
