import type { EvidenceSpan } from '../../domain/codebook.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import { createDesk, type Desk, unranked } from '../createDesk.ts';
import { emptyTagging, type TaggingAnswer } from '../stages/tagging.ts';
import { type Chance, createChance } from './chance.ts';

/** Who takes part in the sample review. */
export const demoReviewers = ['Reviewer A', 'Reviewer B', 'Reviewer C'] as const;
export const demoAdjudicator = 'Adjudicator';

/** Said with every made-up vote and decision. */
const mark = 'Made up for the sample review.';

/** How often a made-up reviewer departs from what the library says. */
const slips = { verdict: 0.08, unsure: 0.06, drop: 0.1, stance: 0.12, add: 0.03 };

export interface DemoParts {
  store: Store;
  protocol: Protocol;
  /** Annotators by name, as the accounts were made. */
  people: ReadonlyMap<string, number>;
  /** The first vote, ISO. The others follow over the next two weeks. */
  from: string;
  /** None is given after this, ISO. */
  until: string;
}

export interface DemoCounts {
  votes: number;
  conflicts: number;
  settled: number;
}

/**
 * Fills a review with made-up votes of three reviewers about the records it has: enough for conflicts, agreement and
 * the PRISMA flow to show. Every vote goes through the desk, as a person's would. The same each time.
 */
export async function fillDemoReview({ store, protocol, people, from, until }: DemoParts): Promise<DemoCounts> {
  const chance = createChance(2026);
  const desk = createDesk({ store, protocol, ranking: unranked });
  const clock = createDays(from, until, chance);
  const counts = { votes: 0, conflicts: 0, settled: 0 };
  const voters = demoReviewers.map((name) => annotatorOf(people, name));
  const adjudicator = annotatorOf(people, demoAdjudicator);

  for (const recordId of store.reviewQueue.all()) {
    // A tenth is left for whoever tries the desk.
    if (chance.happens(0.1)) continue;
    const [first, second] = pairOf(voters, recordId);
    const standing = store.screening.standing(recordId);
    const isIn = standing !== 'excluded';
    const tags = libraryTags(store, recordId);
    for (const annotatorId of [first, second]) {
      await decide(desk, clock, {
        recordId,
        annotatorId,
        stage: 'title-abstract',
        answer: verdictOf(isIn, chance, protocol),
      });
      counts.votes++;
    }
    if (
      store.reviewState.settlement(recordId, 'title-abstract')?.answer &&
      isIncluded(store, recordId, 'title-abstract')
    ) {
      for (const annotatorId of [first, second]) {
        await decide(desk, clock, { recordId, annotatorId, stage: 'full-text', answer: fullTextOf(isIn, chance) });
        await decide(desk, clock, { recordId, annotatorId, stage: 'tagging', answer: slipped(tags, protocol, chance) });
        counts.votes += 2;
      }
    }
    counts.settled += await settleSome(recordId);
  }
  counts.conflicts = (['title-abstract', 'full-text', 'tagging'] as const).reduce(
    (sum, stage) => sum + store.reviewState.conflicts(stage).length,
    0,
  );
  return counts;

  /** The adjudicator settles most decisions in conflict, and leaves some to be seen. */
  async function settleSome(recordId: number): Promise<number> {
    let settled = 0;
    for (const stage of ['title-abstract', 'full-text'] as const) {
      const conflict = store.reviewState.conflict(recordId, stage);
      if (!conflict || chance.happens(0.3)) continue;
      const isIn = store.screening.standing(recordId) !== 'excluded';
      await desk.settle({
        recordId,
        stage,
        annotatorId: adjudicator,
        answer: isIn
          ? { verdict: 'include', exclusionReason: null, note: '' }
          : { verdict: 'exclude', exclusionReason: reasonOf(protocol, 1), note: '' },
        reason: mark,
        conflictEntryId: conflict.trailEntryId,
        at: clock(),
        requestId: null,
        idempotencyKey: null,
      });
      settled++;
    }
    return settled;
  }
}

interface Decision {
  recordId: number;
  annotatorId: number;
  stage: 'title-abstract' | 'full-text' | 'tagging';
  answer: unknown;
}

async function decide(desk: Desk, clock: () => string, decision: Decision): Promise<void> {
  await desk.vote({
    ...decision,
    version: 0,
    shown: { suggestions: [], ranking: { order: 'oldest', model: null } },
    at: clock(),
    requestId: null,
    idempotencyKey: null,
  });
}

