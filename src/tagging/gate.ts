import { modifications } from './mentions.ts';
import { hasAny, type Reading } from './reading.ts';
import type { MechanismRules, Modifier } from './ruleSchema.ts';

/** Whether a record is about the subject of the rules at all. */
export interface Gate {
  isOpen: boolean;
  /** Every sentence of the record speaks of the subject, not only those that name it. */
  isWhole: boolean;
  /** The title names the subject. */
  isTitled: boolean;
}

const closed: Gate = { isOpen: false, isWhole: false, isTitled: false };

/** Whether a record, by the words of the survey alone, can be about the subject; most records cannot. */
export function mayBeOfSubject(reading: Reading, { gate }: Pick<MechanismRules, 'gate'>): boolean {
  return reading.lists.has(gate.subject) && gate.setting.some((list) => reading.lists.has(list));
}

/**
 * Decides whether mentions in a record can be of the subject: its title says so, or its text does without taking
 * it back ("no herniated disc was studied") and without a title that is about something else.
 */
export function readGate(reading: Reading, { gate }: MechanismRules, modifiers: readonly Modifier[]): Gate {
  if (!mayBeOfSubject(reading, { gate })) return closed;
  if (reading.sentences.some((sentence) => hasAny(sentence, gate.disclaimers))) return closed;
  const isWhole = gate.whole.some((list) => reading.titleLists.has(list));
  if (reading.titleLists.has(gate.subject)) return { isOpen: true, isWhole, isTitled: true };
  if (gate.closedBy.some((list) => reading.titleLists.has(list))) return closed;
  const denials = modifiers.filter((modifier) => gate.denials.includes(modifier.id));
  const isNamed = reading.sentences.some((sentence) =>
    (sentence.byList.get(gate.subject) ?? []).some(
      (hit) => modifications(sentence, hit, gate.subject, denials, {}).length === 0,
    ),
  );
  return isNamed ? { isOpen: true, isWhole, isTitled: false } : closed;
}
