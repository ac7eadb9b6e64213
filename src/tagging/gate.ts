import { modifications } from './mentions.ts';
import { hasAny, type Reading } from './reading.ts';
import type { MechanismRules, Modifier } from './ruleSchema.ts';

/** Whether a record is about the subject of the rules at all, and why. */
export interface Gate {
  isOpen: boolean;
  /** Every sentence of the record speaks of the subject, not only those that name it. */
  isWhole: boolean;
  /** The title names the subject. */
  isTitled: boolean;
  reason: string;
}

/**
 * Decides whether mentions in a record can be of the subject: its title says so, or its text does without taking
 * it back ("no herniated disc was studied") and without a title that is about something else.
 */
export function readGate(reading: Reading, { gate }: MechanismRules, modifiers: readonly Modifier[]): Gate {
  const isWhole = gate.whole.some((list) => reading.titleLists.has(list));
  const closed = (reason: string): Gate => ({ isOpen: false, isWhole: false, isTitled: false, reason });
  const disclaimer = reading.sentences.find((sentence) => hasAny(sentence, gate.disclaimers));
  if (disclaimer) return closed('says that the subject was not studied');
  if (!gate.setting.some((list) => reading.lists.has(list))) return closed('the record is of another part of the body');
  if (reading.titleLists.has(gate.subject))
    return { isOpen: true, isWhole, isTitled: true, reason: 'the title names the subject' };
  const closing = gate.closedBy.find((list) => reading.titleLists.has(list));
  if (closing) return closed(`the title is about something else (${closing})`);
  const denials = modifiers.filter((modifier) => gate.denials.includes(modifier.id));
  const mentions = reading.sentences.flatMap((sentence) =>
    (sentence.byList.get(gate.subject) ?? []).filter(
      (hit) => modifications(sentence, hit, gate.subject, denials, {}).length === 0,
    ),
  );
  if (mentions.length === 0) return closed('nothing in the record names the subject');
  return { isOpen: true, isWhole, isTitled: false, reason: 'the text names the subject' };
}
