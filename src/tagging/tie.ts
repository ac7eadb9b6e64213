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
  const isMarked = voice === 'own' && rules.proxies.some((list) => reading.lists.has(list));
  const markers = isMarked ? [...rules.proxies, rules.markersAgain] : [];
  const measures = [...rules.outcome, ...rules.outcomeInTitled, ...markers];
  return { rules, voice, gate, comparisonsOnly, markers, measures };
}

/** How a sentence is tied to the outcome, by its own words or by going on about those of the one before. */
export function readTie(sentence: ReadSentence, before: ReadSentence | undefined, frame: Frame): Tie {
  const { rules, gate, markers } = frame;
  const measuresIt = hasAny(sentence, rules.outcomeInTitled);
  const isOutcome =
    hasAny(sentence, rules.outcome) ||
    hasAny(sentence, rules.reversed) ||
    (gate.isWhole && measuresIt) ||
    (before !== undefined && follows(sentence, before, frame) && (measuresIt || goesOn(sentence, before, rules)));
  return {
    ...frame,
    isCandidate: hasAny(sentence, rules.candidates),
    isOutcome,
    isTied: isOutcome || hasAny(sentence, markers),
  };
}

function follows(sentence: ReadSentence, before: ReadSentence, { rules, gate }: Frame): boolean {
  if (before.field !== sentence.field) return false;
  return hasAny(before, rules.outcome) || (gate.isWhole && hasAny(before, rules.outcomeInTitled));
}

function goesOn(sentence: ReadSentence, before: ReadSentence, rules: PredictorRules): boolean {
  return opensWith(sentence, rules.anaphora) || (isDenialOnly(sentence, rules) && !hasAny(before, rules.otherOutcomes));
}

/** "Smoking made no difference": says of what has no relation, and leaves it to the sentence before to say to what. */
function isDenialOnly(sentence: ReadSentence, rules: PredictorRules): boolean {
  const none = rules.directions.filter(({ direction }) => direction === 'no association');
  return none.some(({ lists }) => hasAny(sentence, lists)) && !hasAny(sentence, rules.otherOutcomes);
}
