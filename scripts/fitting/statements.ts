import { hasAny, type ReadSentence } from '../../src/tagging/reading.ts';
import type { CueLists, SignWeights } from '../../src/tagging/ruleSchema.ts';
import type { Given } from './labelled.ts';
import { type FitOptions, fitWeights, weightOf } from './multinomial.ts';
import { leastWeight } from './verdictWeightsText.ts';

/** A statement of a labelled record as a fit sees it. */
export interface SeenStatement {
  sentence: ReadSentence;
  /** The signs that were read from it. */
  shown: ReadonlySet<string>;
  /** What it says by the label: nothing, or a verdict. */
  says: string | null;
  /** How often its record counts. */
  times: number;
  /** What is left out together. */
  fold: string;
}

type Sign = SignWeights['signs'][number];

/** What a sign weighs before anything is seen for the verdict that the rules give it for. */
const meantWeight = 2;
/** A list that statements of fewer batches show tells more of those batches than of what they say. */
const leastBatches = 3;

/**
 * How often a record counts. The library is what tagged records are like; a sentence made to try one thing stands for
 * the many that say it so; a bank says in many ways what is seldom said, and would make it seem common.
 */
export function timesOf(batch: string): number {
  if (batch === 'library') return 2;
  if (batch === 'challenge') return 3;
  return batch.startsWith('bank-') ? 0.3 : 1;
}

/**
 * What a statement says by the label of what it is about: that of the evidence it stands in. Where no statement holds
 * the evidence only a single one can be meant; else, of what is tagged, nobody said what it says.
 *
 * @param same all statements of the record about the same thing.
 */
export function saidBy<Statement extends { sentence: ReadSentence }>(
  statement: Statement,
  same: readonly Statement[],
  label: Given | undefined,
): string | null | undefined {
  if (!label) return null;
  const isMeant = holds(statement, label) || (same.length === 1 && !same.some((other) => holds(other, label)));
  return isMeant ? label.stance : undefined;
}

function holds({ sentence }: { sentence: ReadSentence }, { evidence }: Given): boolean {
  const at = evidence === '' ? -1 : sentence.source.indexOf(evidence);
  return at >= 0 && at < sentence.end && at + evidence.length > sentence.start;
}

/** Every sign of a name, and every list that statements of enough batches show. */
export function allSigns(names: readonly string[], lists: CueLists, seen: readonly SeenStatement[]): Sign[] {
  const batches = new Map<string, Set<string>>();
  for (const { sentence, fold } of seen) {
    // The library is left out by parts, but is one batch.
    const batch = fold.split(' ', 1)[0] as string;
    for (const list of sentence.byList.keys()) batches.set(list, (batches.get(list) ?? new Set()).add(batch));
  }
  const common = Object.keys(lists).filter((list) => (batches.get(list)?.size ?? 0) >= leastBatches);
  return [...names.map((sign) => ({ sign, weights: {} })), ...common.map((list) => ({ lists: [list], weights: {} }))];
}

type Fitted = Pick<SignWeights, 'bias' | 'signs'>;

/** What is fitted. */
export interface Fit {
  signs: readonly Sign[];
  verdicts: readonly string[];
  seen: readonly SeenStatement[];
  options: FitOptions;
  /** By sign: the verdict that the rules give it for, to which it is drawn. */
  meant?: ReadonlyMap<string, string>;
}

/** Fits weights against saying nothing, which weighs 0. */
export function fitVerdicts(fit: Fit): Fitted {
  return fitKinds(fit, 1);
}

/** Fits weights of the verdicts against each other, to the statements that say something. */
export function fitChoice(fit: Fit): Fitted {
  return fitKinds({ ...fit, seen: fit.seen.filter(({ says }) => says !== null) }, 0);
}

/** Only the signs that decide something: of every sign and list there is, many are shown by too few. */
export function telling({ bias, signs }: Fitted): Fitted {
  const tells = ({ weights }: Sign) => Object.values(weights).some((weight) => Math.abs(weight) >= leastWeight);
  return { bias, signs: signs.filter(tells) };
}

/** @param first the place of the first verdict among the kinds: 1 where kind 0 says nothing. */
function fitKinds({ signs, verdicts, seen, options, meant = new Map() }: Fit, first: 0 | 1): Fitted {
  const cases = seen.map(({ sentence, shown, says, times }) => ({
    signs: signs.flatMap(({ sign, lists }, at) =>
      (sign === undefined ? hasAny(sentence, lists) : shown.has(sign)) ? [at] : [],
    ),
    kind: kindOf(says, verdicts) + first,
    times,
  }));
  const priors = signs.map(({ sign }) => {
    const verdict = sign === undefined ? undefined : meant.get(sign);
    return new Map(verdict === undefined ? [] : [[verdicts.indexOf(verdict) + first, meantWeight]]);
  });
  const fitted = fitWeights(cases, priors, verdicts.length + first, options);
  const rowOf = (sign: number): Record<string, number> =>
    Object.fromEntries(
      verdicts.map((verdict, at) => [
        verdict,
        weightOf(fitted, sign, at + first) - (first === 1 ? weightOf(fitted, sign, 0) : 0),
      ]),
    );
  return { bias: rowOf(signs.length), signs: signs.map((sign, at) => ({ ...sign, weights: rowOf(at) })) };
}

/** The place of a verdict; that nothing is said stands before the first. */
function kindOf(says: string | null, verdicts: readonly string[]): number {
  const at = says === null ? -1 : verdicts.indexOf(says);
  if (says !== null && at < 0) throw new Error(`A label says "${says}"; there are ${verdicts.join(', ')}.`);
  return at;
}
