import { splitSentences } from '../../text/sentences.ts';
import type { LearningText } from '../featureBlock.ts';
import type { Features } from '../features.ts';
import type { LatentPlaces } from '../latent.ts';
import { rowOf, type SparseRow, sparseRows, squaredLength } from '../sparse.ts';
import type { Points } from './points.ts';

/** The sentences of all records, and the records by what sentences share with them: words and their company. */
export interface TagSentences {
  /** Record r has the sentences from `starts[r]` up to `starts[r + 1]`: at least one, be it empty. */
  starts: Uint32Array;
  sentences: Points;
  records: Points;
}

/**
 * Reads the texts by sentence: what gives a record its tag is often said in one of them, and drowned in the whole.
 * The pieces of a sentence's words help to find its company, and are then let go of: they would take ten times the
 * memory, and add nothing to its words.
 *
 * @param latentShare of a similarity that comes from the words' company
 */
export function tagSentences(
  texts: readonly LearningText[],
  { rows, place, firstBlockEnd }: Features,
  latent: LatentPlaces,
  latentShare: number,
): TagSentences {
  const starts = new Uint32Array(texts.length + 1);
  const found: { words: SparseRow; company: Float32Array }[] = [];
  const wordsOf = (row: SparseRow) => atLength(firstColumns(row, firstBlockEnd), 1 - latentShare);
  texts.forEach((text, record) => {
    for (const sentence of sentencesOf(text)) {
      const row = place({ title: '', abstract: sentence });
      found.push({ words: wordsOf(row), company: latent.placeOf(row) });
    }
    starts[record + 1] = found.length;
  });
  const sentencePlaces = new Float32Array(found.length * latent.dimensions);
  found.forEach(({ company }, at) => {
    sentencePlaces.set(company, at * latent.dimensions);
  });
  const points = (count: number, wordsAt: (at: number) => SparseRow, places: Float32Array): Points => ({
    rows: sparseRows(count, firstBlockEnd, wordsAt),
    dimensions: latent.dimensions,
    places: places.map((value) => value * Math.sqrt(latentShare)),
  });
  return {
    starts,
    sentences: points(found.length, (at) => found[at]?.words as SparseRow, sentencePlaces),
    records: points(rows.count, (record) => wordsOf(rowOf(rows, record)), latent.places),
  };
}

function sentencesOf({ title, abstract }: LearningText): string[] {
  const parts = [title, abstract].flatMap((text) =>
    splitSentences(text).map(({ start, end }) => text.slice(start, end)),
  );
  return parts.length > 0 ? parts : [''];
}

function firstColumns(row: SparseRow, features: number): SparseRow {
  const kept = row.features.flatMap((feature, at) => (feature < features ? [at] : []));
  return {
    features: kept.map((at) => row.features[at] as number),
    values: kept.map((at) => row.values[at] as number),
    rest: 0,
  };
}

function atLength(row: SparseRow, squared: number): SparseRow {
  const length = squaredLength(row);
  const scale = length === 0 ? 0 : Math.sqrt(squared / length);
  return { ...row, values: row.values.map((value) => value * scale), rest: row.rest * scale * scale };
}
