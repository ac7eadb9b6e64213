import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../src/learning/random.ts';
import { ridgeSystem } from '../../../src/learning/ridge.ts';
import { bestSentences } from '../../../src/learning/tags/bestSentences.ts';
import { modelOf, scoreOf, similaritiesAmong } from '../../../src/learning/tags/points.ts';
import { regressTags } from '../../../src/learning/tags/regressions.ts';
import { tagSimilarities } from '../../../src/learning/tags/similarities.ts';

const random = createRandom(11);
const filler = ['tissue', 'cells', 'patients', 'level', 'donor', 'sample', 'group', 'grade', 'signal', 'culture'];
const said = 'Vessels grew into the annulus.';
const carries = (record: number) => record % 2 === 0;
/** Seven sentences of which one, at a place by chance, says what the tag is about, or nothing. */
const texts = Array.from({ length: 40 }, (_, record) => {
  const sentences = Array.from({ length: 6 }, () => {
    const words = Array.from({ length: 8 }, () => filler[random.below(filler.length)]);
    return `The ${words.join(' ')}.`;
  });
  sentences.splice(random.below(7), 0, carries(record) ? said : 'Nothing of note was seen there.');
  return { title: '', abstract: sentences.join(' ') };
});
const similarities = tagSimilarities(texts);
const { sentences, records, starts } = similarities.sentences;
const members = [...texts.keys()].slice(0, 24);
const among = (kept: readonly number[]) => kept.map((record) => Float64Array.from(kept, at(similarities.row(record))));
const target = (kept: readonly number[]) => Float64Array.from(kept, (record) => (carries(record) ? 1 : -1));

function at(row: Float32Array) {
  return (record: number) => row[record] as number;
}

describe('sentences', () => {
  test('are those of the text; a record without a text has an empty one', () => {
    expect(Array.from(starts.subarray(0, 3))).toEqual([0, 7, 14]);
    const none = tagSimilarities([...texts, { title: '', abstract: '' }, { title: 'A title', abstract: '' }]).sentences;
    expect(Array.from(none.starts.subarray(40))).toEqual([280, 281, 282]);
    expect(none.sentences.rows.starts[281]).toBe(none.sentences.rows.starts[280]);
  });

  test('are as like themselves as records are', () => {
    const own = similaritiesAmong(sentences, [0, 9]);
    expect(own[0]?.[0]).toBeCloseTo(2, 5);
    expect(own[0]?.[1]).toBe(own[1]?.[0]);
  });

  test('are judged as if their own record had not been learned from', () => {
    const system = ridgeSystem(among(members), 0.5);
    const [best] = bestSentences(similarities.sentences, members, system, [system.fit(target(members))]);
    for (const left of members) {
      const rest = members.filter((record) => record !== left);
      const model = modelOf(records, rest, ridgeSystem(among(rest), 0.5).fit(target(rest)).influences);
      const scores = Array.from({ length: 7 }, (_, place) =>
        scoreOf(model, sentences, (starts[left] as number) + place),
      );
      expect(best?.score[left]).toBeCloseTo(Math.max(...scores), 6);
      expect(best?.sentence[left]).toBe((starts[left] as number) + scores.indexOf(Math.max(...scores)));
    }
  });

  test('that say what a tag is about are found, and set its records apart', () => {
    const system = ridgeSystem(among(members), 0.5);
    const [best] = bestSentences(similarities.sentences, members, system, [system.fit(target(members))]);
    const unseen = [...texts.keys()].slice(24);
    for (const record of unseen.filter(carries)) {
      const place = texts[record]?.abstract.split(/(?<=\.) /).indexOf(said) as number;
      expect(best?.sentence[record]).toBe((starts[record] as number) + place);
    }
    const [learned] = regressTags(similarities, members, [members.map(carries)], 0.5);
    const gap = (scores: Float64Array) => {
      const by = (kept: boolean) =>
        unseen.filter((record) => carries(record) === kept).map((at) => scores[at] as number);
      return Math.min(...by(true)) - Math.max(...by(false));
    };
    const [byRecords, byThemselves] = learned?.sentences ?? [];
    expect(byRecords && gap(byRecords.everywhere)).toBeGreaterThan(0);
    // The targets are 1 and -1.
    expect(byThemselves && gap(byThemselves.everywhere)).toBeGreaterThan(1);
  });

  test('teach nothing where all labels are alike', () => {
    const [learned] = regressTags(similarities, members, [members.map(() => false)], 0.5);
    expect(learned?.sentences[1].everywhere.every((score) => score === 0)).toBe(true);
    expect(learned?.sentences[1].leftOut).toHaveLength(members.length);
  });
});
