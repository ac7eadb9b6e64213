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

/**
 * The study design, with the voice in which such a study speaks. Every sign that the record shows adds its weights
 * for and against each design (log odds); the score is the share of the heaviest among all.
 */
export function readDesign(reading: Reading, rules: DesignRules, hints: Hints): { design: Annotation; voice: Voice } {
  const shown = rules.signs.filter((sign) => showsSign(reading, sign));
  const hinted = rules.designs.filter(({ publicationTypes }) =>
    publicationTypes.some((type) => hints.publicationTypes?.includes(type)),
  );
  if (shown.length + hinted.length === 0) return byDefault(rules);
  const weights = rules.designs.map((design) => {
    const { id, hintWeight } = design;
    return shown.reduce(
      (sum, sign) => sum + (sign.weights[id] ?? 0),
      (rules.bias[id] ?? 0) + (hinted.includes(design) ? hintWeight : 0),
    );
  });
  const heaviest = Math.max(...weights);
  const best = rules.designs[weights.indexOf(heaviest)];
  if (!best) throw new Error('The rules name no design.');
  const all = weights.reduce((sum, weight) => sum + Math.exp(weight - heaviest), 0);
  const reasons = shown
    .map((sign) => ({ sign, weight: sign.weights[best.id] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, mostReasons)
    .map(({ sign }) => wordsOf(reading, sign))
    .filter((words) => words !== undefined);
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
}

function byDefault({ designs, default: value }: DesignRules): { design: Annotation; voice: Voice } {
  const voice = designs.find(({ id }) => id === value)?.voice ?? 'observer';
  return { design: { kind: 'design', value, stance: null, score: 0.5, basis: 'by default', evidence: [] }, voice };
}

/** Whether the record shows a sign. */
export function showsSign(reading: Reading, { list, where, unless }: DesignSign): boolean {
  if (unless?.some((other) => reading.lists.has(other))) return false;
  if (where === 'title') return reading.titleLists.has(list);
  if (!reading.lists.has(list)) return false;
  return (
    where === 'any' || reading.sentences.some((sentence, index) => stands(sentence, index) && sentence.byList.has(list))
  );
}

/** The opening of a record is its title and three sentences. */
function stands(sentence: ReadSentence, index: number): boolean {
  return sentence.isTitle || index <= 3;
}

function wordsOf(reading: Reading, { list, where }: DesignSign): { words: string; evidence: EvidenceSpan } | undefined {
  const inPlace: Record<Place, (sentence: ReadSentence, index: number) => boolean> = {
    title: ({ isTitle }) => isTitle,
    opening: stands,
    any: () => true,
  };
  const sentence = reading.sentences.find(
    (candidate, index) => candidate.byList.has(list) && inPlace[where](candidate, index),
  );
  const hit = sentence?.byList.get(list)?.[0];
  if (!sentence || !hit) return undefined;
  return { words: `"${quote(sentence, hit)}" (${list})`, evidence: wordsEvidence(sentence, hit.from, hit.to) };
}
