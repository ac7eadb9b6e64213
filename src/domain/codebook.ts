/**
 * The words in which evidence is coded. The mechanisms and predictors themselves are data of the protocol;
 * what is fixed here is how any of them is attached to a record.
 */

/** What is being coded about a record. */
export const tagKinds = [
  'mechanism',
  'predictor',
  'design',
  'species',
  'imaging',
  'treatment',
  'outcome',
  'level',
] as const;
export type TagKind = (typeof tagKinds)[number];

/** How a record stands to a mechanism. */
export const stances = ['supports', 'discusses', 'contradicts'] as const;
export type Stance = (typeof stances)[number];

/** Which way a predictor points: always for *more* of the factor. */
export const directions = ['favours', 'against', 'no association', 'discusses'] as const;
export type Direction = (typeof directions)[number];

/**
 * Where a tag's evidence stands: a text of the record. `summary.en` and `summary.zh` are the catalog's own
 * summaries; `abstract` is the source's abstract; `abstract.<language>` one of its other abstracts.
 */
export type TextField = 'title' | 'vernacularTitle' | 'abstract' | `abstract.${string}` | `summary.${string}`;

/** The words a tag rests on. `start` and `end` are UTF-16 offsets into the text of `field`, end exclusive. */
export interface EvidenceSpan {
  field: TextField;
  start: number;
  end: number;
  text: string;
}

/** Who says so. */
export const annotatorKinds = ['rules', 'library', 'person'] as const;
export type AnnotatorKind = (typeof annotatorKinds)[number];

export interface Annotator {
  kind: AnnotatorKind;
  /** Name of the rule set, of the library, or of the account. */
  name: string;
  /** Version of the rule set or library; empty for a person. */
  version: string;
}

/** One statement about one record: the tag, how the record stands to it, and the words it rests on. */
export interface Annotation {
  kind: TagKind;
  /** Id of the mechanism, predictor, design, ... */
  value: string;
  /** A stance for mechanisms, a direction for predictors, null for the rest. */
  stance: Stance | Direction | null;
  /** 0..1, deterministic; null where a person or the library decided. */
  score: number | null;
  /** Why, in words: the rule that fired for each piece of evidence, or the annotator's reason. */
  basis: string | null;
  evidence: EvidenceSpan[];
}

/** Parts what the rules found at each piece of evidence of a tag, in the order of the evidence. */
export const reasonSeparator = ' | ';
