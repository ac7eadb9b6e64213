import { hitsOf } from './claims.ts';
import type { Gate } from './gate.ts';
import { readNumbers } from './numbers.ts';
import { casesOf } from './outcomeGroups.ts';
import { hasAny, opensWith, type Reading, type ReadSentence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';

/** What the sentences of a record are read with: the same for all of them. */
export interface Frame {
  rules: PredictorRules;
  voice: Voice;
  gate: Gate;
  /** The record speaks of the outcome. */
  isOfOutcome: boolean;
  /** It reports one case, which compares nothing. */
  comparisonsOnly: boolean;
  /** Lists of markers that stand for the outcome in the record's own tissue. */
  markers: readonly string[];
  /** Lists whose more or less is more or less of the outcome. */
  measures: readonly string[];
  /** The outcome of the cases, where it makes them cases. */
  cases: 1 | -1 | undefined;
  /** Lists of what is the reverse of the outcome, and of who did not have it. */
  reversed: readonly string[];
  /** Lists that say that there is no relation. */
  denials: readonly string[];
}

/** How a sentence is tied to the outcome. */
export interface Tie extends Frame {
  sentence: ReadSentence;
  /** The sentence before it. */
  before: ReadSentence | undefined;
  /** It names the outcome itself. */
  namesIt: boolean;
  /** It speaks of prediction: what it names are candidates. */
  isCandidate: boolean;
  isOutcome: boolean;
  /** It speaks of the outcome, or of a marker that stands for it. */
  isTied: boolean;
  /** A study of the outcome goes on about it without naming it. */
  goesOn: boolean;
  /** What the text was last about: the outcome or another one; in a record about the outcome it opens with it. */
  topic: 'outcome' | 'other' | undefined;
  /** The outcome of those to whom the sentence comes back by a pronoun. */
  again: 1 | -1 | undefined;
  /** -1 where what is spoken of is the reverse of the outcome: what persists, grows or is left. */
  course: 1 | -1;
}

/** Whether the record speaks of the outcome; a clinical study of prediction may call it otherwise. */
function isOfOutcome(reading: Reading, gate: Gate, voice: Voice, rules: PredictorRules): boolean {
  if (rules.outcome.some((list) => reading.lists.has(list))) return true;
  // A record of how often hernias come back "predicts" and "persists" too.
  if (!gate.isWhole && rules.otherOutcomes.some((list) => reading.titleLists.has(list))) return false;
  if (rules.reversed.some((list) => reading.lists.has(list))) return true;
  return voice !== 'own' && (gate.isWhole || rules.candidates.some((list) => reading.titleLists.has(list)));
}

/** What all sentences of a record are read with. */
export function frameOf(reading: Reading, gate: Gate, voice: Voice, design: string, rules: PredictorRules): Frame {
  // Markers stand for the outcome only in a record that ties one to it.
  const isMarked =
    voice === 'own' &&
    reading.sentences.some((sentence) => hasAny(sentence, rules.outcome) && hasAny(sentence, rules.proxies));
  const markers = isMarked ? [...rules.proxies, rules.markersAgain] : [];
  const measures = [...rules.outcome, ...rules.outcomeInTitled, ...markers];
  const isCaseControl = rules.outcomeGroups.caseControl.designs.includes(design);
  return {
    rules,
    voice,
    gate,
    isOfOutcome: isOfOutcome(reading, gate, voice, rules),
    comparisonsOnly: rules.comparisonsOnly.includes(design),
    markers,
    measures,
    cases: isCaseControl ? casesOf(reading.sentences, rules) : undefined,
    reversed: [...rules.reversed, rules.outcomeGroups.withoutOutcome],
    denials: rules.directions.flatMap(({ direction, lists }) => (direction === 'no association' ? lists : [])),
  };
}

/** How a sentence is tied to the outcome, by its own words or by going on about those of the one before. */
export function readTie(sentence: ReadSentence, before: Tie | undefined, frame: Frame): Tie {
  const { rules, gate, markers } = frame;
  const measuresIt = hasAny(sentence, rules.outcomeInTitled);
  const isCandidate = hasAny(sentence, rules.candidates);
  const isOfPatients = sentence.byList.has(rules.clinicalGroups);
  const isOther = isOfPatients || hasAny(sentence, rules.otherOutcomes);
  const goes = before !== undefined && before.sentence.field === sentence.field;
  const namesIt =
    hasAny(sentence, rules.outcome) ||
    hasAny(sentence, rules.reversed) ||
    (gate.isWhole && measuresIt) ||
    (frame.cases !== undefined && sentence.byList.has(rules.outcomeGroups.caseControl.controls));
  const topicBefore = goes ? before.topic : gate.isWhole && !sentence.isTitle ? 'outcome' : undefined;
  const isOutcome =
    namesIt ||
    (goes &&
      ((before.isOutcome && measuresIt && !isOther) || (before.namesIt && opensWith(sentence, rules.anaphora)))) ||
    // A study of the outcome that names factors goes on about it.
    (topicBefore === 'outcome' && gate.isWhole && isCandidate && !isOther) ||
    // What denies alone goes on about the outcome for as long as nothing else is spoken of.
    (topicBefore === 'outcome' && isDenialOnly(sentence, frame));
  // One for every sentence: a spread would cost more than all that is asked above.
  return {
    rules,
    voice: frame.voice,
    gate,
    isOfOutcome: frame.isOfOutcome,
    comparisonsOnly: frame.comparisonsOnly,
    markers,
    measures: frame.measures,
    cases: frame.cases,
    reversed: frame.reversed,
    denials: frame.denials,
    sentence,
    before: before?.sentence,
    namesIt,
    isCandidate,
    isOutcome,
    isTied: isOutcome || hasAny(sentence, markers),
    goesOn:
      topicBefore === 'outcome' && gate.isWhole && frame.voice === 'observer' && tellsResults(sentence) && !isOther,
    topic: namesIt && !isOfPatients ? 'outcome' : isOther ? 'other' : topicBefore,
    again: goes && opensWith(sentence, rules.outcomeGroups.again) && isCounted(before) ? before.course : undefined,
    course: namesIt || !goes || !isOutcome ? courseOf(sentence, frame) : before.course,
  };
}

/** Neither a title nor a sentence of the methods. */
function tellsResults({ isTitle, section }: ReadSentence): boolean {
  return !isTitle && section !== 'methods';
}

/** "Twenty of them disappeared": so many had the outcome, or its reverse. */
function isCounted({ sentence, namesIt }: Tie): boolean {
  return namesIt && readNumbers(sentence).length > 0;
}

/** -1 where a sentence speaks of the reverse of the outcome only: of what persists, grows or is left. */
function courseOf(sentence: ReadSentence, { rules, reversed: lists }: Frame): 1 | -1 {
  if (!hasAny(sentence, lists)) return 1;
  const reversed = hitsOf(sentence, lists);
  const outcome = hitsOf(sentence, rules.outcome);
  return outcome.every((hit) => reversed.some((other) => other.from < hit.to && other.to > hit.from)) ? -1 : 1;
}

/** "Smoking made no difference": says of what has no relation, and leaves it to the sentence before to say to what. */
function isDenialOnly(sentence: ReadSentence, { rules, denials }: Frame): boolean {
  if (hasAny(sentence, rules.otherOutcomes)) return false;
  return hasAny(sentence, denials) || deniesAtEnd(sentence, rules);
}

/** "Age and sex were not." */
function deniesAtEnd({ byList, to }: ReadSentence, { ellipses }: PredictorRules): boolean {
  return byList.get(ellipses.deniedAfter)?.some((cue) => to - cue.to <= 1) ?? false;
}
