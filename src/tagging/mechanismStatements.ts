import type { Stance } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import type { Gate } from './gate.ts';
import { type Mechanism, type Mention, type MentionRules, readMentions, speaksOfSubject } from './mechanismMentions.ts';
import { type Modification, modifications } from './mentions.ts';
import { type Reading, type ReadSentence, readPlaces } from './reading.ts';
import type { Voice } from './ruleSchema.ts';

/** What a sentence says of a mechanism, as far as rules can read it. */
export interface MechanismStatement {
  mechanism: string;
  sentence: ReadSentence;
  /** The places in it that count; none where all of them lack what must stand beside them. */
  mentions: readonly Mention[];
  /** A word for the mechanism, or that which comes back to it: a pronoun, what was measured. */
  hit: Hit;
  modifications: readonly Modification[];
  /** Not named here, but by a sentence before it or by the title. */
  isCarried: boolean;
  /** Mechanisms that the sentence names. */
  named: number;
  /** The first or the last sentence of its text. */
  place: 'first' | 'last' | undefined;
  record: RecordOfMechanism;
}

/** What the record as a whole says of a mechanism. */
export interface RecordOfMechanism {
  gate: Gate;
  voice: Voice;
  /** The places that count, by their sentences. */
  bySentence: ReadonlyMap<ReadSentence, readonly Mention[]>;
  isInTitle: boolean;
  /** In how many places each stance is read. */
  stances: ReadonlyMap<Stance, number>;
  /** What the last of its conclusions that takes a stand says. */
  concluded: Stance | undefined;
}

/**
 * All that the sentences of a record say of mechanisms. What lacks a word that should stand beside it is told too; what
 * is refused, or is not of the subject, is not.
 */
export function readMechanismStatements(
  reading: Reading,
  gate: Gate,
  voice: Voice,
  ruleSet: MentionRules,
): MechanismStatement[] {
  const { mechanisms } = ruleSet.mechanisms;
  const { counting, named: namedIn } = readMentions(reading, gate, voice, ruleSet);
  const records = new Map([...counting].map(([id, found]) => [id, recordOf(found, gate, voice)]));
  const places = readPlaces(reading);
  const statements: MechanismStatement[] = [];
  for (const sentence of reading.sentences) {
    const named = namedIn.get(sentence) ?? noneNamed;
    const isHeard = named.length > 0 && speaksOfSubject(sentence, gate, voice, ruleSet);
    for (const mechanism of mechanisms) {
      const record = records.get(mechanism.id);
      const own = record?.bySentence.get(sentence) ?? none;
      const isNamed = named.includes(mechanism);
      const told =
        own.length > 0 ? toldBy(own) : isNamed && isHeard ? firstLeft(sentence, mechanism, named.length) : undefined;
      if (!record || !told) continue;
      statements.push({
        mechanism: mechanism.id,
        sentence,
        mentions: own,
        ...told,
        isCarried: !isNamed,
        named: named.length,
        place: places.get(sentence),
        record,
      });
    }
  }
  return statements;

  /** The first word that is not refused, where none counts for want of what must stand beside it. */
  function firstLeft(sentence: ReadSentence, { id, cues }: Mechanism, named: number): Told | undefined {
    for (const cue of cues) {
      for (const hit of sentence.byList.get(cue.list) ?? []) {
        const found = modifications(sentence, hit, id, ruleSet.modifiers, { voice, named });
        if (!found.some(({ modifier }) => modifier.effect === 'refuse')) return { hit, modifications: found };
      }
    }
    return undefined;
  }
}

type Told = Pick<MechanismStatement, 'hit' | 'modifications'>;

function toldBy(mentions: readonly Mention[]): Told | undefined {
  const [first] = mentions;
  return first && { hit: first.hit, modifications: mentions.flatMap((each) => each.modifications) };
}

const none: readonly Mention[] = [];
const noneNamed: readonly Mechanism[] = [];

function recordOf(mentions: readonly Mention[], gate: Gate, voice: Voice): RecordOfMechanism {
  const bySentence = new Map<ReadSentence, Mention[]>();
  const stances = new Map<Stance, number>();
  for (const mention of mentions) {
    const { sentence, stance } = mention;
    const before = bySentence.get(sentence);
    if (before) before.push(mention);
    else bySentence.set(sentence, [mention]);
    stances.set(stance, (stances.get(stance) ?? 0) + 1);
  }
  const isInTitle = mentions.some(({ sentence }) => sentence.isTitle);
  return { gate, voice, bySentence, isInTitle, stances, concluded: concludedBy(mentions) };
}

function concludedBy(mentions: readonly Mention[]): Stance | undefined {
  let last: Mention | undefined;
  for (const mention of mentions) {
    const { sentence, stance } = mention;
    if (sentence.section !== 'conclusion' || stance === 'discusses') continue;
    // What was measured is told after all else, wherever it stands.
    if (last === undefined || sentence.start >= last.sentence.start) last = mention;
  }
  return last?.stance;
}
