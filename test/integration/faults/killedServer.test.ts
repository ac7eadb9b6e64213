import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSender, quantile } from '../../../scripts/bench/deskLoad.ts';
import { examineDatabase } from '../../../src/store/databaseCopy.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { type BuiltProgram, buildProgram } from '../../support/builtProgram.ts';
import { roundsUntil } from '../../support/rounds.ts';
import { startServing } from '../../support/servedProcess.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';
import { createLedger, type Ledger } from '../desk/killedLedger.ts';
import { enrolPeople, type People, work } from '../desk/killedPeople.ts';

/** RESORB_KILLS=1000 for the figure in docs/reliability.md. */
const kills = Number(process.env.RESORB_KILLS ?? 3);
const lookAtAllEvery = 50;
const records = 100;
const voters = 4;
/** Milliseconds after the first acknowledged vote of a round within which the server is killed. */
const moment = 250;
/** Milliseconds after which it is killed although no vote was acknowledged. */
const longest = 30_000;

let program: BuiltProgram;
let copies: StoreCopies;
let folder: string;
let db: string;
let people: People;
let ledger: Ledger;
beforeAll(async () => {
  program = buildProgram(['serve']);
  copies = await recordCopies(records);
  folder = mkdtempSync(join(tmpdir(), 'resorb-killed-server-'));
  db = join(folder, 'review.sqlite');
  const store = copies.store();
  people = { voters: enrolPeople(store, voters).voters, adjudicators: [] };
  store.copyTo(db);
  ledger = createLedger(db, people);
});
afterAll(() => {
  program.remove();
  copies.remove();
  rmSync(folder, { recursive: true, force: true });
});

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Milliseconds from the command to the first request that could be answered, after each kill. */
const starts: number[] = [];
let onTheirWay = 0;

/** Everybody votes as fast as they are answered, until the server is killed at a random moment. */
async function killedWhileVoting(round: number): Promise<void> {
  const begun = performance.now();
  const server = await startServing(db, [], { RESORB_LOG: 'silent' }, program.words('serve'));
  starts.push(performance.now() - begun);
  const sender = createSender(server.url);
  const looking = openStore(db, { readonly: true });
  let isOver = false;
  const before = ledger.acknowledged();
  const working = work(people, { sender, looking, records, round, isOver: () => isOver });
  while (ledger.acknowledged() === before && performance.now() - begun < longest) await rest(1);
  await rest(Math.random() * moment);
  isOver = true;
  await server.end('SIGKILL');
  await working;
  sender.close();
  looking.close();
  if (people.voters.some(({ unanswered }) => unanswered)) onTheirWay += 1;
}

/** A long series is made for its figures, and one that is stopped should not have been for nothing. */
function tell(done: number): void {
  const [middle, worst] = [quantile(starts, 0.5), Math.max(...starts)].map(Math.round);
  process.stdout.write(
    `${done} kills, ${onTheirWay} with a vote on its way: ${ledger.acknowledged()} votes acknowledged, 0 lost, 0 doubled; started again within ${middle} ms (median), ${worst} ms at most\n`,
  );
}

test(
  `a server that is killed (kill -9) ${kills} times while votes come in has every acknowledged one once`,
  async () => {
    for (const round of roundsUntil(kills, () => onTheirWay > 0)) {
      await killedWhileVoting(round);
      ledger.look();
      // Opens the file as the next start would, and reads it whole.
      expect(examineDatabase(db).rows.record).toBe(records);
      if (round % lookAtAllEvery !== lookAtAllEvery - 1) continue;
      ledger.lookAtAll();
      tell(round + 1);
    }
    ledger.lookAtAll();
    expect(ledger.acknowledged()).toBeGreaterThan(kills - 1);
    expect(onTheirWay).toBeGreaterThan(0);
    if (process.env.RESORB_KILLS) tell(kills);
  },
  300_000 + kills * 60_000,
);
