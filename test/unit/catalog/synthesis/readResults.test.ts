import { describe, expect, test } from '@jest/globals';
import { figureSentence } from '../../../../src/catalog/synthesis/figureSentence.ts';
import { createResultReader, readResults } from '../../../../src/catalog/synthesis/readResults.ts';
import type { SynthesisRow } from '../../../../src/store/synthesisRows.ts';
import { protocol } from '../../../support/libraryStore.ts';

const reader = createResultReader(protocol.synthesis);

function row(change: Partial<SynthesisRow> = {}): SynthesisRow {
  return {
    resultId: 1,
    recordId: 1,
    recordKey: 'pmid:1000001',
    year: 2001,
    title: 'A study of sample herniations and what became of them',
    designs: 'prospective-cohort',
    followUpMonths: 12,
    followUpNote: null,
    screening: 'included',
    retracted: 0,
    withdrawn: 0,
    group: 'all',
    events: 10,
    total: 20,
    percent: 50,
    definition: 'any decrease in size',
    countBasis: 'stated',
    note: null,
    use: 'candidate',
    ...change,
  };
}

const read = (rows: readonly SynthesisRow[], firstAuthor: string | null = 'Sample') =>
  readResults(rows, protocol.synthesis, () => ({ firstAuthor, texts: [] }));

describe('the protocol reads', () => {
  test.each([
    ['bulge', 'type', 'bulge'],
    ['protrusion (focal)', 'type', 'protrusion'],
    ['migrating (extruded)', 'type', 'extrusion'],
    ['sequestration (free fragment)', 'type', 'sequestration'],
    ['extrusion, complete', 'type', 'extrusion'],
    ['subligamentous', 'type', 'subligamentous'],
    ['transligamentous', 'type', 'transligamentous'],
    ['extrusion+sequestration', 'mixed', null],
    ['all (giant)', 'whole', null],
    ['herniation (excluding bulge)', 'other', null],
    ['with Modic changes', 'other', null],
    ['overall', 'other', null],
  ])('group "%s" as %s %s', (group, scope, type) => {
    expect(reader.scope(group)).toEqual({ scope, type });
  });

  test.each([
    ['all', 'partial or complete resolution on repeat CT', 'any'],
    ['all', 'reduced in size or completely resolved', 'any'],
    ['all', 'reduced or disappeared within 1 year', 'any'],
    ['all', 'complete disappearance', 'complete'],
    ['all', 'total resolution on repeat MRI', 'complete'],
    ['sequestration, complete', null, 'complete'],
    ['all', 'herniation no longer visible', 'complete'],
    ['extrusion', 'near-complete resolution', 'marked'],
    ['all, >=50%', 'resorption rate of at least 50%', 'at-least-50'],
    ['all (ruptured)', 'resorption rate above 50% of protrusion volume', 'at-least-50'],
    ['all', 'reduction of the herniation by more than 30%', 'at-least-30'],
    ['all', 'dramatic resolution on repeat MR', 'marked'],
    ['all, marked', 'reduction of more than 70%', 'other'],
    ['reduction 25-50%', '25% <= reduction < 50%', 'other'],
    ['early resorption', 'early resorption (threshold not stated)', 'other'],
    ['all', 'decrease in size', 'any'],
    ['all', null, null],
    ['all', 'herniations and bulges together', null],
  ])('"%s" defined as "%s" as %s', (group, words, definition) => {
    expect(reader.definition(group, words)).toBe(definition);
  });

  test('bands of follow-up meet without gaps', () => {
    expect([0, 6, 6.1, 12, 24, 24.5, null].map((months) => reader.followUp(months))).toEqual([
      'to-6',
      'to-6',
      'to-12',
      'to-12',
      'to-24',
      'over-24',
      null,
    ]);
  });
});

