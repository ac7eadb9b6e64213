import { isObject } from './alignment.ts';
import { hitsOf, isNegated } from './claims.ts';
import type { FactorHit, Reasoned } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { clauseEndsBetween, hasAny, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';
import { distance } from './spacing.ts';

/** What became of something: 1 the outcome, -1 its reverse. */
interface Fate {
  hit: Hit;
  sense: 1 | -1;
}

/** What these sections name has not been told yet. */
const untold: ReadonlySet<string | null> = new Set(['methods', 'objective']);

/** So near stands what became of a value, as a reader takes it. */
const fateReach = 6;

/** An outcome in another clause stands so many words farther away. */
const acrossClause = 8;

/**
 * "The sequestered part was taken up, the bulge stayed": where no words of a relation are used, what became of a
 * value is the outcome, or its reverse, that is named nearest to it. Titles, methods and guesses tell nothing.
 *
 * @returns a comparison where two values met opposite fates.
 */
export function readFate(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  rules: PredictorRules,
): Reasoned | undefined {
  if (sentence.isTitle || untold.has(sentence.section) || hasAny(sentence, rules.conjectures)) return undefined;
  const fates = fatesOf(sentence, rules);
  const [first] = fates;
  if (!first) return undefined;
  const met = hits
    .filter(({ hit, isValue }) => isValue && !isObject(sentence, hit, sentence.from, rules))
    .map(({ hit, value }) => ({ hit, value, ...nearest(sentence, hit, fates, first) }));
  const [told] = [...met].sort((one, other) => one.away - other.away);
  if (!told || told.away > fateReach) return undefined;
  const other = met.find(({ value }) => value !== told.value);
  // "The bulge on the scan disappears": that a small thing went says nothing against it, unless something stayed.
  if (!other && told.value < 0 && told.fate.sense > 0) return undefined;
  // "Large and small ones shrank": both met one fate.
  if (other?.fate === told.fate && isListed(sentence, told.hit, other.hit))
    return { direction: 'discusses', reason: 'both met one fate', isCompared: false, isNothing: true };
  const direction = told.value * told.fate.sense;
  return {
    direction: direction > 0 ? 'favours' : 'against',
    reason: `named with "${quote(sentence, told.fate.hit)}"`,
    isCompared: other !== undefined && other.fate.sense !== told.fate.sense,
  };
}

/** "Large and small": so near stand two values of which the same is said. */
const listedReach = 4;

function isListed(sentence: ReadSentence, one: Hit, other: Hit): boolean {
  const [from, to] = other.from >= one.to ? [one.to, other.from] : [other.to, one.from];
  const between = sentence.tokens.words.slice(from, to);
  return (
    from > to || (between.length <= listedReach && !between.includes(',') && !clauseEndsBetween(sentence, from, to))
  );
}

/** What a sentence says became of things: a reverse that holds the name of the outcome is no outcome. */
function fatesOf(sentence: ReadSentence, rules: PredictorRules): Fate[] {
  const reverse = hitsOf(sentence, [...rules.reversed, rules.outcomeGroups.withoutOutcome]);
  const outcome = hitsOf(sentence, rules.outcome).filter(
    (hit) => !reverse.some((other) => other.from < hit.to && other.to > hit.from),
  );
  return [
    ...outcome.map((hit) => ({ hit, sense: isScarce(sentence, hit, rules) ? (-1 as const) : (1 as const) })),
    ...reverse.map((hit) => ({ hit, sense: -1 as const })),
  ];
}

/** "They rarely became smaller": so near stands a word of scarcity. */
const scarceReach = 3;

function isScarce(sentence: ReadSentence, hit: Hit, rules: PredictorRules): boolean {
  if (isNegated(sentence, hit, rules)) return true;
  return hitsOf(sentence, [rules.scarcely]).some((cue) => awayFrom(sentence, cue, hit) <= scarceReach);
}

function nearest(
  sentence: ReadSentence,
  factor: Hit,
  fates: readonly Fate[],
  first: Fate,
): { fate: Fate; away: number } {
  let best = { fate: first, away: awayFrom(sentence, factor, first.hit) };
  for (const fate of fates) {
    const away = awayFrom(sentence, factor, fate.hit);
    if (away < best.away) best = { fate, away };
  }
  return best;
}

function awayFrom(sentence: ReadSentence, factor: Hit, fate: Hit): number {
  const [from, to] = fate.from >= factor.to ? [factor.to, fate.from] : [fate.to, factor.from];
  if (from > to) return 0;
  return distance(sentence, from, to) + (clauseEndsBetween(sentence, from, to) ? acrossClause : 0);
}
