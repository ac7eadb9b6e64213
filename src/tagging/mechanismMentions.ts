import type { Stance } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import type { Gate } from './gate.ts';
import { type Modification, modifications } from './mentions.ts';
import { createNamer, rememberNamer } from './namer.ts';
import { readNumbers } from './numbers.ts';
import { hasAny, type Reading, type ReadSentence } from './reading.ts';
import type { MechanismCue, Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';

/** One place where a record speaks of a mechanism. */
export interface Mention {
  sentence: ReadSentence;
  hit: Hit;
  /** What it says by the words around it. */
  stance: Stance;
  cue: MechanismCue;
  modifications: readonly Modification[];
}

/** What a record is read by. */
export type MentionRules = Pick<RuleSet, 'mechanisms' | 'modifiers'>;

/** What a sentence is read with. */
interface Context {
  reading: Reading;
  voice: Voice;
  ruleSet: MentionRules;
  /** How many mechanisms the sentence names. */
  named: number;
}

export type Mechanism = RuleSet['mechanisms']['mechanisms'][number];

/** What the words of a record say of mechanisms. */
export interface Mentions {
  /** By mechanism, in the order of the rules, the places that count by the words around them. */
  counting: ReadonlyMap<string, readonly Mention[]>;
  /** The mechanisms that sentences name, whether it counts or not. */
  named: ReadonlyMap<ReadSentence, readonly Mechanism[]>;
}

const mechanismsIn = rememberNamer(({ mechanisms }: RuleSet['mechanisms']) =>
  createNamer(mechanisms, ({ cues }) => cues.map(({ list }) => list)),
);

/** Reads where a record speaks of mechanisms. */
export function readMentions(reading: Reading, gate: Gate, voice: Voice, ruleSet: MentionRules): Mentions {
  const { mechanisms } = ruleSet.mechanisms;
  const mentions = new Map<string, Mention[]>(mechanisms.map(({ id }) => [id, []]));
  const mechanismsNamed = mechanismsIn(ruleSet.mechanisms);
  const namedIn = new Map<ReadSentence, readonly Mechanism[]>();
  let before: ReadSentence | undefined;
  for (const sentence of reading.sentences) {
    const named = mechanismsNamed(sentence);
    if (named.length === 0) {
      if (before && voice === 'own') goOn(sentence, before, mentions, ruleSet);
      if (before && voice === 'review') pointBack(sentence, before, mentions, ruleSet);
      before = undefined;
      continue;
    }
    before = sentence;
    namedIn.set(sentence, named);
    if (!speaksOfSubject(sentence, gate, voice, ruleSet)) continue;
    const context = { reading, voice, ruleSet, named: named.length };
    for (const { id, cues } of named) {
      for (const cue of cues) mentions.get(id)?.push(...mentionsOf(sentence, cue, id, context));
    }
  }
  if (voice !== 'review') {
    for (const { id, cues } of mechanisms)
      for (const cue of cues) if (cue.measuredBy) mentions.get(id)?.push(...measured(reading, cue));
  }
  return { counting: mentions, named: namedIn };
}

/** A record whose title names the subject speaks of it also where it does not say so again, and so does a study of its own tissue. */
export function speaksOfSubject(
  sentence: ReadSentence,
  { isWhole, isTitled }: Gate,
  voice: Voice,
  { mechanisms: { gate } }: Pick<MentionRules, 'mechanisms'>,
): boolean {
  return isWhole || isTitled || voice === 'own' || hasAny(sentence, gate.anchors) || sentence.byList.has(gate.subject);
}

/** "Three months after the injection its area had fallen by 38%": what the enzyme of the title did was measured. */
function measured(reading: Reading, cue: MechanismCue): Mention[] {
  if (!reading.titleLists.has(cue.list)) return [];
  for (const sentence of reading.sentences) {
    if (sentence.isTitle || isBeforeData(sentence) || sentence.section === 'methods') continue;
    const hit = cue.measuredBy?.flatMap((list) => sentence.byList.get(list) ?? [])[0];
    if (!hit || !readNumbers(sentence).some(({ isPercent }) => isPercent)) continue;
    return [{ sentence, hit, stance: 'supports', cue, modifications: [] }];
  }
  return [];
}

/** "MMP-8 was measured by ELISA. It was high ...": a pronoun speaks of what the sentence before it measured. */
function goOn(
  sentence: ReadSentence,
  before: ReadSentence,
  mentions: ReadonlyMap<string, Mention[]>,
  ruleSet: MentionRules,
): void {
  const { gate } = ruleSet.mechanisms;
  if (before.field !== sentence.field || before.isTitle || !hasAny(before, gate.measured)) return;
  if (hasAny(sentence, gate.measured) && !hasAny(sentence, gate.findings)) return;
  const hit = gate.pronouns
    .flatMap((list) => sentence.byList.get(list) ?? [])
    .find((pronoun) => pronoun.from - sentence.from < 3);
  if (!hit) return;
  for (const [id, found] of mentions) {
    const last = found.findLast((mention) => mention.sentence === before);
    if (!last) continue;
    const modified = modifications(sentence, hit, id, ruleSet.modifiers, { voice: 'own' });
    if (modified.some(({ modifier }) => modifier.effect === 'refuse')) continue;
    const stance = stanceOf(modified, sentence, 'own');
    found.push({ ...last, sentence, hit, stance, modifications: modified });
  }
}

/** "Retraction, loss of water, and attack by phagocytes ... They hold the last to be decisive." */
function pointBack(
  sentence: ReadSentence,
  before: ReadSentence,
  mentions: ReadonlyMap<string, Mention[]>,
  { mechanisms, modifiers }: MentionRules,
): void {
  if (before.field !== sentence.field) return;
  const pointer = mechanisms.gate.pointers.find(({ list }) => sentence.byList.has(list));
  const hit = pointer && sentence.byList.get(pointer.list)?.[0];
  if (!pointer || !hit) return;
  const items = itemsOf(before);
  const meant = pointer.items.map((item) => (item < 0 ? items.at(item) : items[item - 1]));
  for (const [id, found] of mentions) {
    const last = found.findLast(
      (mention) =>
        mention.sentence === before &&
        meant.some((item) => item && mention.hit.from >= item.from && mention.hit.from < item.to),
    );
    if (!last) continue;
    const modified = modifications(sentence, hit, id, modifiers, { voice: 'review', named: 1 });
    if (!modified.some(({ modifier }) => modifier.effect === 'weigh')) continue;
    found.push({ ...last, sentence, hit, stance: stanceOf(modified, sentence, 'review'), modifications: modified });
  }
}

/** The items that a sentence lists, as its commas and semicolons part them. */
function itemsOf({ tokens, from, to }: ReadSentence): { from: number; to: number }[] {
  const items: { from: number; to: number }[] = [];
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && !/^[,;:、；，：]$/.test(tokens.words[at] ?? '')) continue;
    if (tokens.words[at] === ':' || tokens.words[at] === '：') items.length = 0;
    else items.push({ from: start, to: at });
    start = at + 1;
  }
  return items;
}

