import { describe, expect, test } from '@jest/globals';
import type { RecordTag } from '../../../../src/catalog/answers.ts';
import { reasonAt, surestReason } from '../../../../src/web/presenters/reasons.ts';

const span = (id: number) => ({ id, field: 'abstract', start: 10 * id, end: 10 * id + 5, text: 'words', stale: false });

function tagOf(kind: 'rules' | 'library', basis: string | null): RecordTag {
  const annotator = { kind, name: 'someone', version: '1' };
  const said = {
    kind: 'mechanism',
    value: 'inflammation',
    stance: 'supports',
    state: 'suggested',
    score: 0.9,
  } as const;
  return { ...said, annotator, basis, evidence: [span(7), span(3)] };
}

describe('the reason of a sentence', () => {
  test('is what the rules found in it, in the order of the evidence', () => {
    const tag = tagOf('rules', '"first" | "second"');
    expect(tag.evidence.map((at) => reasonAt(tag, at))).toEqual(['"first"', '"second"']);
  });

  test.each([
    ['rules', 'one reason for all'],
    ['rules', 'a | b | c'],
    ['library', '"first" | "second"'],
    ['rules', null],
  ] as const)('by %s of %j is the whole reason', (kind, basis) => {
    const tag = tagOf(kind, basis);
    for (const at of tag.evidence) expect(reasonAt(tag, at)).toBe(basis);
  });

  test('a sentence that is not of the tag has the whole reason', () => {
    expect(reasonAt(tagOf('rules', 'a | b'), span(1))).toBe('a | b');
  });
});

test('the surest reason stands first', () => {
  expect(surestReason('"first" | "second"')).toBe('"first"');
  expect(surestReason('one')).toBe('one');
  expect(surestReason(null)).toBeNull();
});
