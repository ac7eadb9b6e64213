import type { Annotation, Stance } from '../domain/codebook.ts';
import type { Hit } from './cueIndex.ts';
import type { Gate } from './gate.ts';
import { type Modification, modifications } from './mentions.ts';
import { readNumbers } from './numbers.ts';
import { hasAny, quote, type Reading, type ReadSentence, sentenceEvidence } from './reading.ts';
import type { MechanismCue, SectionId, Voice } from './ruleSchema.ts';
import type { RuleSet } from './ruleSet.ts';

/** One place where a record speaks of a mechanism. */
interface Mention {
  sentence: ReadSentence;
  hit: Hit;
  stance: Stance;
  /** 0..1: how well this place by itself proves the tag. */
  weight: number;
  cue: MechanismCue;
  modifications: readonly Modification[];
}

/** A result weighs more than a background; a title says what the record is about. */
const sectionWeights: Record<SectionId, number> = {
  conclusion: 0.1,
  results: 0.1,
  objective: 0,
  methods: -0.05,
  background: -0.1,
};

const stanceWeights: Record<Stance, number> = { supports: 0.1, contradicts: 0.1, discusses: 0 };

/** What a sentence is read with. */
interface Context {
  reading: Reading;
  voice: Voice;
  ruleSet: RuleSet;
  /** How many mechanisms the sentence names. */
  named: number;
}

/** The mechanisms that a record speaks of, each with its stance, score, reasons and proof. */
export function readMechanisms(reading: Reading, gate: Gate, voice: Voice, ruleSet: RuleSet): Annotation[] {
  if (!gate.isOpen) return [];
  const { mechanisms, gate: rules } = ruleSet.mechanisms;
  const mentions = new Map<string, Mention[]>(mechanisms.map(({ id }) => [id, []]));
  // A record whose title names the subject speaks of it also where it does not say so again.
  const isWhole = gate.isWhole || gate.isTitled;
  let before: ReadSentence | undefined;
  for (const sentence of reading.sentences) {
    const named = mechanisms.filter(({ cues }) => cues.some((cue) => sentence.byList.has(cue.list)));
    if (named.length === 0) {
      if (before && voice === 'own') goOn(sentence, before, mentions, ruleSet);
      if (before && voice === 'review') pointBack(sentence, before, mentions, ruleSet);
      before = undefined;
      continue;
    }
    before = sentence;
    const isAnchored = hasAny(sentence, rules.anchors) || sentence.byList.has(rules.subject);
    if (!isAnchored && !isWhole && voice !== 'own') continue;
    const context = { reading, voice, ruleSet, named: named.length };
    for (const { id, cues } of named) {
      for (const cue of cues) mentions.get(id)?.push(...readMentions(sentence, cue, id, context));
    }
  }
  if (voice !== 'review') {
    for (const { id, cues } of mechanisms)
      for (const cue of cues) if (cue.measuredBy) mentions.get(id)?.push(...measured(reading, cue, ruleSet));
  }
  return mechanisms.flatMap(({ id }) => settle(id, mentions.get(id) ?? [], ruleSet) ?? []);
}

/** "Three months after the injection its area had fallen by 38%": what the enzyme of the title did was measured. */
function measured(reading: Reading, cue: MechanismCue, ruleSet: RuleSet): Mention[] {
  if (!reading.titleLists.has(cue.list)) return [];
  for (const sentence of reading.sentences) {
    if (sentence.isTitle || isBeforeData(sentence) || sentence.section === 'methods') continue;
    const hit = cue.measuredBy?.flatMap((list) => sentence.byList.get(list) ?? [])[0];
    if (!hit || !readNumbers(sentence).some(({ isPercent }) => isPercent)) continue;
    const weight = cue.weight + placeWeight(sentence, ruleSet) + stanceWeights.supports;
    return [{ sentence, hit, stance: 'supports', weight, cue, modifications: [] }];
  }
  return [];
}

/** "MMP-8 was measured by ELISA. It was high ...": a pronoun speaks of what the sentence before it measured. */
function goOn(
  sentence: ReadSentence,
  before: ReadSentence,
  mentions: ReadonlyMap<string, Mention[]>,
  ruleSet: RuleSet,
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
    found.push({ ...last, sentence, hit, stance, weight: last.weight, modifications: modified });
  }
}

