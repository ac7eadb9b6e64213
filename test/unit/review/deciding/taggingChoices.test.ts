import { describe, expect, test } from '@jest/globals';
import type { EvidenceSpan } from '../../../../src/domain/codebook.ts';
import { settledTagging, taggingChoices } from '../../../../src/review/settling.ts';
import { emptyTagging, type TaggingAnswer } from '../../../../src/review/stages/tagging.ts';

const span = (start: number): EvidenceSpan => ({ field: 'abstract', start, end: start + 1, text: 'x' });

/** Three votes that differ in a mechanism, a predictor, a list and a number, and agree in another mechanism. */
const votes: TaggingAnswer[] = [
  {
    ...emptyTagging,
    mechanisms: [
      { id: 'cells', position: 'supports', evidence: [span(1)] },
      { id: 'vessels', position: 'discusses', evidence: [span(5), span(6)] },
    ],
    predictors: [{ id: 'size', position: 'favours', evidence: [span(2)] }],
    designs: ['cohort'],
    sampleN: 12,
    note: 'one',
  },
  {
    ...emptyTagging,
    mechanisms: [{ id: 'vessels', position: 'discusses', evidence: [span(6), span(7)] }],
    predictors: [{ id: 'size', position: 'against', evidence: [span(3)] }],
    designs: ['cohort', 'trial'],
    sampleN: null,
    note: 'two',
  },
  {
    ...emptyTagging,
    mechanisms: [
      { id: 'cells', position: 'contradicts', evidence: [span(4)] },
      { id: 'vessels', position: 'discusses', evidence: [] },
    ],
    designs: ['cohort'],
    sampleN: 12,
  },
];
const fields = ['mechanism:cells', 'predictor:size', 'designs', 'sampleN'];

describe('taggings that differ', () => {
  test('leave the position of a term open, and what a list or a number is by what the votes say', () => {
    expect(taggingChoices(votes, fields)).toEqual([
      {
        field: 'mechanism:cells',
        options: [
          { value: 'position:supports', says: 'supports', votes: [0] },
          { value: 'position:discusses', says: 'discusses', votes: [] },
          { value: 'position:contradicts', says: 'contradicts', votes: [2] },
          { value: 'position:none', says: null, votes: [1] },
        ],
      },
      {
        field: 'predictor:size',
        options: [
          { value: 'position:favours', says: 'favours', votes: [0] },
          { value: 'position:against', says: 'against', votes: [1] },
          { value: 'position:no association', says: 'no association', votes: [] },
          { value: 'position:discusses', says: 'discusses', votes: [] },
          { value: 'position:none', says: null, votes: [2] },
        ],
      },
      {
        field: 'designs',
        options: [
          { value: 'vote:1', says: ['cohort'], votes: [0, 2] },
          { value: 'vote:2', says: ['cohort', 'trial'], votes: [1] },
        ],
      },
      {
        field: 'sampleN',
        options: [
          { value: 'vote:1', says: 12, votes: [0, 2] },
          { value: 'vote:2', says: null, votes: [1] },
        ],
      },
    ]);
  });

  const settle = (...values: string[]) =>
    settledTagging(votes, fields, new Map(values.map((value, at) => [fields[at] ?? '', value])));

  test('are settled field by field, with the sentences of all votes, each once, and without their notes', () => {
    expect(settle('position:contradicts', 'position:no association', 'vote:2', 'vote:1')).toEqual({
      ...emptyTagging,
      mechanisms: [
        { id: 'vessels', position: 'discusses', evidence: [span(5), span(6), span(7)] },
        { id: 'cells', position: 'contradicts', evidence: [span(1), span(4)] },
      ],
      predictors: [{ id: 'size', position: 'no association', evidence: [span(2), span(3)] }],
      designs: ['cohort', 'trial'],
      sampleN: 12,
    });
  });

  test('a term may be settled as not named', () => {
    const settled = settle('position:none', 'position:none', 'vote:1', 'vote:2');
    expect(settled?.mechanisms.map(({ id }) => id)).toEqual(['vessels']);
    expect(settled).toMatchObject({ predictors: [], designs: ['cohort'], sampleN: null });
  });

  test('are not settled while a field is open, or by a choice that is none', () => {
    expect(settle('position:none', 'position:none', 'vote:1')).toBeNull();
    expect(settle('position:favours', 'position:none', 'vote:1', 'vote:1')).toBeNull();
    expect(settle('position:none', 'position:none', 'vote:3', 'vote:1')).toBeNull();
  });
});
