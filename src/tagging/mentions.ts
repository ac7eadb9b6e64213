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
  titleLists: ReadonlySet<string>;
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
    if (modifier.atMostNamed !== undefined && (record.named ?? 0) > modifier.atMostNamed) continue;
    if (modifier.voices && (!record.voice || !modifier.voices.includes(record.voice))) continue;
    if (modifier.of && !modifier.of.includes(of)) continue;
    if (hasAny(sentence, modifier.unless)) continue;
    if (modifier.where && !hasAny(sentence, modifier.where)) continue;
    if (modifier.scope === 'title') {
      const list = modifier.cues.find((cue) => record.titleLists.has(cue));
      if (list) found.push({ modifier, words: `title: ${list}` });
      continue;
    }
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
      return (
        cue.to <= hit.from && hit.from - cue.to <= modifier.reach && isSameClause(sentence, cue.to, hit.from, modifier)
      );
    case 'after':
      return (
        cue.from >= hit.to && cue.from - hit.to <= modifier.reach && isSameClause(sentence, hit.to, cue.from, modifier)
      );
    case 'near':
      return (
        reaches(sentence, cue, hit, { ...modifier, scope: 'before' }) ||
        reaches(sentence, cue, hit, { ...modifier, scope: 'after' })
      );
    default:
      return true;
  }
}

function isSameClause(sentence: ReadSentence, from: number, to: number, modifier: Modifier): boolean {
  return modifier.acrossClauses || !clauseEndsBetween(sentence, from, to);
}
