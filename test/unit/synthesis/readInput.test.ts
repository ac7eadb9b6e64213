import { describe, expect, test } from '@jest/globals';
import { readInput } from '../../../src/synthesis/reference/readInput.ts';
import { synthesizeFile } from '../../../src/synthesis/reference/synthesizeFile.ts';

describe('synthesis input', () => {
  test("passes over a reference file's results and keeps its studies", () => {
    const text = JSON.stringify({ kind: 'proportion', models: [1], studies: [{ label: 'S', events: 3, total: 9 }] });
    expect(readInput(text)).toEqual({ kind: 'proportion', studies: [{ label: 'S', events: 3, total: 9 }] });
  });

  test.each([
    ['{', 'not JSON'],
    ['{"kind": "survival", "studies": []}', '"kind" of the input'],
    ['{"kind": "proportion", "studies": []}', '"studies" of the input'],
    ['{"kind": "proportion", "studies": [{"label": "S", "events": 5, "total": 4}]}', 'more events than the total'],
    ['{"kind": "proportion", "studies": [{"label": "S", "events": 2.5, "total": 4}]}', '"studies.0.events"'],
    ['{"kind": "table2x2", "studies": [{"label": "S", "ai": 0, "bi": 0, "ci": 1, "di": 2}]}', 'groups is empty'],
  ])('%s is refused with the place', (text, words) => {
    expect(() => readInput(text)).toThrow(words);
  });

  test('studies without years or groups leave out what needs them', () => {
    const studies = [
      { label: 'S', events: 3, total: 9 },
      { label: 'T', events: 5, total: 12 },
    ];
    const results = synthesizeFile({ kind: 'proportion', studies });
    expect(Object.keys(results)).toContain('leave_one_out');
    expect(Object.keys(results)).not.toContain('cumulative');
    expect(Object.keys(results)).not.toContain('subgroups');
  });

  test('a table without a single event refuses its ratios by name and keeps its difference', () => {
    const studies = [
      { label: 'S', ai: 0, bi: 9, ci: 0, di: 7 },
      { label: 'T', ai: 0, bi: 4, ci: 0, di: 8 },
    ];
    const results = synthesizeFile({ kind: 'table2x2', studies });
    expect(results.mantel_haenszel).toMatchObject({
      OR: { b: null, ci: [null, null], CMH: null, reason: 'no events in one of the groups' },
      RD: { b: 0 },
    });
    expect(results.peto).toEqual({ error: 'not estimable: no events in one of the groups' });
    expect(JSON.stringify(results)).not.toContain('NaN');
  });
});