function mentionsOf(sentence: ReadSentence, cue: MechanismCue, id: string, context: Context): Mention[] {
  const { reading, voice, ruleSet, named } = context;
  const hits = sentence.byList.get(cue.list);
  if (!hits) return [];
  if (cue.with && !hasAny(sentence, cue.with)) return [];
  if (hasAny(sentence, cue.without)) return [];
  if (cue.record && !cue.record.some((list) => reading.lists.has(list))) return [];
  const record = { voice, named };
  const mentions: Mention[] = [];
  for (const hit of hits) {
    const found = modifications(sentence, hit, id, ruleSet.modifiers, record);
    if (found.some(({ modifier }) => modifier.effect === 'refuse')) continue;
    const read = cue.says ?? stanceOf(found, sentence, voice);
    const stance = cue.atMost && read === 'supports' ? cue.atMost : read;
    mentions.push({ sentence, hit, stance, cue, modifications: found });
  }
  return mentions;
}

/** A title names a subject and a review reports others' findings: neither proves a mechanism without being told so. */
function stanceOf(found: readonly Modification[], sentence: ReadSentence, voice: Voice): Stance {
  if (hasEffect(found, 'deny')) return 'contradicts';
  if (hasEffect(found, 'weigh')) return 'supports';
  if (hasEffect(found, 'temper') || sentence.isTitle || isBeforeData(sentence)) return 'discusses';
  return voice === 'own' ? 'supports' : 'discusses';
}

function hasEffect(found: readonly Modification[], effect: string): boolean {
  return found.some(({ modifier }) => modifier.effect === effect);
}

/** Background and aims are written before there are data. */
function isBeforeData({ isLabelled, section }: ReadSentence): boolean {
  return isLabelled && (section === 'background' || section === 'objective');
}
