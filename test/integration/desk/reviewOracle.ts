import type { Stage } from '../../../src/domain/review.ts';
import type { RefusalCode } from '../../../src/review/refusal.ts';
import type { ScreeningAnswer } from '../../../src/review/stages/screening.ts';
import type { TaggingAnswer } from '../../../src/review/stages/tagging.ts';

/** The rules of the desk said a second time, in the plainest way, to hold the desk against. */
export interface Place {
  recordId: number;
  stage: Stage;
}

export interface Standing {
  votes: Map<number, unknown>;
  versions: Map<number, number>;
  /** What an adjudicator decided; undefined where nobody did. */
  adjudicated: unknown;
  /** Whether all votes were in at any time. */
  wasComplete: boolean;
  /** How often the conflict was made anew. */
  conflicts: number;
}

const needed = 2;

export function createOracle() {
  const places = new Map<string, Standing>();
  const at = ({ recordId, stage }: Place): Standing => {
    const name = `${recordId} ${stage}`;
    const standing = places.get(name) ?? {
      votes: new Map(),
      versions: new Map(),
      adjudicated: undefined,
      wasComplete: false,
      conflicts: 0,
    };
    places.set(name, standing);
    return standing;
  };

  function stateOf(place: Place): 'open' | 'agreed' | 'conflict' | 'adjudicated' {
    const { votes, adjudicated } = at(place);
    if (adjudicated !== undefined) return 'adjudicated';
    if (votes.size < needed) return 'open';
    return agree(place.stage, [...votes.values()]) ? 'agreed' : 'conflict';
  }

  function verdictOf(place: Place): string | null {
    const { votes, adjudicated } = at(place);
    const state = stateOf(place);
    if (state === 'adjudicated') return (adjudicated as ScreeningAnswer).verdict;
    if (state !== 'agreed') return null;
    const answers = [...votes.values()] as ScreeningAnswer[];
    return answers.every(({ verdict }) => verdict === 'exclude') ? 'exclude' : 'include';
  }

  const isReady = ({ recordId, stage }: Place): boolean => {
    const before = verdictOf({ recordId, stage: 'title-abstract' });
    return stage !== 'full-text' || (before !== null && before !== 'exclude');
  };

  /** Whether the reviewer may vote or withdraw; a withdrawal needs a vote. */
  function refusalOf(place: Place, who: number, version: number, isVote: boolean): RefusalCode | null {
    const { votes, versions } = at(place);
    const state = stateOf(place);
    if (isVote && !isReady(place)) return 'not-ready';
    if ((versions.get(who) ?? 0) !== version) return 'stale';
    if (!isVote && !votes.has(who)) return 'nothing';
    if (state === 'adjudicated') return 'closed';
    return state !== 'open' && !votes.has(who) ? 'closed' : null;
  }

  function settleRefusalOf(place: Place, who: number, isCurrent: boolean): RefusalCode | null {
    if (stateOf(place) !== 'conflict') return 'nothing';
    if (!isCurrent) return 'stale';
    return at(place).votes.has(who) ? 'own-conflict' : null;
  }

  function reopenRefusalOf(place: Place, who: number): RefusalCode | null {
    if (stateOf(place) !== 'adjudicated') return 'nothing';
    return at(place).votes.has(who) ? 'own-conflict' : null;
  }

  /** Keeps an act that was let through. An answer of null takes the vote back. */
  function keep(place: Place, who: number, answer: unknown): void {
    const standing = at(place);
    if (answer === null) standing.votes.delete(who);
    else standing.votes.set(who, answer);
    standing.versions.set(who, (standing.versions.get(who) ?? 0) + 1);
    noteOutcome(place);
  }

  function noteOutcome(place: Place): void {
    const standing = at(place);
    if (stateOf(place) === 'conflict') standing.conflicts++;
    if (stateOf(place) !== 'open') standing.wasComplete = true;
  }

  return { at, stateOf, verdictOf, refusalOf, settleRefusalOf, reopenRefusalOf, keep, noteOutcome };
}

function agree(stage: Stage, answers: unknown[]): boolean {
  const [a, b] = answers;
  if (stage === 'tagging') return JSON.stringify(tagsOf(a)) === JSON.stringify(tagsOf(b));
  const [one, other] = [a, b] as ScreeningAnswer[];
  if (!one || !other) return false;
  if (stage === 'title-abstract') return (one.verdict === 'exclude') === (other.verdict === 'exclude');
  const isSame = one.verdict === other.verdict && one.exclusionReason === other.exclusionReason;
  return isSame && one.verdict !== 'unsure';
}

function tagsOf(answer: unknown) {
  const { mechanisms, sampleN } = answer as TaggingAnswer;
  return [mechanisms.map(({ id, position }) => `${id} ${position}`).sort((a, b) => (a < b ? -1 : 1)), sampleN];
}
