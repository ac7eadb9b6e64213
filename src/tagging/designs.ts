import type { Annotation, EvidenceSpan } from '../domain/codebook.ts';
import { quote, type Reading, type ReadSentence, wordsEvidence } from './reading.ts';
import type { Design, DesignSign, Place, Voice } from './ruleSchema.ts';
import type { Hints } from './terms.ts';

/** What decides the design of a study: the designs, and what each sign speaks for. */
export interface DesignRules {
  designs: readonly Design[];
  signs: readonly DesignSign[];
  /** By design: what it weighs before anything is read. */
  bias: Readonly<Record<string, number>>;
  /** The design of a record that shows no sign. */
  default: string;
}

/** Signs that are named as reasons, the weightiest first. */
const mostReasons = 4;

/** What a record is read with for its design: a pure function of its reading and the hints. */
export type DesignReader = (reading: Reading, hints: Hints) => { design: Annotation; voice: Voice };

/**
 * Reads the study design, with the voice in which such a study speaks. Every sign that the record shows adds its
 * weights for and against each design (log odds); the score is the share of the heaviest among all.
 */
export function createDesignReader(rules: DesignRules): DesignReader {
  const { designs, signs } = rules;
  const bias = designs.map(({ id }) => rules.bias[id] ?? 0);
  const weightsOf = signs.map((sign) => designs.map(({ id }) => sign.weights[id] ?? 0));
  /** Places of the signs of each list: a record has cues of a few lists. */
  const byList = new Map<string, number[]>();
  signs.forEach(({ list }, at) => {
    byList.set(list, [...(byList.get(list) ?? []), at]);
  });
  return (reading, hints) => {
    const weights = [...bias];
    const shown: number[] = [];
    for (const list of reading.lists) {
      for (const at of byList.get(list) ?? none) if (showsSign(reading, signs[at] as DesignSign)) shown.push(at);
    }
    // In the order of the rules, whatever the order of the words: sums of the same parts are then the same.
    shown.sort((one, other) => one - other);
    for (const at of shown) add(weights, weightsOf[at] as readonly number[]);
    const types = hints.publicationTypes ?? [];
    const isHinted = designs.map(({ publicationTypes }) => publicationTypes.some((type) => types.includes(type)));
    if (shown.length === 0 && !isHinted.includes(true)) return byDefault(rules);
    designs.forEach(({ hintWeight }, at) => {
      if (isHinted[at]) weights[at] = (weights[at] ?? 0) + hintWeight;
    });
    const heaviest = Math.max(...weights);
    const place = weights.indexOf(heaviest);
    const best = designs[place];
    if (!best) throw new Error('The rules name no design.');
    const reasons = shown
      .map((at) => ({ sign: signs[at], weight: weightsOf[at]?.[place] ?? 0 }))
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, mostReasons)
      .flatMap(({ sign }) => wordsOf(reading, sign) ?? []);
    const all = weights.reduce((sum, weight) => sum + Math.exp(weight - heaviest), 0);
    return {
      design: {
        kind: 'design',
        value: best.id,
        stance: null,
        score: Math.round(1000 / all) / 1000,
        basis: reasons.length > 0 ? reasons.map(({ words }) => words).join('; ') : 'a descriptor of PubMed',
        evidence: reasons.slice(0, 2).map(({ evidence }) => evidence),
      },
      voice: best.voice,
    };
  };
}

const none: readonly number[] = [];

function add(sums: number[], more: readonly number[]): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (more[at] ?? 0);
}

function byDefault({ designs, default: value }: DesignRules): { design: Annotation; voice: Voice } {
  const voice = designs.find(({ id }) => id === value)?.voice ?? 'observer';
  return { design: { kind: 'design', value, stance: null, score: 0.5, basis: 'by default', evidence: [] }, voice };
}

/** Whether the record shows a sign. */
export function showsSign(reading: Reading, { list, where, unless }: DesignSign): boolean {
  const named = where === 'title' ? reading.titleLists : reading.lists;
  // Most signs are not there at all, so that is asked first.
  if (!named.has(list) || unless?.some((other) => reading.lists.has(other))) return false;
  return (
    where !== 'opening' ||
    reading.sentences.some((sentence, index) => stands(sentence, index) && sentence.byList.has(list))
  );
}

/** The opening of a record is its title and three sentences. */
function stands(sentence: ReadSentence, index: number): boolean {
  return sentence.isTitle || index <= 3;
}

function wordsOf(
  reading: Reading,
  sign: DesignSign | undefined,
): { words: string; evidence: EvidenceSpan } | undefined {
  if (!sign) return undefined;
  const { list, where } = sign;
  for (const [index, sentence] of reading.sentences.entries()) {
    const hit = isPlace(where, sentence, index) ? sentence.byList.get(list)?.[0] : undefined;
    if (hit)
      return { words: `"${quote(sentence, hit)}" (${list})`, evidence: wordsEvidence(sentence, hit.from, hit.to) };
  }
  return undefined;
}

function isPlace(where: Place, sentence: ReadSentence, index: number): boolean {
  return where === 'any' || (where === 'title' ? sentence.isTitle : stands(sentence, index));
}
