import type { Gate } from './gate.ts';
import { hasAny, opensWith, type Reading, type ReadSentence } from './reading.ts';
import type { PredictorRules, Voice } from './ruleSchema.ts';

/** What the sentences of a record are read with: the same for all of them. */
export interface Frame {
  rules: PredictorRules;
  voice: Voice;
  gate: Gate;
  /** One case compares nothing: only comparisons with others count. */
  comparisonsOnly: boolean;
  /** Lists of markers that stand for the outcome in the record's own tissue. */
  markers: readonly string[];
  /** Lists whose more or less is more or less of the outcome. */
  measures: readonly string[];
}

/** How a sentence is tied to the outcome. */
export interface Tie extends Frame {
  sentence: ReadSentence;
  /** It names the outcome itself. */
  namesIt: boolean;
  /** It speaks of prediction: what it names are candidates. */
  isCandidate: boolean;
  isOutcome: boolean;
  /** It speaks of the outcome, or of a marker that stands for it. */
  isTied: boolean;
}

/** Whether the record speaks of the outcome; a clinical study of prediction may call it otherwise. */
export function isOfOutcome(reading: Reading, gate: Gate, voice: Voice, rules: PredictorRules): boolean {
  if ([...rules.outcome, ...rules.reversed].some((list) => reading.lists.has(list))) return true;
  return voice !== 'own' && (gate.isWhole || rules.candidates.some((list) => reading.titleLists.has(list)));
}

/** What all sentences of a record are read with. */
export function frameOf(
  reading: Reading,
  gate: Gate,
  voice: Voice,
  comparisonsOnly: boolean,
  rules: PredictorRules,
): Frame {
  // Markers stand for the outcome only in a record that ties one to it.
  const isMarked =
    voice === 'own' &&
    reading.sentences.some((sentence) => hasAny(sentence, rules.outcome) && hasAny(sentence, rules.proxies));
  const markers = isMarked ? [...rules.proxies, rules.markersAgain] : [];
  const measures = [...rules.outcome, ...rules.outcomeInTitled, ...markers];
  return { rules, voice, gate, comparisonsOnly, markers, measures };
}

/** How a sentence is tied to the outcome, by its own words or by going on about those of the one before. */
export function readTie(sentence: ReadSentence, before: Tie | undefined, frame: Frame): Tie {
  const { rules, gate, markers } = frame;
  const measuresIt = hasAny(sentence, rules.outcomeInTitled);
  const isCandidate = hasAny(sentence, rules.candidates);
  const goes = before !== undefined && before.sentence.field === sentence.field;
  const namesIt = hasAny(sentence, rules.outcome) || hasAny(sentence, rules.reversed) || (gate.isWhole && measuresIt);
  const isOutcome =
    namesIt ||
    (goes && ((before.isOutcome && measuresIt) || (before.namesIt && opensWith(sentence, rules.anaphora)))) ||
    // A study of the outcome that names factors goes on about it.
    (goes && before.isOutcome && gate.isWhole && isCandidate && !hasAny(sentence, rules.otherOutcomes)) ||
    // What denies alone goes on about the outcome for as long as nothing else is spoken of.
    (goes && before.isOutcome && !hasAny(before.sentence, rules.otherOutcomes) && isDenialOnly(sentence, rules));
  return {
    ...frame,
    sentence,
    namesIt,
    isCandidate,
    isOutcome,
    isTied: isOutcome || hasAny(sentence, markers),
  };
}

/** "Smoking made no difference": says of what has no relation, and leaves it to the sentence before to say to what. */
function isDenialOnly(sentence: ReadSentence, rules: PredictorRules): boolean {
  if (hasAny(sentence, rules.otherOutcomes)) return false;
  const none = rules.directions.filter(({ direction }) => direction === 'no association');
  return none.some(({ lists }) => hasAny(sentence, lists)) || deniesAtEnd(sentence, rules);
}

/** "Age and sex were not." */
function deniesAtEnd({ byList, to }: ReadSentence, { ellipses }: PredictorRules): boolean {
  return byList.get(ellipses.deniedAfter)?.some((cue) => to - cue.to <= 1) ?? false;
}
