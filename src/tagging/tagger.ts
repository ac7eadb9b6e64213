import type { Annotation } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';
import { compileCues } from './compileCues.ts';
import { createDesignReader } from './designs.ts';
import {
  type FollowUp,
  type ResorptionFigure,
  readFollowUp,
  readResorption,
  readSample,
  type Sample,
} from './figures.ts';
import { mayBeOfSubject, readGate } from './gate.ts';
import { readMechanisms } from './mechanisms.ts';
import { readPredictors } from './predictors.ts';
import { type Reading, RecordReader } from './reading.ts';
import type { Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';
import { type Hints, readSpecies, readTerms } from './terms.ts';

/** All that the rules say of one record. Every evidence span is an exact substring of the text it names. */
export interface TaggedRecord {
  annotations: Annotation[];
  sample: Sample | null;
  followUp: FollowUp | null;
  resorption: ResorptionFigure[];
}

export interface Tagger {
  /** Name and version of the rules, to be kept with every annotation. */
  readonly name: string;
  readonly version: string;
  /** Tags one record: a pure function of its texts, in any number and order of fields, and of the hints. */
  tag(texts: readonly RecordText[], hints?: Hints): TaggedRecord;
}

/**
 * A tagger by the rules of a rule set. Compile once, use for every record: the cost of a record is linear in the
 * length of its texts.
 *
 * @throws {ProtocolError} for a cue that cannot be read.
 */
export function createTagger(ruleSet: RuleSet): Tagger {
  const readingRules = { ...compileCues(ruleSet), clauseEnds: ruleSet.clauseEnds, sections: ruleSet.sections };
  const { terms, figures } = ruleSet;
  const readDesign = createDesignReader({ designs: terms.designs, ...ruleSet.designWeights });
  return {
    name: ruleSet.name,
    version: ruleSet.version,
    tag(texts, hints = {}) {
      const reader = new RecordReader(texts, readingRules);
      const { reading } = reader;
      if (mayBeOfSubject(reading, ruleSet.mechanisms)) reader.readClosely();
      const gate = readGate(reading, ruleSet.mechanisms, ruleSet.modifiers);
      const { design, voice: spoken } = readDesign(reading, hints);
      const voice = heardVoice(spoken, reading, ruleSet);
      return {
        annotations: [
          ...readMechanisms(reading, gate, voice, ruleSet),
          ...readPredictors(reading, gate, voice, design.value, ruleSet),
          design,
          readSpecies(reading, terms, hints, gate.isOpen),
          ...readTerms(reading, terms.imaging, 'imaging'),
          ...readTerms(reading, terms.treatments, 'treatment'),
          ...readTerms(reading, terms.outcomes, 'outcome'),
          ...readTerms(reading, terms.levels, 'level'),
        ],
        sample: readSample(reading, design.value, figures),
        followUp: readFollowUp(reading, figures),
        resorption: gate.isOpen ? readResorption(reading, figures) : [],
      };
    },
  };
}

/** A study that was classed by its course but shows its own data on the tissue speaks of its own. */
function heardVoice(spoken: Voice, reading: Reading, { mechanisms }: RuleSet): Voice {
  return spoken === 'observer' && mechanisms.gate.ownVoice.some((list) => reading.lists.has(list)) ? 'own' : spoken;
}
