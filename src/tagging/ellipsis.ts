import { type Claim, hitsOf } from './claims.ts';
import type { FactorHit, Reasoned } from './comparisons.ts';
import type { Hit } from './cueIndex.ts';
import { clauseEndsBetween, hasAny, quote, type ReadSentence } from './reading.ts';
import type { PredictorRules } from './ruleSchema.ts';

/**
 * What a clause says by leaving it out: "but age and sex were not", "and neither did level" deny what was said
 * before; "as did those with an intact ligament" repeats it.
 */
export function readEllipsis(
  sentence: ReadSentence,
  hits: readonly FactorHit[],
  claims: readonly Claim[],
  rules: PredictorRules,
): Reasoned | undefined {
  const { ellipses } = rules;
  if (!hasAny(sentence, [ellipses.deniedAfter, ellipses.deniedBefore, ellipses.same])) return undefined;
  // What stands nearest before a denial is what is denied.
  for (const { hit, value } of hits.toReversed()) {
    const denial =
      hitsOf(sentence, [ellipses.deniedAfter]).find(
        (cue) =>
          cue.from >= hit.to && endsStatement(sentence, cue.to) && !clauseEndsBetween(sentence, hit.to, cue.from),
      ) ?? hitsOf(sentence, [ellipses.deniedBefore]).find((cue) => isRightBefore(sentence, cue, hit));
    if (denial) {
      const words = quote(sentence, denial);
      if (isContrasted(sentence, hit, value, hits, rules)) {
        return { direction: value > 0 ? 'against' : 'favours', reason: `not the other: "${words}"`, isCompared: true };
      }
      return { direction: 'no association', reason: `"${words}"`, isCompared: true };
    }
  }
  for (const { hit, value } of hits) {
    const same = hitsOf(sentence, [ellipses.same]).find(
      (cue) => isRightBefore(sentence, cue, hit) || isRightBehind(sentence, cue, hit),
    );
    const repeated = same && claims.findLast((claim) => claim.cue.to <= Math.min(same.from, hit.from));
    if (!same || !repeated) continue;
    const turned = repeated.direction === 'favours' ? 'against' : 'favours';
    return {
      direction: value === 1 || repeated.direction === 'no association' ? repeated.direction : turned,
      reason: `"${repeated.words} ... ${quote(sentence, same)}"`,
      isCompared: false,
    };
  }
  return undefined;
}

/** "The extruded ones vanished, the bulging ones did not": what is denied of one value was said of its opposite. */
function isContrasted(
  sentence: ReadSentence,
  denied: Hit,
  value: 1 | -1,
  hits: readonly FactorHit[],
  { outcome }: PredictorRules,
): boolean {
  const opposite = hits.find(({ hit, value: other }) => hit.to <= denied.from && other !== value);
  if (!opposite) return false;
  return hitsOf(sentence, outcome).some(({ from, to }) => from >= opposite.hit.to && to <= denied.from);
}

/** A statement ends with a mark or with its sentence. */
function endsStatement({ tokens, to }: ReadSentence, at: number): boolean {
  return at >= to || /^[.,;:)。，；]$/.test(tokens.words[at] ?? '');
}

/** So many words may stand between words of repetition and the factor: "as did those with". */
const beforeFactor = 6;

function isRightBefore(sentence: ReadSentence, cue: Hit, hit: Hit): boolean {
  return cue.to <= hit.from && hit.from - cue.to <= beforeFactor && !clauseEndsBetween(sentence, cue.to, hit.from);
}

/** "Ring enhancement, likewise": words of repetition that end the statement they follow. */
function isRightBehind(sentence: ReadSentence, cue: Hit, hit: Hit): boolean {
  return cue.from >= hit.to && cue.from - hit.to <= 2 && endsStatement(sentence, cue.to);
}
