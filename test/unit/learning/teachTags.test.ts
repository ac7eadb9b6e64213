import { describe, expect, test } from '@jest/globals';
import { type TagMaterial, teachTags } from '../../../src/learning/tags/teachTags.ts';

const subjects = ['macrophage phagocytosis', 'vessel ingrowth', 'collagen breakdown'];
const tags = ['cells', 'vessels', 'matrix'];
const texts = Array.from({ length: 60 }, (_, at) => ({
  title: '',
  abstract: `Study ${at % 7} of ${subjects[at % 3]} in tissue ${at % 5}`,
}));
const records = [...texts.keys()];
/** Rules that know half of the first subject's records, all of the second's, and none of the third's. */
const ruled = [
  { tag: 'cells', records: records.filter((record) => record % 6 === 0) },
  { tag: 'vessels', records: records.filter((record) => record % 3 === 1) },
  { tag: 'matrix', records: [] },
  { tag: 'nerves', records: [] },
];
const settledOf = (count: number): TagMaterial['settled'] =>
  records.slice(0, count).map((record) => ({ record, tags: [tags[record % 3] as string] }));

describe('a lesson in tags', () => {
  const lesson = teachTags({ texts, ruled, settled: settledOf(45) });

  test('lets labels speak only for tags that they make better', () => {
    expect([...lesson.learned].sort()).toEqual(['cells', 'matrix']);
    expect(lesson.comparisons.map(({ tag }) => tag)).toEqual(['cells', 'vessels', 'matrix', 'nerves']);
    expect(new Set(lesson.suggested.map(({ tag }) => tag))).toEqual(new Set(['cells', 'matrix']));
  });

  test('suggests what no rule knows, and says who spoke', () => {
    const unseen = records.slice(45).filter((record) => record % 6 === 3);
    for (const record of unseen) {
      const own = lesson.suggested.find((each) => each.record === record && each.tag === 'cells');
      expect(own?.spoke[0]).toBe('labels');
      expect(own?.probability).toBeGreaterThan(0.5);
    }
    const matrix = lesson.suggested.filter(({ tag }) => tag === 'matrix').map(({ record }) => record);
    expect(matrix).toEqual(records.filter((record) => record % 3 === 2));
  });

  test('leaves everything to the rules while uses are few', () => {
    expect(teachTags({ texts, ruled, settled: [] })).toEqual({ comparisons: [], learned: [], suggested: [] });
    expect(teachTags({ texts, ruled, settled: settledOf(9) })).toEqual({ comparisons: [], learned: [], suggested: [] });
  });
});
