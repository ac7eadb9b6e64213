import { describe, expect, test } from '@jest/globals';
import { emptyTagging, type TaggingAnswer } from '../../../../src/review/stages/tagging.ts';
import { changedForm } from '../../../../src/web/desk/evidenceButtons.ts';
import {
  changesTags,
  emptyJudgement,
  readJudgement,
  readSpan,
  screeningAnswer,
} from '../../../../src/web/desk/judgementForm.ts';

const text = 'Macrophages infiltrate. The herniation resorbs.';
const textOf = (field: string) => (field === 'abstract' ? text : null);
const read = (words: string) => readJudgement(new URLSearchParams(words), textOf);
const quote = { field: 'abstract' as const, start: 0, end: 23, text: 'Macrophages infiltrate.' };

describe('reading the form of a judgement', () => {
  test('a form in which nothing of the coding frame is filled in says no tags', () => {
    const empty = read('verdict=include&note=word&sampleN=&followUpMonths=&treatments=&predictor.age=').tagging;
    expect(empty).toEqual(emptyTagging);
    expect(changesTags(empty, emptyTagging)).toBe(false);
    expect(changesTags(read('designs=rct').tagging, emptyTagging)).toBe(true);
  });

  test('the same tags sent in another order, or as they are kept, change nothing', () => {
    const sent = read('designs=rct&designs=cohort&sampleN=31&treatments=traction%0D%0A+rest+%0D%0A%0D%0Arest').tagging;
    const kept: TaggingAnswer = {
      ...emptyTagging,
      sampleN: 31,
      designs: ['cohort', 'rct'],
      treatments: ['rest', 'traction'],
      note: 'kept with the tags',
    };
    expect(changesTags(sent, kept)).toBe(false);
    expect(changesTags(read('designs=cohort&sampleN=31').tagging, kept)).toBe(true);
  });

  test('a term is read with its position and the words its evidence stands on', () => {
    const form = read(
      'mechanism=inflammation&mechanism.inflammation=supports&mechanism.immune=supports' +
        '&evidence.mechanism.inflammation=abstract:0:23&evidence.mechanism.inflammation=abstract:0:23&predictor.age=positive',
    );
    expect(form.tagging.mechanisms).toEqual([{ id: 'inflammation', position: 'supports', evidence: [quote] }]);
    expect(form.tagging.predictors).toEqual([{ id: 'age', position: 'positive', evidence: [] }]);
  });

  test('evidence that names no place in the record has no words, so that the desk refuses it', () => {
    for (const word of ['abstract:9:9', 'summary.en:0:5', 'abstract', 'abstract:0:-3', ''])
      expect(readSpan(word, textOf).text).toBe('');
  });

  test('a number that is none is kept as none for the rules to refuse', () => {
    expect(read('sampleN=many').tagging.sampleN).toBeNaN();
  });

  test('a reason belongs to an exclusion only', () => {
    const form = { ...emptyJudgement, exclusionReason: 'wrong-topic', note: '' };
    expect(screeningAnswer({ ...form, verdict: 'exclude' })).toMatchObject({ exclusionReason: 'wrong-topic' });
    expect(screeningAnswer({ ...form, verdict: 'include' })).toMatchObject({ exclusionReason: null });
  });
});

describe('the buttons of a form without a script', () => {
  const press = (words: string, form = emptyJudgement) => changedForm(form, new URLSearchParams(words), textOf);

  test('“add” puts the marked sentence to a term and ticks it, once however often it is pressed', () => {
    const once = press('add=mechanism.inflammation&sentence=abstract:0:23');
    expect(once.tagging.mechanisms).toEqual([{ id: 'inflammation', position: 'supports', evidence: [quote] }]);
    expect(press('add=mechanism.inflammation&sentence=abstract:0:23', once)).toEqual(once);
    const other = press('add=predictor.age&sentence=abstract:24:47', once).tagging.predictors;
    expect(other).toMatchObject([{ id: 'age', evidence: [{ text: 'The herniation resorbs.' }] }]);
  });

  test('“remove” takes one sentence away and leaves the term ticked', () => {
    const once = press('add=mechanism.inflammation&sentence=abstract:0:23');
    const without = press('remove=evidence.mechanism.inflammation%3Dabstract:0:23', once);
    expect(without.tagging.mechanisms).toEqual([{ id: 'inflammation', position: 'supports', evidence: [] }]);
  });

  test('nothing marked, nowhere to put it, or no button: the form stays as it was', () => {
    for (const words of ['add=mechanism.inflammation', 'add=nothing&sentence=abstract:0:23', 'remove=x', ''])
      expect(press(words)).toBe(emptyJudgement);
  });
});
