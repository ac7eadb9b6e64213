import type { Hit } from './cueIndex.ts';
import { clauseEndsBetween, hasAny, quote, type ReadSentence } from './reading.ts';
import type { Modifier, Voice } from './ruleSchema.ts';

/** What the words around a mention do to it, with the words that say so. */
export interface Modification {
  modifier: Modifier;
  words: string;
}

/** What a modifier may ask of the record beyond the sentence. */
export interface RecordContext {
  voice?: Voice;
  /** How many mechanisms the sentence names. */
  named?: number;
}

/** The modifiers that reach a hit of the sentence, in the order of the rules. */
export function modifications(
  sentence: ReadSentence,
  hit: Hit,
  of: string,
  modifiers: readonly Modifier[],
  record: RecordContext,
): Modification[] {
  const found: Modification[] = [];
  for (const modifier of modifiers) {
    // Most are not there at all, so that is asked first.
    if (!hasAny(sentence, modifier.cues)) continue;
    if (modifier.atMostNamed !== undefined && (record.named ?? 0) > modifier.atMostNamed) continue;
    if (modifier.voices && (!record.voice || !modifier.voices.includes(record.voice))) continue;
    if (modifier.of && !modifier.of.includes(of)) continue;
    if (hasAny(sentence, modifier.unless)) continue;
    if (modifier.where && !hasAny(sentence, modifier.where)) continue;
    const cue = reachingCue(sentence, hit, modifier);
    if (cue) found.push({ modifier, words: quote(sentence, cue) });
  }
  return found;
}

function reachingCue(sentence: ReadSentence, hit: Hit, modifier: Modifier): Hit | undefined {
  for (const list of modifier.cues) {
    const cue = sentence.byList.get(list)?.find((candidate) => reaches(sentence, candidate, hit, modifier));
    if (cue) return cue;
  }
  return undefined;
}

function reaches(sentence: ReadSentence, cue: Hit, hit: Hit, modifier: Modifier): boolean {
  switch (modifier.scope) {
    case 'covering':
      return cue.from < hit.to && cue.to > hit.from;
    case 'before':
      return cue.to <= hit.from && isNear(sentence, cue.to, hit.from, modifier);
    case 'after':
      return cue.from >= hit.to && isNear(sentence, hit.to, cue.from, modifier);
    case 'near':
      return (
        (cue.to <= hit.from && isNear(sentence, cue.to, hit.from, modifier)) ||
        (cue.from >= hit.to && isNear(sentence, hit.to, cue.from, modifier))
      );
    default:
      return true;
  }
}

/** Whether so few words stand between two word positions, and no end of a clause. */
function isNear(
  sentence: ReadSentence,
  from: number,
  to: number,
  { reach, acrossClauses, acrossCommas }: Modifier,
): boolean {
  if (to - from > 2 * reach) return false;
  let words = 0;
  for (let at = from; at < to; at++) {
    if (!acrossCommas && isWideComma(sentence.tokens.words, at)) return false;
    words += isWide(sentence.tokens.words[at]) ? 0.5 : 1;
  }
  return words <= reach && (acrossClauses || !clauseEndsBetween(sentence, from, to));
}

/** A comma between Chinese characters. */
function isWideComma(words: readonly string[], at: number): boolean {
  return words[at] === ',' && isWide(words[at - 1]) && isWide(words[at + 1]);
}

/** A Chinese character is about half a word. */
function isWide(word: string | undefined): boolean {
  return word !== undefined && word >= '\u2e80';
}
