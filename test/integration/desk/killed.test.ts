import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { createSender, enrol, risOf, type Voter } from '../../../scripts/bench/deskLoad.ts';
import { systemClock } from '../../../src/ingest/clock.ts';
import { rootDir } from '../../../src/paths.ts';
import { createDesk, unranked } from '../../../src/review/createDesk.ts';
import { reviewStateText } from '../../../src/review/trail/rebuildReview.ts';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { openStore, type Store } from '../../../src/store/openStore.ts';
import { signedIn } from '../../support/identity.ts';
import { protocol } from '../../support/libraryStore.ts';
import { startServing } from '../../support/servedProcess.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';

/** The full count takes a while: `RESORB_DESK_KILLS=200 npx jest --selectProjects integration --testPathPatterns desk/killed`. */
const kills = Number(process.env.RESORB_DESK_KILLS ?? 3);
const records = 60;
const reviewers = 6;
/** The server is killed after so many acts were acknowledged, so that rounds get equally far on a busy machine. */
const fewest = 20;
const most = 100;
/** Milliseconds after which it is killed at the latest, and within which it is killed after the last of those. */
const longest = 15_000;
const moment = 50;

/** An act as a browser keeps it until it is acknowledged: sent again, it goes by the same name. */
interface Act {
  key: string;
  path: string;
  fields: Record<string, string>;
}
interface Somebody extends Voter {
  acknowledged: Act[];
  /** Sent, with no answer: done or not. */
  unanswered: Act | null;
  /** How often somebody acknowledged voted on a record. */
  versions: Map<number, number>;
}

let copies: StoreCopies;
let folder: string;
let db: string;
let people: Somebody[];
let adjudicator: Somebody;
beforeAll(async () => {
  copies = await recordCopies(records);
  folder = mkdtempSync(join(tmpdir(), 'resorb-desk-killed-'));
  db = join(folder, 'review.sqlite');
  const store = copies.store();
  const beginning = { acknowledged: [], unanswered: null };
  people = enrol(store, reviewers, systemClock).map((voter) => ({
    ...voter,
    ...structuredClone(beginning),
    versions: new Map(),
  }));
  const { identity, cookie } = signedIn(store, 'adjudicator', { clock: systemClock });
  adjudicator = { annotatorId: identity.annotatorId, cookie, ...structuredClone(beginning), versions: new Map() };
  store.copyTo(db);
});
afterAll(() => {
  copies.remove();
  rmSync(folder, { recursive: true, force: true });
});

test(
  `killed ${kills} times while people vote and settle and an import runs, the desk loses and doubles nothing it acknowledged`,
  async () => {
    let imports = 0;
    for (let round = 0; round < kills; round++) {
      imports += await killedAtWork(round);
      const store = openStore(db);
      expectNothingLost(store);
      store.close();
    }
    const acknowledged = countAcknowledged();
    // A test in which nothing was done when it was killed would show nothing.
    expect(acknowledged).toBeGreaterThan(kills);
    expect(adjudicator.acknowledged.length).toBeGreaterThan(0);
    const check = expectFollowsFromTrail();
    // A long run is made for its figures.
    if (process.env.RESORB_DESK_KILLS) {
      const settled = adjudicator.acknowledged.length;
      process.stdout.write(
        `${kills} kills, ${imports} of them with an import at work: ${acknowledged} acts acknowledged, ${settled} of them settlements and reopenings, ${check.entries} entries in the trail\n`,
      );
    }
  },
  60_000 + kills * 30_000,
);

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const countAcknowledged = () => [...people, adjudicator].reduce((sum, each) => sum + each.acknowledged.length, 0);

