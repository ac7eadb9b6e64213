import type { FactorHit, Reasoned } from './comparisons.ts';
import { readNumbers } from './numbers.ts';
import type { ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';
import { signName } from './signName.ts';
import type { Tie } from './tie.ts';

/** What a sentence says of a factor, as far as rules can read it. */
export interface Statement {
  predictor: PredictorRules['predictors'][number];
  sentence: ReadSentence;
  hits: readonly FactorHit[];
  tie: Tie;
  /** Which way the factor points by this sentence, if it is tied to the outcome at all. */
  read: Reasoned;
  /** Factors that the sentence names. */
  named: number;
  /** The title names this value and claims nothing of it: by it the subjects were selected. */
  isSelected: boolean;
  /** Only a sentence of candidates or of denials would name the factor in such words. */
  isBare: boolean;
  /** All that was adjusted for or matched by. */
  isAdjusted: boolean;
  /** Named by the sentence before only, and come back to by a pronoun. */
  isCarried: boolean;
  /** The first or the last sentence of its text. */
  place: 'first' | 'last' | undefined;
}

/**
 * The signs of a statement by name, to be weighed for and against tagging the factor and each way it may point. Lists
 * of cues are signs too, and are looked up where they are weighed.
 */
export function signsOf(statement: Statement, design: string): string[] {
  const { predictor, sentence, hits, tie, read, named, isSelected, isBare, isAdjusted, isCarried, place } = statement;
  const signs = [
    signName('factor', predictor.id),
    signName('design', design),
    signName('voice', tie.voice),
    signName('section', sentence.isTitle ? 'title' : (sentence.section ?? 'none')),
    signName(tie.isTied || tie.goesOn ? 'read' : 'untied', read.direction),
  ];
  if (read.isCompared) signs.push('compared');
  if (read.isCompared && (tie.isTied || tie.goesOn)) signs.push(signName('said', read.direction));
  if (read.isMeasured) signs.push(signName('measured', read.direction));
  if (tie.topic) signs.push(signName('topic', tie.topic));
  if (tie.isOfOutcome) signs.push('record of the outcome');
  if (tie.gate.isWhole) signs.push('whole record');
  if (tie.gate.isTitled) signs.push('titled');
  if (tie.isTied) signs.push('tied');
  if (tie.namesIt) signs.push('names the outcome');
  if (tie.isOutcome) signs.push('of the outcome');
  if (tie.goesOn) signs.push('goes on');
  if (tie.isCandidate) signs.push('candidates');
  if (tie.course < 0) signs.push('reverse course');
  if (tie.comparisonsOnly) signs.push('one case');
  signs.push(...signsOfHits(hits));
  if (named > 1) signs.push('other factors');
  if (named > 2) signs.push('many factors');
  if (isSelected) signs.push('selected by it');
  if (isBare) signs.push('bare');
  if (isAdjusted) signs.push('adjusted for');
  if (isCarried) signs.push('carried');
  if (place) signs.push(place);
  const numbers = readNumbers(sentence);
  if (numbers.length === 0) signs.push('no figure');
  if (numbers.length > 1) signs.push('figures');
  if (numbers.some(({ isPercent }) => isPercent)) signs.push('percent');
  return signs;
}

function signsOfHits(hits: readonly FactorHit[]): string[] {
  const signs: string[] = [];
  const values = hits.filter(({ isValue }) => isValue);
  const isMore = values.some(({ value }) => value > 0);
  const isLess = hits.some(({ value }) => value < 0);
  if (values.length > 0) signs.push('value');
  if (values.length === hits.length) signs.push('values only');
  if (isMore) signs.push('more');
  if (isLess) signs.push('less');
  if (isLess && hits.some(({ value }) => value > 0)) signs.push('both values');
  if (hits.length > 1) signs.push('named again');
  return signs;
}

/** Every sign there can be, for rules to be checked against. */
export function knownSigns(predictors: readonly string[], designs: readonly string[]): string[] {
  return [
    ...predictors.map((id) => `factor ${id}`),
    ...designs.map((id) => `design ${id}`),
    ...['own', 'observer', 'review'].map((voice) => `voice ${voice}`),
    ...['title', 'none', 'background', 'objective', 'methods', 'results', 'conclusion'].map((id) => `section ${id}`),
    ...['favours', 'against', 'no association', 'discusses'].flatMap((way) => [`read ${way}`, `untied ${way}`]),
    // What is compared never leaves it open.
    ...['favours', 'against', 'no association'].flatMap((way) => [`said ${way}`, `measured ${way}`]),
    ...['outcome', 'other'].map((topic) => `topic ${topic}`),
    ...[
      'compared',
      'record of the outcome',
      'whole record',
      'titled',
      'tied',
      'names the outcome',
      'of the outcome',
      'goes on',
      'candidates',
    ],
    ...['reverse course', 'one case', 'value', 'values only', 'more', 'less', 'both values', 'named again'],
    ...['other factors', 'many factors', 'selected by it', 'bare', 'adjusted for', 'carried', 'first', 'last'],
    ...['no figure', 'figures', 'percent'],
  ];
}
