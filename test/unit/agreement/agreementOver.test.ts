import { describe, expect, test } from '@jest/globals';
import { agreementOver, type VotedRecord } from '../../../src/agreement/agreementOver.ts';

const verdict = { field: 'decision', categories: ['exclude', 'unsure', 'include'], ordered: true };

function voted(recordId: string, at: string, votes: Record<string, string | null>): VotedRecord {
  const documents = Object.entries(votes).map(([voter, decision]) => ({ voter, at, values: { decision } }));
  return { recordId, documents };
}

const records: VotedRecord[] = [
  voted('r1', '2026-01-10T08:00:00Z', { 'Reviewer A': 'include', 'Reviewer B': 'include' }),
  voted('r2', '2026-01-11T08:00:00Z', { 'Reviewer B': 'exclude', 'Reviewer A': 'include' }),
  voted('r3', '2026-02-01T08:00:00Z', { 'Reviewer A': 'exclude', 'Reviewer C': 'exclude' }),
  voted('r4', '2026-02-02T08:00:00Z', { 'Reviewer A': 'exclude', 'Reviewer B': 'exclude' }),
  voted('r5', '2026-02-03T08:00:00Z', { 'Reviewer A': 'include' }),
  voted('r6', '2026-02-03T08:00:00Z', { 'Reviewer A': 'include', 'Reviewer B': null }),
];

describe('agreement over fields, pairs and time', () => {
  const [decision] = agreementOver(records, [verdict]);

  test('counts records rated twice, whoever rated them', () => {
    expect(decision?.figures).toMatchObject({ units: 4, raters: 3 });
    expect(decision?.figures.percent).toMatchObject({ defined: true, estimate: 0.75 });
    expect(decision?.figures.kappa.name).toBe('fleiss');
    expect(decision?.figures.cautions).toEqual(['few units']);
  });

  test('gives every pair with a record in common its figures and the records of each cell', () => {
    expect(decision?.pairs.map(({ voters }) => voters)).toEqual([
      ['Reviewer A', 'Reviewer B'],
      ['Reviewer A', 'Reviewer C'],
    ]);
    const [first] = decision?.pairs ?? [];
    expect(first?.figures.kappa).toMatchObject({ name: 'cohen', figure: { defined: true, units: 3 } });
    expect(first?.table.cells).toEqual([
      [['r4'], [], []],
      [[], [], []],
      [['r2'], [], ['r1']],
    ]);
  });

  test('follows it by the month of the second rating', () => {
    expect(decision?.overTime.map(({ period, from, to, figures }) => [period, from, to, figures.units])).toEqual([
      ['2026-01', '2026-01-10T08:00:00Z', '2026-01-11T08:00:00Z', 2],
      ['2026-02', '2026-02-01T08:00:00Z', '2026-02-02T08:00:00Z', 2],
    ]);
  });

  test('or by blocks of fifty in that order', () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      voted(`r${index}`, new Date(Date.UTC(2026, 0, 1, index)).toISOString(), {
        'Reviewer A': 'include',
        'Reviewer B': index % 3 === 0 ? 'exclude' : 'include',
      }),
    );
    const [blocks] = agreementOver(many, [verdict], { period: 'block' });
    expect(blocks?.overTime.map(({ period, figures }) => [period, figures.units])).toEqual([
      ['1-50', 50],
      ['51-100', 50],
      ['101-120', 20],
    ]);
  });

  test('a record counts from its second rating, not its last', () => {
    const late: VotedRecord = {
      recordId: 'r1',
      documents: [
        { voter: 'Reviewer A', at: '2026-01-31T00:00:00Z', values: { decision: 'include' } },
        { voter: 'Reviewer B', at: '2026-02-01T00:00:00Z', values: { decision: 'include' } },
        { voter: 'Reviewer C', at: '2026-03-01T00:00:00Z', values: { decision: 'include' } },
      ],
    };
    expect(agreementOver([late], [verdict])[0]?.overTime.map(({ period }) => period)).toEqual(['2026-02']);
  });

  test('fields are rated apart: a field nobody filled in has a reason instead of a figure', () => {
    const [field] = agreementOver(records, [{ field: 'design', categories: ['cohort', 'case series'] }]);
    expect(field).toMatchObject({
      pairs: [],
      overTime: [],
      figures: { percent: { defined: false, reason: 'no ratings' } },
    });
  });

  test('says when the classes are uneven', () => {
    const skewed = Array.from({ length: 40 }, (_, index) =>
      voted(`r${index}`, '2026-01-01T00:00:00Z', {
        'Reviewer A': index < 3 ? 'include' : 'exclude',
        'Reviewer B': index < 4 ? 'include' : 'exclude',
      }),
    );
    expect(agreementOver(skewed, [verdict])[0]?.figures.cautions).toEqual(['rare class']);
  });

  test('refuses two documents of one voter on a record', () => {
    const document = { voter: 'Reviewer A', at: '2026-01-01T00:00:00Z', values: { decision: 'include' } };
    expect(() => agreementOver([{ recordId: 'r1', documents: [document, document] }], [verdict])).toThrow('r1');
  });
});
