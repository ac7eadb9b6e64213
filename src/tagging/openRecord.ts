import type { Annotation } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';
import { compileCues } from './compileCues.ts';
import { createDesignReader } from './designs.ts';
import { type Gate, mayBeOfSubject, readGate } from './gate.ts';
import { type Reading, RecordReader } from './reading.ts';
import type { Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import type { Hints } from './terms.ts';

/** What all tags of a record are read from. */
export interface OpenRecord {
  reading: Reading;
  gate: Gate;
  design: Annotation;
  voice: Voice;
}

/** Opens records: a pure function of their texts and hints. */
export type RecordOpener = (texts: readonly RecordText[], hints: Hints) => OpenRecord;

/**
 * Compiles what records are opened with.
 *
 * @throws {ProtocolError} for a cue that cannot be read.
 */
export function createRecordOpener(ruleSet: RuleSet): RecordOpener {
  const rules = { ...compileCues(ruleSet), clauseEnds: ruleSet.clauseEnds, sections: ruleSet.sections };
  const readDesign = createDesignReader({ designs: ruleSet.terms.designs, ...ruleSet.designWeights });
  return (texts, hints) => {
    const reader = new RecordReader(texts, rules);
    const { reading } = reader;
    if (mayBeOfSubject(reading, ruleSet.mechanisms)) reader.readClosely();
    const gate = readGate(reading, ruleSet.mechanisms, ruleSet.modifiers);
    const { design, voice } = readDesign(reading, hints);
    return { reading, gate, design, voice: heardVoice(voice, reading, ruleSet) };
  };
}

/** A study that was classed by its course but shows its own data on the tissue speaks of its own. */
function heardVoice(spoken: Voice, reading: Reading, { mechanisms }: RuleSet): Voice {
  return spoken === 'observer' && mechanisms.gate.ownVoice.some((list) => reading.lists.has(list)) ? 'own' : spoken;
}
