import { enrol, type Sender, type Voter } from '../../../scripts/bench/deskLoad.ts';
import { systemClock } from '../../../src/ingest/clock.ts';
import type { Store } from '../../../src/store/openStore.ts';
import { signedIn } from '../../support/identity.ts';

/** An act as a browser keeps it until it is acknowledged: sent again, it goes by the same name. */
export interface Act {
  key: string;
  kind: 'vote' | 'settle';
  recordId: number;
  path: string;
  fields: Record<string, string>;
}

export interface Somebody extends Voter {
  /** What was acknowledged since somebody last looked whether it is kept. */
  acknowledged: Act[];
  /** Sent, with no answer: done or not. */
  unanswered: Act | null;
  /** How often somebody acknowledged voted on a record. */
  versions: Map<number, number>;
}

export interface People {
  voters: Somebody[];
  adjudicators: Somebody[];
}

/** Accounts for so many voters and for two adjudicators. */
export function enrolPeople(store: Store, voters: number): People {
  const beginning = (): Omit<Somebody, keyof Voter> => ({ acknowledged: [], unanswered: null, versions: new Map() });
  const adjudicator = (): Somebody => {
    const { identity, cookie } = signedIn(store, 'adjudicator', { clock: systemClock });
    return { annotatorId: identity.annotatorId, cookie, ...beginning() };
  };
  return {
    voters: enrol(store, voters, systemClock).map((voter) => ({ ...voter, ...beginning() })),
    adjudicators: [adjudicator(), adjudicator()],
  };
}

export interface Workplace {
  sender: Sender;
  /** The same database, opened to see what waits. */
  looking: Store;
  /** How many records there are to vote on. */
  records: number;
  /** Tells this round's acts from others. */
  round: number;
  isOver: () => boolean;
}

const nothingToDo = 5;
const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Everybody votes, settles and reopens as fast as they are answered, until it is over. */
export async function work({ voters, adjudicators }: People, place: Workplace): Promise<void> {
  await Promise.all([
    ...voters.map((who, index) => vote(who, index, voters.length, place)),
    ...adjudicators.map((who, index) => settle(who, index, place)),
  ]);
}

/** @returns whether the server did it. */
async function send(who: Somebody, act: Act, { sender, isOver }: Workplace): Promise<boolean> {
  who.unanswered = act;
  try {
    const { status, body } = await sender.post(act.path, who.cookie, { ...act.fields, key: act.key });
    // Whatever the desk refuses was not done; it may be busy with the import.
    if (status >= 500 && status !== 503) throw new Error(`${status}: ${body.slice(0, 200)}`);
    who.unanswered = null;
    const isDone = status === 200 || status === 303;
    if (isDone) who.acknowledged.push(act);
    return isDone;
  } catch (cause) {
    if (!isOver()) throw cause;
    return false;
  }
}

/** What the server did not answer is sent again first, as a browser does. */
async function resend(who: Somebody, place: Workplace): Promise<void> {
  const act = who.unanswered;
  if (act && (await send(who, act, place)) && act.kind === 'vote')
    who.versions.set(act.recordId, Number(act.fields.version) + 1);
}

async function vote(who: Somebody, index: number, voters: number, place: Workplace): Promise<void> {
  await resend(who, place);
  for (let turn = 0; !place.isOver(); turn++) {
    // Two and two go through the same records, each round from another one on.
    const recordId = 1 + ((Math.floor(index / 2) + place.round * 7 + (turn * voters) / 2) % place.records);
    const version = who.versions.get(recordId) ?? 0;
    const verdict = Math.random() < 0.5 ? 'include' : 'exclude';
    const fields = { version: String(version), tagVersion: '0', verdict };
    const path = `/en/review/title-abstract/${recordId}`;
    const act: Act = { key: `${place.round}-${turn}`, kind: 'vote', recordId, path, fields };
    if (await send(who, act, place)) who.versions.set(recordId, version + 1);
  }
}

async function settle(who: Somebody, index: number, place: Workplace): Promise<void> {
  await resend(who, place);
  const { conflicts, settlements } = place.looking.reviewState;
  for (let turn = 0; !place.isOver(); turn++) {
    const open = conflicts('title-abstract');
    const settled = settlements('title-abstract').filter(({ basis }) => basis === 'adjudicated');
    // From both ends of the list, so that they meet only now and then.
    const conflict = open.at(index === 0 ? 0 : -1);
    const known = settled.at(index === 0 ? 0 : -1);
    const act = { key: `${place.round}-settle-${turn}`, kind: 'settle' as const };
    const path = '/en/review/conflicts/title-abstract';
    const why = { why: 'as it says' };
    if (conflict && turn % 2 === 0) {
      const { recordId, trailEntryId } = conflict;
      const fields = { ...why, verdict: 'include', conflict: String(trailEntryId) };
      await send(who, { ...act, recordId, path: `${path}/${recordId}`, fields }, place);
    } else if (known) {
      const { recordId } = known;
      await send(who, { ...act, recordId, path: `${path}/${recordId}/reopen`, fields: why }, place);
    } else await rest(nothingToDo);
  }
}
