import type { Annotator } from '../domain/codebook.ts';
import { loadRuleSet } from '../tagging/ruleSet.ts';
import { createTagger, type Tagger } from '../tagging/tagger.ts';

/** A tagger together with the name under which its statements are kept. */
export interface RuleTagger extends Pick<Tagger, 'tag'> {
  annotator: Annotator;
}

/** The tagger of the protocol's rule set. */
export function createRuleTagger(folder: string): RuleTagger {
  const rules = loadRuleSet(folder);
  return { ...createTagger(rules), annotator: { kind: 'rules', name: rules.name, version: rules.version } };
}
