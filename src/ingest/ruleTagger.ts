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

/** The same, its rules read when they are first needed: most who may import never do, and reading takes a while. */
export function ruleTaggerWhenNeeded(folder: string): RuleTagger {
  let read: RuleTagger | null = null;
  const tagger = (): RuleTagger => {
    read ??= createRuleTagger(folder);
    return read;
  };
  return {
    get annotator() {
      return tagger().annotator;
    },
    tag: (...asked) => tagger().tag(...asked),
  };
}
