import type { LearningText } from '../featureBlock.ts';
import { buildFeatures } from '../features.ts';
import { type LatentPlaces, latentPlaces } from '../latent.ts';
import { indexByFeature, products, rowOf, type SparseRow, type SparseRows } from '../sparse.ts';
import { type TagSentences, tagSentences } from './sentences.ts';
import { tagFeatures } from './settings.ts';

/** How alike records are, by what tags are learned from. */
export interface TagSimilarities {
  records: number;
  /** Similarity of one record to every record, plus 1 for the constant that stands for the bias. */
  row(record: number): Float32Array;
  /** Likeness of every record to any words, such as a definition. */
  likeness(words: string): Float64Array;
  sentences: TagSentences;
}

/** Share of a similarity that comes from the words' company instead of the words themselves. */
const latentShare = 0.4;
const latentDimensions = 100;

/** Reads all records once; labelled or not, they say which words keep company. */
export function tagSimilarities(texts: readonly LearningText[]): TagSimilarities {
  const features = buildFeatures(texts, tagFeatures);
  const latent = latentPlaces(features.rows, latentDimensions);
  return {
    ...similaritiesOf(features.rows, latent, (words) => features.place({ title: words, abstract: '' })),
    sentences: tagSentences(texts, features, latent, latentShare),
  };
}

/** Rows are kept up to this many numbers in all (64 MB): the same records are asked for again and again. */
const mostKept = 16_000_000;

function similaritiesOf(
  rows: SparseRows,
  { dimensions, places }: LatentPlaces,
  place: (words: string) => SparseRow,
): Omit<TagSimilarities, 'sentences'> {
  const index = indexByFeature(rows);
  const kept = new Map<number, Float32Array>();
  const compute = (record: number) => {
    const row = products(index, rowOf(rows, record));
    const own = places.subarray(record * dimensions, (record + 1) * dimensions);
    for (let other = 0; other < rows.count; other++) {
      const start = other * dimensions;
      let latent = 0;
      for (let at = 0; at < dimensions; at++) latent += (own[at] as number) * (places[start + at] as number);
      row[other] = (1 - latentShare) * (row[other] as number) + latentShare * latent + 1;
    }
    return row;
  };
  return {
    records: rows.count,
    row(record) {
      const known = kept.get(record);
      if (known) return known;
      const row = compute(record);
      if ((kept.size + 1) * rows.count <= mostKept) kept.set(record, row);
      return row;
    },
    likeness: (words) => Float64Array.from(products(index, place(words))),
  };
}
