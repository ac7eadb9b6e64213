import type { ReadSentence } from './reading.ts';
import type { SignWeights, VerdictWeights } from './ruleSchema.ts';

/** What signs speak for: the share of each verdict, by the order of the rules; what a judge leaves is that there is none. */
export interface Judged {
  shares: readonly number[];
  /** Together, 0..1: that there is something to say at all. */
  share: number;
}

/** Weighs what a sentence shows: a pure function of its cues and of the signs that were read from it. */
export type Judge = (sentence: ReadSentence, signs: readonly string[]) => Judged;

/**
 * A judge by fitted weights: every sign that is shown, and every sign that is a list with a cue in the sentence, adds
 * its weights for and against each verdict (log odds against saying nothing).
 */
export function createJudge(weights: VerdictWeights): Judge {
  const sum = createScale(weights);
  // Saying nothing weighs 0.
  return (sentence, signs) => shareOut(sum(sentence, signs), 0);
}

/** As a judge, of what is known to say something. */
export function createChooser(weights: SignWeights): Judge {
  const sum = createScale(weights);
  return (sentence, signs) => shareOut(sum(sentence, signs), Number.NEGATIVE_INFINITY);
}

/** Lists that are one sign, with what it weighs. */
interface ListSign {
  row: readonly number[];
  /** The last sentence for which it was added: several of its lists may have cues there. */
  turn: number;
}

/** Adds up what a sentence shows for each verdict. */
function createScale({ verdicts, bias, signs }: SignWeights) {
  const start = verdicts.map((verdict) => bias[verdict] ?? 0);
  const bySign = new Map<string, readonly number[]>();
  // Hundreds of signs are lists, and a sentence has cues of a few.
  const byList = new Map<string, ListSign[]>();
  for (const { sign, lists, weights } of signs) {
    const row = verdicts.map((verdict) => weights[verdict] ?? 0);
    if (sign !== undefined) bySign.set(sign, row);
    if (lists === undefined) continue;
    const entry = { row, turn: 0 };
    for (const list of lists) byList.set(list, [...(byList.get(list) ?? []), entry]);
  }
  let turn = 0;
  /** Statements of one sentence are weighed one after another, and its lists weigh the same for all of them. */
  let last: ReadSentence['byList'] | undefined;
  const ofLists: number[] = [];
  function weighLists(cues: ReadSentence['byList']): void {
    last = cues;
    turn++;
    for (let at = 0; at < start.length; at++) ofLists[at] = start[at] as number;
    for (const list of cues.keys()) {
      const signsOfList = byList.get(list);
      if (signsOfList === undefined) continue;
      for (const each of signsOfList) {
        if (each.turn !== turn) add(ofLists, each.row);
        each.turn = turn;
      }
    }
  }
  return (sentence: ReadSentence, shown: readonly string[]): number[] => {
    if (sentence.byList !== last) weighLists(sentence.byList);
    const sums = [...ofLists];
    for (const sign of shown) add(sums, bySign.get(sign));
    return sums;
  };
}

function add(sums: number[], weights: readonly number[] | undefined): void {
  if (!weights) return;
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (weights[at] as number);
}

function shareOut(sums: number[], nothing: number): Judged {
  let most = nothing;
  for (const sum of sums) if (sum > most) most = sum;
  const left = Math.exp(nothing - most);
  let said = 0;
  for (let at = 0; at < sums.length; at++) {
    const part = Math.exp((sums[at] as number) - most);
    sums[at] = part;
    said += part;
  }
  const all = said + left;
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) / all;
  return { shares: sums, share: said / all };
}

/** A statement with what its signs speak for. */
export interface Weighed<Statement> extends Judged {
  statement: Statement;
}

/** What all statements of one thing say together. */
export interface Settled<Statement> {
  verdict: string;
  /** That of the surest. */
  share: number;
  /** Those that speak for it most, at most three, each half as sure of it as is needed; a title only where nothing else does. */
  proofs: Statement[];
}

const mostProofs = 3;

/**
 * One verdict from all statements: the surest tells whether there is something to say, and all together tell what.
 *
 * @returns undefined where not even the surest reaches `least`.
 */
export function settle<Statement extends { sentence: ReadSentence }>(
  weighed: readonly Weighed<Statement>[],
  { verdicts, least }: Pick<VerdictWeights, 'verdicts' | 'least'>,
): Settled<Statement> | undefined {
  const best = weighed.reduce((most, { share }) => Math.max(most, share), 0);
  if (weighed.length === 0 || best < least) return undefined;
  const sums = verdicts.map((_, at) => weighed.reduce((sum, { shares, share }) => sum + (shares[at] ?? 0) * share, 0));
  const place = sums.indexOf(Math.max(...sums));
  const saying = ({ shares }: Weighed<Statement>): number => shares[place] ?? 0;
  const ranked = [...weighed].sort((one, other) => saying(other) - saying(one));
  const proving = ranked.filter((each, rank) => rank === 0 || saying(each) >= least / 2);
  const told = proving.filter(({ statement }) => !statement.sentence.isTitle);
  const proofs = (told.length > 0 ? told : proving).slice(0, mostProofs).map(({ statement }) => statement);
  return { verdict: verdicts[place] as string, share: best, proofs };
}
