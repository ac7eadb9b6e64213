import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';

/** How often each change was reached: while modules were loaded, and by each test. */
interface Reached {
  static: Record<string, number>;
  perTest: Record<string, Record<string, number>>;
}

/** What the changed code asks at every place that was changed. */
interface MutantSwitch {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: Reached;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

interface MutantRun {
  testFilter?: string[];
  hitLimit?: number;
  activeMutant: { id: string };
}

/** Tests that take more than this many milliseconds of processor time are left out; what only they would notice counts as not noticed. */
const slowest = 400;

/** Names the variable of the environment that says that only one change in so many is tried. */
export const drawnVariable = 'RESORB_MUTATION_EVERY';

/** Names the variable that holds, a line each, parts of the names of tests that are left out. */
export const withoutVariable = 'RESORB_MUTATION_WITHOUT';

type StandIn = typeof import('./standIn.ts');

/** The same cases for every change, and no search for the smallest one that fails: that it fails is enough. */
const properties = { seed: 20_261_122, endOnFailure: true, numRuns: 40 };

/**
 * Runs Jest's tests without Jest, loading them once and running them again for every change: to load them anew, as
 * Jest has to, takes a second or two each time, a hundred times what the tests themselves take.
 *
 * Where a change leaves something behind in the modules (a cache), the tests fail from then on; such a process is
 * given up and the change tried again in a fresh one.
 */
function createInProcessRunner({ testFiles }: { testFiles: string[] }) {
  const every = Number(process.env[drawnVariable] ?? 1);
  const without = (process.env[withoutVariable] ?? '').split('\n').filter((name) => name !== '');
  const globals = globalThis as { __stryker__?: MutantSwitch };
  globals.__stryker__ ??= {};
  const state: MutantSwitch = globals.__stryker__;
  let standIn: StandIn | null = null;
  let isFresh = true;
  let isSpoilt = false;

  async function load(): Promise<StandIn> {
    if (standIn) return standIn;
    register('./resolveStandIn.mjs', import.meta.url);
    const loaded = (await import('@jest/globals')) as unknown as StandIn;
    for (const file of testFiles)
      await loaded.collectFrom(file, () => import(pathToFileURL(join(process.cwd(), file)).href));
    fc.configureGlobal(properties);
    standIn = loaded;
    return loaded;
  }

  async function run(isWanted: (id: string) => boolean, stopAtFailure: boolean) {
    const { runTests } = await load();
    const before = (id: string) => {
      state.currentTestId = id;
    };
    try {
      return await runTests(isWanted, { stopAtFailure, before });
    } finally {
      state.currentTestId = undefined;
    }
  }

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    async dryRun() {
      const all = await run((id) => !without.some((name) => id.includes(name)), false);
      const outcomes = all.filter(({ milliseconds, failure }) => failure !== null || milliseconds < slowest);
      const kept = new Set(outcomes.map(({ id }) => id));
      const tests = outcomes.map(({ id, milliseconds, failure }) => ({
        id,
        name: id,
        timeSpentMs: milliseconds,
        ...(failure === null ? { status: 0 } : { status: 1, failureMessage: failure }),
      }));
      return { status: 'complete', tests, mutantCoverage: reachedBy(kept, state.mutantCoverage) };
    },
    async mutantRun({ testFilter, hitLimit, activeMutant }: MutantRun) {
      if (Number(activeMutant.id) % every !== 0) return { status: 'error', errorMessage: 'Not drawn.' };
      if (isSpoilt) throw new Error('The change before this one has left something behind.');
      // Whatever is made once, while modules and tests are loaded, is made without the change.
      await load();
      const wanted = testFilter && new Set(testFilter);
      Object.assign(state, {
        activeMutant: activeMutant.id,
        hitLimit,
        hitCount: hitLimit === undefined ? undefined : 0,
      });
      const outcomes = await run((id) => wanted?.has(id) ?? true, true);
      const hasRunAway = hitLimit !== undefined && (state.hitCount ?? 0) > hitLimit;
      Object.assign(state, { activeMutant: undefined, hitCount: undefined });
      const failed = outcomes.find(({ failure }) => failure !== null);
      const wasFresh = isFresh;
      isFresh = false;
      if (failed && (await run((id) => id === failed.id, true)).some(({ failure }) => failure !== null)) {
        isSpoilt = true;
        if (!wasFresh) throw new Error('A change before this one has left something behind.');
      }
      if (hasRunAway) return { status: 'timeout', reason: 'It ran away.' };
      const nrOfTests = outcomes.length;
      return failed
        ? { status: 'killed', killedBy: [failed.id], failureMessage: failed.failure, nrOfTests }
        : { status: 'survived', nrOfTests };
    },
  };
}

/** What these tests reach while they run is switched then; that it was also reached while modules were loaded does not matter. */
function reachedBy(
  kept: ReadonlySet<string>,
  { static: atLoading, perTest }: Reached = { static: {}, perTest: {} },
): Reached {
  const ofKept = Object.entries(perTest).filter(([id]) => kept.has(id));
  const reached = new Set(ofKept.flatMap(([, counts]) => Object.keys(counts)));
  return {
    static: Object.fromEntries(Object.entries(atLoading).filter(([id]) => !reached.has(id))),
    perTest: Object.fromEntries(ofKept),
  };
}

export const strykerPlugins = [
  {
    kind: 'TestRunner',
    name: 'in-process',
    factory: Object.assign(createInProcessRunner, { inject: ['options'] }),
  },
];