function verdictOf(isIn: boolean, chance: Chance, protocol: Protocol): unknown {
  const includes = chance.happens(slips.verdict) ? !isIn : isIn;
  if (includes)
    return { verdict: chance.happens(slips.unsure) ? 'unsure' : 'include', exclusionReason: null, note: mark };
  return { verdict: 'exclude', exclusionReason: reasonOf(protocol, chance.below(3)), note: mark };
}

function fullTextOf(isIn: boolean, chance: Chance): unknown {
  const includes = chance.happens(slips.verdict / 2) ? !isIn : isIn;
  return includes
    ? { verdict: 'include', exclusionReason: null, note: mark }
    : { verdict: 'exclude', exclusionReason: 'no-resorption-outcome', note: mark };
}

/** A reason of the protocol that a title can show, by its place among them. */
function reasonOf({ review }: Protocol, place: number): string {
  const reasons = review.eligibility.exclude.filter(({ id }) => id !== 'duplicate' && id !== 'not-retrievable');
  return reasons[place % reasons.length]?.id ?? 'wrong-topic';
}

/** What the library says of a record, as a reviewer's answer. */
function libraryTags(store: Store, recordId: number): TaggingAnswer {
  const tags = store.catalogRows.tagsOf(recordId);
  const spans = store.catalogRows.evidenceOf(recordId);
  const evidenceOf = (annotationId: number): EvidenceSpan[] =>
    spans
      .filter((span) => span.annotationId === annotationId && span.stale === 0)
      .map(({ field, start, end, text }) => ({ field: field as EvidenceSpan['field'], start, end, text }));
  const terms = (kind: 'mechanism' | 'predictor') =>
    tags
      .filter((tag) => tag.kind === kind && tag.stance !== null)
      .map(({ value, stance, annotationId }) => ({
        id: value,
        position: stance as never,
        evidence: evidenceOf(annotationId),
      }));
  const ids = (kind: string) =>
    tags
      .filter((tag) => tag.kind === kind)
      .map(({ value }) => value)
      .sort();
  return {
    ...emptyTagging,
    mechanisms: terms('mechanism'),
    predictors: terms('predictor'),
    designs: ids('design'),
    species: ids('species'),
    imaging: ids('imaging'),
    note: mark,
  };
}

/** The same with the slips of a person who read in a hurry. */
function slipped(answer: TaggingAnswer, { codebook }: Protocol, chance: Chance): TaggingAnswer {
  const mechanisms = answer.mechanisms
    .filter(() => !chance.happens(slips.drop))
    .map((term) => (chance.happens(slips.stance) ? { ...term, position: 'discusses' as const } : term));
  const extra = codebook.mechanisms[chance.below(codebook.mechanisms.length)];
  const isNew = extra && mechanisms.every(({ id }) => id !== extra.id);
  return {
    ...answer,
    mechanisms:
      isNew && chance.happens(slips.add)
        ? [...mechanisms, { id: extra.id, position: 'discusses', evidence: [] }]
        : mechanisms,
  };
}

function isIncluded(store: Store, recordId: number, stage: 'title-abstract'): boolean {
  const answer = store.reviewState.settlement(recordId, stage)?.answer as { verdict: string } | undefined;
  return answer?.verdict === 'include';
}

function pairOf(voters: readonly number[], recordId: number): [number, number] {
  const place = recordId % voters.length;
  return [voters[place] ?? 0, voters[(place + 1) % voters.length] ?? 0];
}

function annotatorOf(people: ReadonlyMap<string, number>, name: string): number {
  const annotatorId = people.get(name);
  if (annotatorId === undefined) throw new Error(`There is no account "${name}".`);
  return annotatorId;
}

/** Working days: a vote takes half a minute to a minute and a half, sixty votes make a day; none lies in days to come. */
function createDays(from: string, until: string, chance: Chance): () => string {
  const end = Date.parse(until);
  let now = Date.parse(from);
  let today = 0;
  return () => {
    now += 30_000 + chance.below(60_000);
    today++;
    if (today === 60) {
      today = 0;
      now += 22 * 60 * 60_000;
    }
    return new Date(Math.min(now, end)).toISOString();
  };
}
