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
  { ellipses }: PredictorRules,
): Reasoned | undefined {
  if (!hasAny(sentence, [ellipses.deniedAfter, ellipses.deniedBefore, ellipses.same])) return undefined;
  for (const { hit, value } of hits) {
    const denial =
      hitsOf(sentence, [ellipses.deniedAfter]).find(
        (cue) =>
          cue.from >= hit.to && endsStatement(sentence, cue.to) && !clauseEndsBetween(sentence, hit.to, cue.from),
      ) ?? hitsOf(sentence, [ellipses.deniedBefore]).find((cue) => isRightBefore(sentence, cue, hit));
    if (denial) {
      return { direction: 'no association', reason: `"${quote(sentence, denial)}"`, isCompared: true };
    }
    const same = hitsOf(sentence, [ellipses.same]).find((cue) => isRightBefore(sentence, cue, hit));
    const repeated = same && claims.filter((claim) => claim.cue.to <= same.from).at(-1);
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

/** A statement ends with a mark or with its sentence. */
function endsStatement({ tokens, to }: ReadSentence, at: number): boolean {
  return at >= to || /^[.,;:)。，；]$/.test(tokens.words[at] ?? '');
}

/** So many words may stand between words of repetition and the factor: "as did those with". */
const beforeFactor = 6;

function isRightBefore(sentence: ReadSentence, cue: Hit, hit: Hit): boolean {
  return cue.to <= hit.from && hit.from - cue.to <= beforeFactor && !clauseEndsBetween(sentence, cue.to, hit.from);
}
