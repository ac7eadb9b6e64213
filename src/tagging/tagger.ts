import type { Annotation } from '../domain/codebook.ts';
import type { RecordText } from '../domain/recordText.ts';
import {
  type FollowUp,
  type ResorptionFigure,
  readFollowUp,
  readResorption,
  readSample,
  type Sample,
} from './figures.ts';
import { readMechanisms } from './mechanisms.ts';
import { createRecordOpener } from './openRecord.ts';
import { readPredictors } from './predictors.ts';
import type { RuleSet } from './ruleSet.ts';
import { type Hints, readSpecies, readTerms } from './terms.ts';
import { createChooser, createJudge } from './verdicts.ts';

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
  const open = createRecordOpener(ruleSet);
  const { terms, figures } = ruleSet;
  const reader = {
    ...ruleSet,
    mechanismJudge: createJudge(ruleSet.mechanismWeights),
    predictorJudge: createJudge(ruleSet.predictorWeights),
    directionJudge: createChooser(ruleSet.directionWeights),
  };
  return {
    name: ruleSet.name,
    version: ruleSet.version,
    tag(texts, hints = {}) {
      const { reading, gate, design, voice } = open(texts, hints);
      return {
        annotations: [
          ...readMechanisms(reading, gate, voice, reader),
          ...readPredictors(reading, gate, voice, design.value, reader),
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
