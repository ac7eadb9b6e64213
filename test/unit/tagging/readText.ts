import { CueIndex } from '../../../src/tagging/cueIndex.ts';
import { expandCue } from '../../../src/tagging/patterns.ts';
import { type ReadSentence, RecordReader } from '../../../src/tagging/reading.ts';
import type { SectionRules } from '../../../src/tagging/ruleSchema.ts';
import { Vocabulary } from '../../../src/tagging/vocabulary.ts';

/** Cues of the test's own by list; the list `clause-end` ends clauses. */
export type Cues = Record<string, readonly string[]>;

/** The sentences of a text as readers see them, with cues of the test's own, whatever the rules of the protocol are. */
export function readText(text: string, cues: Cues = {}, sections: SectionRules['sections'] = []): ReadSentence[] {
  const vocabulary = new Vocabulary();
  const index = new CueIndex(vocabulary);
  const noLists = (list: string): never => {
    throw new Error(`There is no list "${list}" here.`);
  };
  for (const [list, ofList] of Object.entries(cues))
    for (const cue of ofList) for (const sequence of expandCue(cue, noLists)) index.add(list, sequence);
  const nothing = { index: new CueIndex(vocabulary), exceptions: new Map() };
  const reader = new RecordReader([{ field: 'abstract', language: 'en', text }], {
    vocabulary,
    survey: { index, exceptions: new Map() },
    rest: nothing,
    clauseEnds: 'clause-end',
    sections: { sections },
  });
  reader.readClosely();
  return [...reader.reading.sentences];
}

/** The same of a text of one sentence. */
export function readSentence(text: string, cues: Cues = {}): ReadSentence {
  const [sentence, ...others] = readText(text, cues);
  if (!sentence || others.length > 0) throw new Error(`One sentence is meant: "${text}"`);
  return sentence;
}
