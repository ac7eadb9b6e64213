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
 * Sentences are read by words alone; their pieces would take ten times the memory and were found to add nothing.
 *
 * @param latentShare of a similarity that comes from the words' company
 */
export function tagSentences(
  texts: readonly LearningText[],
  { rows, firstBlock }: Features,
  latent: LatentPlaces,
  latentShare: number,
): TagSentences {
  const starts = new Uint32Array(texts.length + 1);
  const found: SparseRow[] = [];
  texts.forEach((text, record) => {
    for (const sentence of sentencesOf(text))
      found.push(atLength(firstBlock.place({ title: '', abstract: sentence }), 1 - latentShare));
    starts[record + 1] = found.length;
  });
  const sentenceRows = sparseRows(found.length, firstBlock.features, (at) => found[at] as SparseRow);
  const wordRows = sparseRows(rows.count, firstBlock.features, (record) =>
    atLength(firstColumns(rowOf(rows, record), firstBlock.features), 1 - latentShare),
  );
  const points = (own: typeof sentenceRows, places: Float32Array): Points => ({
    rows: own,
    dimensions: latent.dimensions,
    places: places.map((place) => place * Math.sqrt(latentShare)),
  });
  return {
    starts,
    sentences: points(sentenceRows, latent.placesOf(sentenceRows)),
    records: points(wordRows, latent.places),
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
