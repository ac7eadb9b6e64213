import type { RuleTagger } from '../../src/ingest/ruleTagger.ts';

/** A tagger that suggests nothing: for tests that are about something else. */
export const silentTagger: RuleTagger = {
  annotator: { kind: 'rules', name: 'silent', version: '0' },
  tag: () => ({ annotations: [], sample: null, followUp: null, resorption: [] }),
};