describe('a result', () => {
  test('without a definition takes that of its study only where its study has one', () => {
    const part = row({ group: 'extrusion', definition: null });
    expect(read([row(), part])[1]).toMatchObject({ definition: 'any', definitionInherited: true });
    const both = [row(), row({ definition: 'complete disappearance' }), part];
    expect(read(both)[2]).toMatchObject({ definition: null });
    const elsewhere = [row(), row({ recordId: 2, definition: null })];
    expect(read(elsewhere)[1]).toMatchObject({ definition: null });
    const unpoolable = [row({ definition: 'reduction of more than 70%' }), part];
    expect(read(unpoolable)[1]).toMatchObject({ definition: null });
  });

  test('is marked by the words of its group, and by what the protocol says of its study', () => {
    const [giant, operated] = read([
      row({ group: 'all (giant)' }),
      row({ recordId: 2, recordKey: 'LOCAL:bush-1992-natural-history-sciatica-associated-with' }),
    ]);
    expect(giant).toMatchObject({ selected: true, operated: false, markReasons: {} });
    expect(operated).toMatchObject({ selected: false, operated: true });
    expect(operated?.markReasons.operated?.en).toMatch(/23 of 165/);
  });

  test.each([
    [{ screening: 'excluded' as const }, { isOutside: true, isSecondary: false }],
    [{ retracted: 1 as const }, { isOutside: true, isSecondary: false }],
    [{ withdrawn: 1 as const }, { isOutside: true, isSecondary: false }],
    [{ designs: 'meta-analysis' }, { isOutside: false, isSecondary: true }],
    [{ screening: 'unscreened' as const }, { isOutside: false, isSecondary: false }],
  ])('of a record with %j is %j', (change, expected) => {
    expect(read([row(change)])[0]).toMatchObject(expected);
  });

  test('is named by its first author, else by its title', () => {
    expect(read([row()])[0]?.label).toBe('Sample 2001');
    expect(read([row()], null)[0]?.label).toBe('“A study of sample…” 2001');
    expect(read([row({ title: 'Short title', year: null })], null)[0]?.label).toBe('“Short title”');
  });
});

describe('the sentence of a figure', () => {
  const text =
    'Seventy-two herniations were seen. It shrank in 25 of 72. Of these, 34.7% were large. Four vanished altogether.';
  const texts = [{ field: 'summary.en' as const, language: 'en', text }];
  const find = (events: number | null, total: number | null, percent: number | null) =>
    figureSentence({ events, total, percent }, texts)?.text ?? null;

  test.each([
    [25, 72, 34.72, 'It shrank in 25 of 72.'],
    [null, null, 34.72, 'Of these, 34.7% were large.'],
    [4, 72, 5.6, 'Four vanished altogether.'],
    [null, null, 35.2, null],
    [9, 55, 16.4, null],
    [null, 72, null, null],
  ])('%s of %s (%s%%) stands in: %s', (events, total, percent, sentence) => {
    expect(find(events, total, percent)).toBe(sentence);
  });

  test('numbers in words count, and the text preferred comes first', () => {
    const chinese = { field: 'summary.zh' as const, language: 'zh', text: '72 例中 25 例缩小。其余不变。' };
    const figures = { events: 25, total: 72, percent: null };
    expect(figureSentence(figures, [chinese, ...texts])).toMatchObject({ language: 'zh', text: '72 例中 25 例缩小。' });
    const words = [{ ...chinese, text: 'Twenty-five of seventy-two shrank.' }];
    expect(figureSentence(figures, words)?.text).toBe('Twenty-five of seventy-two shrank.');
  });

  test.each([
    [71, 111, 'It went in 64 of 84 herniations and in 7 of 27 bulges.', true],
    [49, 55, 'In 27 it vanished, in 22 it shrank and in 6 it stayed.', true],
    // One sum alone, or one that needs a count twice, is met by chance.
    [71, 111, 'It went in 64 of 90 herniations and in 7 of 27 bulges.', false],
    [49, 55, 'In 27 it vanished, in 22 it shrank.', false],
    [10, 15, 'In 5 it vanished, in 5 it stayed.', false],
  ])('%s of %s may stand in parts: %s', (events, total, sentence, isThere) => {
    const found = figureSentence({ events, total, percent: null }, [
      { ...texts[0], text: sentence } as (typeof texts)[0],
    ]);
    expect(found?.text ?? null).toBe(isThere ? sentence : null);
  });
});
