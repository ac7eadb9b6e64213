import { hitsOf } from './claims.ts';
import type { FactorHit } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { createNamer, rememberNamer } from './namer.ts';
import { clauseEndsBetween, hasAny, type Reading, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';

export type Predictor = PredictorRules['predictors'][number];

/** The factors that a sentence may name. */
export const factorsIn = rememberNamer(({ predictors }: PredictorRules) =>
  createNamer(predictors, ({ factor, more, less, asCandidate, titled }) => [
    ...factor,
    ...more,
    ...less,
    ...asCandidate,
    ...(titled ? [...titled.more, ...titled.less, ...titled.both] : []),
  ]),
);

/** Where a sentence names the factor or a value of it, in order. */
export function factorHits(
  sentence: ReadSentence,
  predictor: Predictor,
  isCandidate: boolean,
  titleLists: ReadonlySet<string>,
  rules: PredictorRules,
): FactorHit[] {
  const { titled } = predictor;
  const isTitled = titled?.by.some((list) => titleLists.has(list)) ?? false;
  const less = hitsOf(sentence, [...predictor.less, ...(isTitled ? (titled?.less ?? []) : [])]);
  const more = hitsOf(sentence, [
    ...predictor.factor,
    ...predictor.more,
    ...(isCandidate ? predictor.asCandidate : []),
    ...(isTitled ? [...(titled?.more ?? []), ...(titled?.both ?? [])] : []),
  ]);
  if (less.length + more.length === 0) return [];
  const refused = hitsOf(sentence, predictor.refused);
  const against = hitsOf(sentence, [rules.setAgainst]);
  const found: FactorHit[] = [];
  for (const hit of less) if (!isWithin(hit, refused)) found.push({ hit, value: -1, isValue: true });
  const values = new Set(hitsOf(sentence, predictor.more));
  for (const named of more) {
    const hit = clipped(sentence, named, less);
    if (!hit || isWithin(named, refused)) continue;
    const isValue = predictor.more.length === 0 || values.has(named);
    found.push({ hit, value: 1, isValue });
  }
  return found
    .sort((one, other) => one.hit.from - other.hit.from)
    .filter((factor, index) => index === 0 || !followsAny(factor.hit, against));
}

/** "Extrusion rather than protrusion": so near after these words stands what is only set against the factor. */
const setAgainstReach = 2;

function followsAny(hit: Hit, others: readonly Hit[]): boolean {
  return others.some((other) => other.to <= hit.from && hit.from - other.to <= setAgainstReach);
}

/**
 * What is also read as less of the factor is no more of it; "large and small herniations" names both, and more up to
 * where the words are joined.
 */
function clipped({ tokens: { words } }: ReadSentence, hit: Hit, less: readonly Hit[]): Hit | undefined {
  const other = less.find(({ from, to }) => from < hit.to && to > hit.from);
  if (!other) return hit;
  const isJoined = other.from - 1 > hit.from && joiners.has(words[other.from - 1] ?? '');
  return isJoined ? { ...hit, to: other.from } : undefined;
}

const joiners: ReadonlySet<string> = new Set(['and', 'or', '和', '与', '或', '、']);

function isWithin(hit: Hit, others: readonly Hit[]): boolean {
  return others.some((other) => other.from <= hit.from && other.to >= hit.to);
}

/**
 * Without the factors that a comparison was adjusted for or matched by. "After adjustment for A and B, C had no
 * effect" speaks of C: what is fronted ends with the last comma before what is claimed.
 */
export function withoutAdjusted(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  claimedFrom: number,
  rules: PredictorRules,
): readonly FactorHit[] {
  const cues = sentence.byList.get(rules.adjusted);
  if (!cues) return hits;
  const { words } = sentence.tokens;
  return hits.filter(({ hit }) =>
    cues.every((cue) => {
      if (cue.from <= hit.from && cue.to >= hit.to) return false;
      if (cue.to > hit.from || clauseEndsBetween(sentence, cue.to, hit.from)) return true;
      if (cue.from - sentence.from > 2) return false;
      const comma = words.lastIndexOf(',', claimedFrom);
      return comma > cue.to && comma < hit.from;
    }),
  );
}

/**
 * Whether a predictor's value stands in a title that claims nothing: by it the subjects were selected, and naming it
 * again says nothing of what it foretells.
 *
 * @returns the value, 0 where the title names none or both.
 */
export function selectedValue(reading: Reading, predictor: Predictor, rules: PredictorRules): 1 | -1 | 0 {
  if (predictor.titled) return 0;
  const titles = reading.sentences.filter((sentence) => sentence.isTitle && !hasAny(sentence, [rules.than]));
  const more = titles.flatMap((title) => unclaimed(title, hitsOf(title, predictor.more), rules));
  const less = titles.flatMap((title) => unclaimed(title, hitsOf(title, predictor.less), rules));
  if (more.length > 0 === less.length > 0) return 0;
  return more.length > 0 ? 1 : -1;
}

/** The hits of which a title claims nothing: no word of a direction follows them. */
function unclaimed(title: ReadSentence, hits: readonly Hit[], rules: PredictorRules): Hit[] {
  if (hits.length === 0) return [];
  const cues = hitsOf(
    title,
    rules.directions.flatMap(({ lists }) => lists),
  );
  return hits.filter((hit) => cues.every((cue) => cue.to <= hit.from));
}
