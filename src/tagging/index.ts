/** Tagging: the texts of a record in, what the rules of the protocol say of it out. Pure but for `loadRuleSet`. */
export { diffTags, type TagDifference } from './diffTags.ts';
export type { FollowUp, ResorptionFigure, Sample } from './figures.ts';
export { loadRuleSet, type RuleSet } from './ruleSet.ts';
export { createTagger, type TaggedRecord, type Tagger } from './tagger.ts';
export type { Hints } from './terms.ts';