/** "Retraction, loss of water, and attack by phagocytes ... They hold the last to be decisive." */
function pointBack(
  sentence: ReadSentence,
  before: ReadSentence,
  mentions: ReadonlyMap<string, Mention[]>,
  { mechanisms, modifiers }: RuleSet,
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

function readMentions(sentence: ReadSentence, cue: MechanismCue, id: string, context: Context): Mention[] {
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
    const weight = cue.weight + placeWeight(sentence, ruleSet) + stanceWeights[stance];
    mentions.push({ sentence, hit, stance, weight, cue, modifications: found });
  }
  return mentions;
}

/** What the place of a sentence adds to what it says. */
function placeWeight(sentence: ReadSentence, { mechanisms }: RuleSet): number {
  const section = sentence.section ? sectionWeights[sentence.section] : 0;
  const found = hasAny(sentence, mechanisms.gate.findings) ? 0.06 : 0;
  return section + found + (sentence.isTitle ? -0.05 : 0) + (hasAny(sentence, mechanisms.gate.outcome) ? 0.08 : 0);
}

/** Why a mention counts, in words. */
function reasonOf({ sentence, hit, cue, modifications: found }: Mention): string {
  return [
    `"${quote(sentence, hit)}" (${cue.list})`,
    ...found.map(({ modifier, words }) => `${modifier.id}: "${words}"`),
    ...(sentence.section ? [sentence.section] : []),
  ].join('; ');
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

/** One tag from all mentions: what the conclusion says counts, then what the results show, then what is only named. */
function settle(id: string, mentions: readonly Mention[], ruleSet: RuleSet): Annotation | undefined {
  if (mentions.length === 0) return undefined;
  const stance = settledStance(mentions);
  const ranked = [...mentions].sort(
    (one, other) =>
      Number(other.stance === stance) - Number(one.stance === stance) ||
      Number(one.sentence.isTitle) - Number(other.sentence.isTitle) ||
      other.weight - one.weight,
  );
  const [best] = ranked;
  if (!best) return undefined;
  const others = ranked.filter(
    (mention) => mention.sentence !== best.sentence && mention.stance === stance && !mention.sentence.isTitle,
  );
  // Two proofs of different kinds say more than two of one: what was found and what was concluded. What was done proves least.
  const { findings } = ruleSet.mechanisms.gate;
  const telling = others.filter(({ sentence }) => sentence.section !== 'methods' && hasAny(sentence, findings));
  const [second] = [...others].sort((one, other) => kindOf(other, best, telling) - kindOf(one, best, telling));
  const places = new Set(mentions.map((mention) => mention.sentence)).size;
  const score = Math.min(1, Math.max(0, best.weight + 0.05 * Math.min(places - 1, 3)));
  if (score < ruleSet.threshold) return undefined;
  const chosen = second ? [best, second] : [best];
  return {
    kind: 'mechanism',
    value: id,
    stance,
    score: Math.round(score * 1000) / 1000,
    basis: chosen.map(reasonOf).join(' | '),
    evidence: chosen.map((mention) => sentenceEvidence(mention.sentence)),
  };
}

/** How much a second proof adds to the first: 2 where it tells a finding, 1 more where it is of another part of the text. */
function kindOf(mention: Mention, best: Mention, telling: readonly Mention[]): number {
  return 2 * Number(telling.includes(mention)) + Number(mention.sentence.section !== best.sentence.section);
}

function settledStance(mentions: readonly Mention[]): Stance {
  const concluding = mentions.filter(
    (mention) => mention.sentence.section === 'conclusion' && mention.stance !== 'discusses',
  );
  const last = concluding.at(-1);
  if (last) return last.stance;
  const denials = mentions.filter((mention) => mention.stance === 'contradicts').length;
  const supports = mentions.filter((mention) => mention.stance === 'supports').length;
  if (denials > 0 && denials >= supports) return 'contradicts';
  return supports > 0 ? 'supports' : 'discusses';
}
