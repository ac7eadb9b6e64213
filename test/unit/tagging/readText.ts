import type { RecordText } from '../../../src/domain/recordText.ts';
import { CueIndex } from '../../../src/tagging/cueIndex.ts';
import { expandCue } from '../../../src/tagging/patterns.ts';
import { type CueLayer, type Reading, type ReadSentence, RecordReader } from '../../../src/tagging/reading.ts';
import type { SectionRules } from '../../../src/tagging/ruleSchema.ts';
import { Vocabulary } from '../../../src/tagging/vocabulary.ts';

/** Cues of the test's own by list; the list `clause-end` ends clauses. */
export type Cues = Record<string, readonly string[]>;

/** A record as readers see it, with cues of the test's own, whatever the rules of the protocol are. */
export function readRecord(
  texts: readonly RecordText[],
  cues: Cues = {},
  sections: SectionRules['sections'] = [],
  exceptions: CueLayer['exceptions'] = new Map(),
): Reading {
  const vocabulary = new Vocabulary();
  const index = new CueIndex(vocabulary);
  const noLists = (list: string): never => {
    throw new Error(`There is no list "${list}" here.`);
  };
  for (const [list, ofList] of Object.entries(cues))
    for (const cue of ofList) for (const sequence of expandCue(cue, noLists)) index.add(list, sequence);
  const nothing = { index: new CueIndex(vocabulary), exceptions: new Map() };
  const reader = new RecordReader(texts, {
    vocabulary,
    survey: { index, exceptions },
    rest: nothing,
    clauseEnds: 'clause-end',
    sections: { sections },
  });
  reader.readClosely();
  return reader.reading;
}

/** A title and an abstract; an empty title is left out. */
export function titled(title: string, abstract: string): RecordText[] {
  const texts: RecordText[] = [
    { field: 'title', language: 'en', text: title },
    { field: 'abstract', language: 'en', text: abstract },
  ];
  return texts.filter(({ text }) => text !== '');
}

/** The sentences of an abstract. */
export function readText(text: string, cues: Cues = {}, sections: SectionRules['sections'] = []): ReadSentence[] {
  return [...readRecord(titled('', text), cues, sections).sentences];
}

/** The same of an abstract of one sentence. */
export function readSentence(text: string, cues: Cues = {}): ReadSentence {
  const [sentence, ...others] = readText(text, cues);
  if (!sentence || others.length > 0) throw new Error(`One sentence is meant: "${text}"`);
  return sentence;
}
