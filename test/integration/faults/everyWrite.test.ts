import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { verifyTrail } from '../../../src/review/trail/verifyTrail.ts';
import { openKept } from '../../../src/store/keptDatabase.ts';
import { canFailWrites, type DiskFault, whileDiskFails } from '../../support/failingDisk.ts';
import { signedIn } from '../../support/identity.ts';
import { tableDump } from '../../support/tableDump.ts';
import { expectedStatus, type RouteWorld, startRouteWorld, unsafeCells } from '../desk/routeWorld.ts';
import { type TakenForm, takenForms } from './takenForms.ts';

/** Faults are put into this process's system calls with strace, which not every machine has or lets attach. */
const describeWithFaults = (name: string, tests: () => void): void =>
  canFailWrites ? describe(name, tests) : describe.skip(`${name} (not run: strace cannot put faults in here)`, tests);

const faults: DiskFault[] = [
  { call: 'pwrite64', error: 'EIO', lasts: false },
  { call: 'pwrite64', error: 'ENOSPC', lasts: true },
  { call: 'fsync', error: 'EIO', lasts: false },
  { call: 'pwrite64', error: 'EIO', lasts: true },
  { call: 'pwrite64', error: 'ENOSPC', lasts: false },
];
/** Up to which write each is made to fail; RESORB_FAULT_STEPS=1000 tries all, with every fault, for docs/reliability.md. */
const steps = Number(process.env.RESORB_FAULT_STEPS ?? 0);
const faultsOf = (index: number): DiskFault[] => (steps > 0 ? faults : [faults[index % faults.length] as DiskFault]);
/** A build tries one fault a route at one of its first writes; of calls that make them lasting there is one a commit. */
const numbersOf = (index: number, { call }: DiskFault): number[] =>
  steps > 0 ? Array.from({ length: steps }, (_, number) => number + 1) : [call === 'fsync' ? 1 : 1 + (index % 3)];

/** Every form: as the table of routes has it, and where that one is refused, one that is taken. */
const forms: TakenForm[] = [
  // A build leaves out what is about nothing: most of it has nothing to write.
  ...unsafeCells
    .filter(({ cell }) => steps > 0 || cell.object !== 'none')
    .map(({ name, locale, row, cell }) => ({
      name: `${name} of ${cell.object}: ${cell.path}`,
      status: expectedStatus(row, cell, 'administrator'),
      async prepare(site: RouteWorld) {
        const person = signedIn(site.store, 'administrator');
        const world = await site.worldFor(person, row, cell);
        return () => site.send(world, person.headers, locale, row, cell);
      },
    })),
  ...takenForms,
];
const cases = forms.flatMap((form, index) =>
  faultsOf(index).map((fault) => ({
    ...form,
    fault,
    numbers: numbersOf(index, fault),
    kind: `${fault.call} ${fault.error}${fault.lasts ? ' from then on' : ''}`,
  })),
);

let site: RouteWorld;
let other: Database;
beforeAll(async () => {
  site = await startRouteWorld();
  other = openKept(site.store.file, {});
});
afterAll(() => {
  other.close();
  site.stop();
});

/** But for who looks at which record just now, and for what came in with the records. */
const unlooked = ['assignment', 'citation', 'summary', 'annotation', 'evidence', 'study_fact'];
let looked: { version: unknown; rows: Rows } = { version: null, rows: {} };
/** Every row, read again only after somebody has written. */
function rowsOf(database: Database): Rows {
  const version = database.pragma('data_version', { simple: true });
  if (looked.version !== version) looked = { version, rows: tableDump(database, unlooked) };
  return looked.rows;
}

type Rows = ReturnType<typeof tableDump>;
type Change = Record<string, [came: number, went: number]>;

/**
 * Tries at passwords are counted before they are looked at: one stays counted where nothing more can be written. One
 * that was right counts against nobody, also where only what it was for could not be written.
 */
function withoutTries({ sign_in_attempt: tries = [], ...rows }: Rows, { lasts }: DiskFault): Rows {
  return { ...rows, sign_in_attempt: lasts ? [] : tries.filter((row) => row.includes('"succeeded":0')) };
}

/** How many rows of each table came and went: the same for the same form of somebody else. */
function changeBetween(before: Rows, after: Rows): Change {
  const missing = (from: string[] = [], those: string[] = []) => {
    const held = new Set(those);
    return from.filter((row) => !held.has(row)).length;
  };
  return Object.fromEntries(
    Object.keys(before).flatMap((table): [string, [number, number]][] => {
      const change: [number, number] = [missing(after[table], before[table]), missing(before[table], after[table])];
      return change[0] + change[1] > 0 ? [[table, change]] : [];
    }),
  );
}

describeWithFaults('when the nth write of a form of any route fails', () => {
  const told = { refused: 0, done: 0, failures: 0, most: 0 };

  describe.each(cases)('$kind: $name', ({ status: usual, prepare, fault, numbers }) => {
    test('it says 503 and changes nothing, or does the whole of it', async () => {
      /** What the form changes when nothing fails. */
      let whole: Change | undefined;
      const wholeChange = async () => {
        const ever = await prepare(site);
        const before = rowsOf(other);
        expect((await ever()).status).toBe(usual);
        return changeBetween(before, rowsOf(other));
      };

      let send = await prepare(site);
      let answered = 0;
      for (const n of numbers) {
        const before = rowsOf(other);
        const { answer, failures } = await whileDiskFails(`${site.store.file}-wal`, fault, n, send);
        const at = { n, failures };
        answered = answer.status;
        if (answer.status === 503) {
          const rows = rowsOf(other);
          const change = changeBetween(withoutTries(before, fault), withoutTries(rows, fault));
          expect({ ...at, change }).toEqual({ ...at, change: {} });
          // Nobody is made to wait for what this test repeats: the next try is somebody else's.
          if (fault.lasts && rows.sign_in_attempt?.length !== before.sign_in_attempt?.length)
            send = await prepare(site);
          expect(failures).toBeGreaterThan(0);
          expect(answer.headers['retry-after']).toBe('30');
          expect(answer.headers['set-cookie']).toBeUndefined();
          expect(answer.text).toContain('Nothing was changed');
          told.refused += 1;
        } else {
          expect({ ...at, status: answer.status }).toEqual({ ...at, status: usual });
          if (failures === 0) break;
          const change = changeBetween(before, rowsOf(other));
          whole ??= await wholeChange();
          expect({ ...at, change }).toEqual({ ...at, change: whole });
          told.done += 1;
          send = await prepare(site);
        }
        told.failures += failures;
        told.most = Math.max(told.most, n);
      }
      // What was refused is done when the same is sent again.
      if (answered === 503) expect((await send()).status).toBe(usual);
    });
  });

  test('and all that was written is sound', () => {
    expect(other.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(verifyTrail(site.store).fault).toBeNull();
    expect(told.refused).toBeGreaterThan(cases.length / 4);
    if (steps > 0) {
      const { refused, done, failures, most } = told;
      process.stdout.write(
        `${refused + done} forms, ${failures} failed calls, up to write ${most}: ${refused} answered 503 and nothing changed, ${done} done whole\n`,
      );
    }
  });
});