/** Serves, lets everybody work, and kills the server at a random moment. */
async function killedAtWork(round: number): Promise<number> {
  const file = join(folder, 'beside.ris');
  writeFileSync(file, risOf(4000, `Beside${round}`));
  const words = ['--import', 'tsx', join(rootDir, 'scripts', 'ingest.ts'), '--db', db, '--file', file];
  const imported = spawn(process.execPath, words, { cwd: rootDir, stdio: 'ignore' });
  const ended = new Promise((resolve) => imported.on('close', resolve));
  const server = await startServing(db, [], { RESORB_LOG: 'silent' });
  const sender = createSender(server.url);
  const looking = openStore(db, { readonly: true });
  let isOver = false;

  /** @returns whether the server answered. */
  async function send(who: Somebody, act: Act): Promise<boolean> {
    who.unanswered = act;
    try {
      const { status, body } = await sender.post(act.path, who.cookie, { ...act.fields, key: act.key });
      // Whatever the desk refuses was not done; it may be busy with the import.
      if (status >= 500 && status !== 503) throw new Error(`${status}: ${body.slice(0, 200)}`);
      who.unanswered = null;
      if (status === 200 || status === 303) who.acknowledged.push(act);
      return status === 200 || status === 303;
    } catch (cause) {
      if (!isOver) throw cause;
      return false;
    }
  }

  async function vote(who: Somebody, place: number): Promise<void> {
    // What the server did not answer is sent again first, as a browser does.
    if (who.unanswered) await resend(who);
    for (let turn = 0; !isOver; turn++) {
      // Two and two go through the same records.
      const recordId = 1 + ((Math.floor(place / 2) + (turn * reviewers) / 2) % records);
      const version = who.versions.get(recordId) ?? 0;
      const verdict = ['include', 'exclude'][Math.floor(Math.random() * 2)] ?? 'include';
      const fields = { version: String(version), tagVersion: '0', verdict };
      const key = `${round}-${place}-${turn}`;
      if (await send(who, { key, path: `/en/review/title-abstract/${recordId}`, fields }))
        who.versions.set(recordId, version + 1);
    }
  }

  async function resend(who: Somebody): Promise<void> {
    const act = who.unanswered;
    if (!act) return;
    const recordId = Number(/\d+$/.exec(act.path)?.[0]);
    if ((await send(who, act)) && act.fields.version !== undefined)
      who.versions.set(recordId, Number(act.fields.version) + 1);
  }

  async function settle(): Promise<void> {
    if (adjudicator.unanswered) await resend(adjudicator);
    for (let turn = 0; !isOver; turn++) {
      const [conflict] = looking.reviewState.conflicts('title-abstract');
      const settled = looking.reviewState.settlements('title-abstract').find(({ basis }) => basis === 'adjudicated');
      const key = `${round}-settle-${turn}`;
      const path = '/en/review/conflicts/title-abstract';
      const why = { why: 'as it says' };
      if (conflict && turn % 3 !== 2) {
        const fields = { ...why, verdict: 'include', conflict: String(conflict.trailEntryId) };
        await send(adjudicator, { key, path: `${path}/${conflict.recordId}`, fields });
      } else if (settled) await send(adjudicator, { key, path: `${path}/${settled.recordId}/reopen`, fields: why });
      await rest(5);
    }
  }

  const work = Promise.all([...people.map(vote), settle()]);
  const begun = Date.now();
  const enough = countAcknowledged() + fewest + Math.random() * (most - fewest);
  while (countAcknowledged() < enough && Date.now() - begun < longest) await rest(2);
  await rest(Math.random() * moment);
  isOver = true;
  imported.kill('SIGKILL');
  await server.end('SIGKILL');
  await work;
  sender.close();
  looking.close();
  await ended;
  return imported.signalCode === 'SIGKILL' ? 1 : 0;
}

/** Every acknowledged act is there once, with what it said; at most one more a person, whose answer never came. */
function expectNothingLost(store: Store): void {
  expect(integrityOf(db)).toBe('ok');
  expect(verifyTrail(store).fault).toBeNull();
  for (const who of [...people, adjudicator]) {
    for (const { key, fields } of who.acknowledged) {
      const entry = store.trail.find(who.annotatorId, key);
      expect({ key, kind: entry?.kind }).toEqual({ key, kind: expect.any(String) });
      if (fields.verdict) expect(entry?.after).toMatchObject({ answer: { verdict: fields.verdict } });
    }
    const done = store.trail.entries({ annotatorId: who.annotatorId }).map(({ idempotencyKey }) => idempotencyKey);
    const known = new Set([...who.acknowledged, ...(who.unanswered ? [who.unanswered] : [])].map(({ key }) => key));
    expect(done.filter((key) => !known.has(key ?? ''))).toEqual([]);
    expect(new Set(done).size).toBe(done.length);
    for (const [recordId, version] of who.versions) {
      const inDoubt = who.unanswered?.path.endsWith(`/${recordId}`) ? 1 : 0;
      const stored = store.trail.voteVersion(recordId, 'title-abstract', who.annotatorId);
      expect([version, version + inDoubt]).toContain(stored);
    }
  }
}

function integrityOf(file: string): unknown {
  const database = new BetterSqlite(file, { readonly: true });
  const found = database.pragma('integrity_check', { simple: true });
  database.close();
  return found;
}

function expectFollowsFromTrail() {
  const store = openStore(db);
  const before = reviewStateText(store);
  createDesk({ store, protocol, ranking: unranked }).rebuild();
  expect(reviewStateText(store)).toBe(before);
  const check = verifyTrail(store);
  store.close();
  return check;
}
