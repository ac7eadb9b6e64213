import { wordGrams } from './analyse.ts';
import {
  blockRow,
  type FeatureBlock,
  forgetFolded,
  type LearnedBlock,
  type LearningText,
  learnBlock,
  placeInBlock,
} from './featureBlock.ts';
import { rowOf, type SparseRow, type SparseRows, sparseRows } from './sparse.ts';
import type { CountedTerms } from './vocabulary.ts';

export interface FeatureSettings {
  /** How often the title is read: twice means that its words weigh more. */
  titleTimes: number;
  blocks: readonly FeatureBlock[];
}

/** A word or word pair, as the text writes it, and what it adds. */
export interface WordWeight {
  word: string;
  weight: number;
}

/** Texts as points: rows of unit length, and the way to place any further text among them. */
export interface Features {
  rows: SparseRows;
  /** The row that a text would have. */
  place(text: LearningText): SparseRow;
  /** The terms of the first block have the columns before this one. */
  firstBlockEnd: number;
  /**
   * What each word and word pair of a record adds to its score, given a weight for every feature; in reading order.
   * Words of most records are left out: they explain nothing to a reader.
   */
  wordWeights(record: number, weights: Float64Array): WordWeight[];
}

/**
 * TF-IDF features (sublinear term frequency, smoothed inverse document frequency, every block of unit length before
 * its share is applied).
 *
 * Terms that stand in one record only cannot bring two records together; they are folded into the row's `rest`, which
 * leaves every product of two rows as it was. Those of `question` stay, so that the question meets the one record
 * that uses its rarest word.
 *
 * @param texts the records, in the order of the rows
 */
export function buildFeatures(
  texts: readonly LearningText[],
  settings: FeatureSettings,
  question?: LearningText,
): Features {
  const blocks: LearnedBlock[] = [];
  const countedByBlock: CountedTerms[][] = [];
  for (const blockSettings of settings.blocks) {
    const start = blocks.at(-1)?.end ?? 0;
    const { block, counted } = learnBlock(texts, blockSettings, settings.titleTimes, question, start);
    blocks.push(block);
    countedByBlock.push(counted);
  }
  const rows = sparseRows(texts.length, blocks.at(-1)?.end ?? 0, (record) =>
    joined(blocks.map((block, at) => blockRow(block, countedByBlock[at]?.[record] as CountedTerms))),
  );
  blocks.forEach(forgetFolded);

  return {
    rows,
    place: (text) => joined(blocks.map((block) => placeInBlock(block, text))),
    firstBlockEnd: blocks[0]?.end ?? 0,
    wordWeights(record, weights) {
      const row = rowOf(rows, record);
      const added = new Map(
        row.features.map((feature, at) => [feature, (row.values[at] as number) * (weights[feature] as number)]),
      );
      return blocks.flatMap((block) => wordsOf(block, texts[record] as LearningText, added));
    },
  };
}

/** The words of a text that are features of a block, each once, as written where it first stands. */
function wordsOf(block: LearnedBlock, text: LearningText, added: ReadonlyMap<number, number>): WordWeight[] {
  const { terms } = block.settings;
  if (terms.kind !== 'words') return [];
  const whole = `${text.title} ${text.abstract}`;
  const written = wordGrams(whole, false, terms.shortest, terms.longest);
  const found = new Map<number, WordWeight>();
  wordGrams(whole, terms.stemmed, terms.shortest, terms.longest).forEach((term, at) => {
    const number = block.vocabulary.numbers.get(term) ?? -1;
    if ((block.vocabulary.frequencies[number] ?? 0) > block.vocabulary.texts / 2) return;
    const column = block.columns[number];
    const weight = column === undefined ? undefined : added.get(column);
    if (weight !== undefined && !found.has(column as number)) {
      found.set(column as number, { word: written[at] as string, weight });
    }
  });
  return [...found.values()];
}

function joined(parts: readonly SparseRow[]): SparseRow {
  return {
    features: parts.flatMap((part) => part.features),
    values: parts.flatMap((part) => part.values),
    rest: parts.reduce((sum, part) => sum + part.rest, 0),
  };
}
