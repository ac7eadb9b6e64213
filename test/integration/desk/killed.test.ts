import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSender } from '../../../scripts/bench/deskLoad.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { type BuiltProgram, buildProgram } from '../../support/builtProgram.ts';
import { roundsUntil } from '../../support/rounds.ts';
import { startServing } from '../../support/servedProcess.ts';
import { recordCopies, type StoreCopies } from '../../support/storeCopies.ts';
import { createImports, expectWholeImports, isImportAtWork } from './killedImport.ts';
import { createLedger, type Ledger } from './killedLedger.ts';
import { enrolPeople, type People, work } from './killedPeople.ts';

/** The full count is a command: `npm run test:desk-killed` (another one with `RESORB_KILLS=20`). */
const kills = Number(process.env.RESORB_KILLS ?? 3);
const lookAtAllEvery = 20;
const records = 120;
const voters = 6;
/** The server is killed after so many acts were acknowledged, so that rounds get equally far on a busy machine. */
const fewest = 10;
const most = 60;
/** Milliseconds after which it is killed at the latest, and within which it is killed after the last of those. */
const longest = 30_000;
const moment = 50;

let program: BuiltProgram;
let copies: StoreCopies;
let folder: string;
let db: string;
let people: People;
let ledger: Ledger;
let imports: ReturnType<typeof createImports>;
beforeAll(async () => {
  program = buildProgram(['serve', 'ingest']);
  copies = await recordCopies(records);
  folder = mkdtempSync(join(tmpdir(), 'resorb-desk-killed-'));
  db = join(folder, 'review.sqlite');
  const store = copies.store();
  people = enrolPeople(store, voters);
  store.copyTo(db);
  ledger = createLedger(db, people);
  imports = createImports(join(folder, 'beside.xml'), program.words('ingest'));
});
afterAll(() => {
  program.remove();
  copies.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What a kill fell into. */
interface Hit {
  vote: boolean;
  settle: boolean;
  import: boolean;
}

test(
  `killed ${kills} times while people vote and settle and an import runs, the desk loses and doubles nothing it acknowledged`,
  async () => {
    const hits: Hit[] = [];
    const isShown = () => fellInto(hits, 'vote') > 0 && fellInto(hits, 'import') > 0;
    for (const round of roundsUntil(kills, isShown)) {
      hits.push(await killedAtWork(round));
      ledger.look();
      expectWholeImports(db);
      if (round % lookAtAllEvery === lookAtAllEvery - 1) {
        ledger.lookAtAll();
        tell(hits);
      }
    }
    ledger.lookAtAll();
    tell(hits);
    // A test in which nothing was done when it was killed would show nothing.
    expect(ledger.acknowledged()).toBeGreaterThan(kills * fewest - 1);
    expect(fellInto(hits, 'vote')).toBeGreaterThan(0);
    expect(fellInto(hits, 'import')).toBeGreaterThan(0);
  },
  300_000 + kills * 60_000,
);

function fellInto(hits: readonly Hit[], kind: keyof Hit): number {
  return hits.filter((hit) => hit[kind]).length;
}

/** A long run is made for its figures, and one that is stopped should not have been for nothing. */
function tell(hits: readonly Hit[]): void {
  if (!process.env.RESORB_KILLS) return;
  process.stdout.write(
    `${hits.length} kills: ${fellInto(hits, 'vote')} with a vote on its way, ${fellInto(hits, 'settle')} with a settlement or reopening on its way, ${fellInto(hits, 'import')} with an import at work; ${ledger.acknowledged()} acts acknowledged, 0 lost, 0 doubled\n`,
  );
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Serves and imports, lets everybody work, and kills both at a random moment. */
async function killedAtWork(round: number): Promise<Hit> {
  const imported = imports.begin(db, round);
  const ended = new Promise((resolve) => imported.on('close', resolve));
  const server = await startServing(db, [], { RESORB_LOG: 'silent' }, program.words('serve'));
  const sender = createSender(server.url);
  const looking = openStore(db, { readonly: true });
  let isOver = false;
  const working = work(people, { sender, looking, records, round, isOver: () => isOver });

  const begun = Date.now();
  const enough = ledger.acknowledged() + fewest + Math.random() * (most - fewest);
  const isImportOver = () => imported.exitCode !== null;
  const isFarEnough = () => ledger.acknowledged() >= enough && isImportAtWork(looking, round);
  while (!isFarEnough() && !isImportOver() && Date.now() - begun < longest) await rest(2);
  await rest(Math.random() * moment);
  const isImporting = isImportAtWork(looking, round);
  // An import that cannot be begun would leave nothing to kill.
  const importFailed = isImportOver() && imported.exitCode !== 0;
  isOver = true;
  imported.kill('SIGKILL');
  await server.end('SIGKILL');
  await working;
  await ended;
  sender.close();
  looking.close();
  expect(importFailed).toBe(false);
  const isOnItsWay = (kind: 'vote' | 'settle') =>
    [...people.voters, ...people.adjudicators].some(({ unanswered }) => unanswered?.kind === kind);
  return {
    vote: isOnItsWay('vote'),
    settle: isOnItsWay('settle'),
    import: isImporting && imported.signalCode === 'SIGKILL',
  };
}
