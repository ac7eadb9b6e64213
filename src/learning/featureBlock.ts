import { characterGrams, wordGrams } from './analyse.ts';
import type { SparseRow } from './sparse.ts';
import { type CountedTerms, countTerms, emptyVocabulary, learnTerms, type Vocabulary } from './vocabulary.ts';

/** What a record is read by. A missing text is the empty text. */
export interface LearningText {
  title: string;
  abstract: string;
}

/** One kind of term, weighted against the others. */
export interface FeatureBlock {
  terms:
    | { kind: 'words'; stemmed: boolean; shortest: number; longest: number }
    | { kind: 'characters'; shortest: number; longest: number };
  /** Share of a record's squared length that this block makes up; the blocks' shares should add to 1. */
  share: number;
  /** A term in fewer texts than this is dropped. */
  minimumTexts: number;
  /** A term in a larger share of the texts than this is dropped. */
  largestShare: number;
}

/** A block's terms as learned from the records. */
export interface LearnedBlock {
  settings: FeatureBlock;
  titleTimes: number;
  vocabulary: Vocabulary;
  /** Inverse document frequency by term number. */
  rarity: Float32Array;
  /** Column by term number; or `dropped`, or `folded` for a term of one record only. */
  columns: Int32Array;
  /** The first column after this block's. */
  end: number;
}

const dropped = -1;
const folded = -2;

export function occurrencesIn(text: LearningText, { terms }: FeatureBlock, titleTimes: number): string[] {
  const whole = `${`${text.title} `.repeat(titleTimes)}${text.abstract}`;
  return terms.kind === 'words'
    ? wordGrams(whole, terms.stemmed, terms.shortest, terms.longest)
    : characterGrams(whole, terms.shortest, terms.longest);
}

/**
 * Learns a block's terms from the records and numbers their columns from `start` on.
 *
 * @returns the block, and the counted terms of every record for `blockRow`
 */
export function learnBlock(
  texts: readonly LearningText[],
  settings: FeatureBlock,
  titleTimes: number,
  question: LearningText | undefined,
  start: number,
): { block: LearnedBlock; counted: CountedTerms[] } {
  const vocabulary = emptyVocabulary();
  const counted = texts.map((text) => learnTerms(vocabulary, occurrencesIn(text, settings, titleTimes)));
  const asked = question ? countTerms(vocabulary, occurrencesIn(question, settings, titleTimes)).terms : [];
  const kept = new Set(asked);
  const rarity = Float32Array.from(vocabulary.frequencies, (held) => Math.log((1 + texts.length) / (1 + held)) + 1);
  const columns = new Int32Array(rarity.length);
  let end = start;
  vocabulary.frequencies.forEach((held, term) => {
    if (held < settings.minimumTexts || held > settings.largestShare * texts.length) columns[term] = dropped;
    else if (held === 1 && !kept.has(term)) columns[term] = folded;
    else {
      columns[term] = end;
      end += 1;
    }
  });
  return { block: { settings, titleTimes, vocabulary, rarity, columns, end }, counted };
}

/** Lets go of the terms that have no column: four fifths of them, and of the memory. */
export function forgetFolded({ vocabulary, columns }: LearnedBlock): void {
  for (const [term, number] of vocabulary.numbers) {
    if ((columns[number] as number) < 0) vocabulary.numbers.delete(term);
  }
}

/** The row of any text in this block, by the terms still known. */
export function placeInBlock(block: LearnedBlock, text: LearningText): SparseRow {
  return blockRow(block, countTerms(block.vocabulary, occurrencesIn(text, block.settings, block.titleTimes)));
}

/** TF-IDF with sublinear term frequency; the squared length of the row is the block's share. */
export function blockRow({ settings, rarity, columns }: LearnedBlock, { terms, counts }: CountedTerms): SparseRow {
  const row: SparseRow = { features: [], values: [], rest: 0 };
  let length = 0;
  terms.forEach((term, at) => {
    const column = columns[term] as number;
    if (column === dropped) return;
    const value = (1 + Math.log(counts[at] as number)) * (rarity[term] as number);
    length += value * value;
    if (column === folded) {
      row.rest += value * value;
      return;
    }
    row.features.push(column);
    row.values.push(value);
  });
  if (length === 0) return row;
  const scale = Math.sqrt(settings.share / length);
  return { ...row, values: row.values.map((value) => value * scale), rest: row.rest * scale * scale };
}
