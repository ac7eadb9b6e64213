import { expect } from 'expect';

export { expect };

type Work = (...args: never[]) => unknown;

interface Block {
  name: string;
  parent: Block | null;
  hooks: Record<'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll', Work[]>;
  /** Tests and blocks in the order in which they stand. */
  inside: (Block | Test)[];
}

export interface Test {
  /** All that it stands under, and its own name: no two have the same. */
  id: string;
  work: Work;
}

let block = newBlock('', null);
const ids = new Map<string, number>();

function newBlock(name: string, parent: Block | null): Block {
  return { name, parent, hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] }, inside: [] };
}

function declareBlock(name: string, declare: Work): void {
  const inner = newBlock(name, block);
  block.inside.push(inner);
  block = inner;
  declare();
  block = inner.parent ?? inner;
}

function declareTest(name: string, work: Work): void {
  const path = [name];
  for (let at: Block | null = block; at?.parent; at = at.parent) path.unshift(at.name);
  const id = path.join(' > ');
  const times = (ids.get(id) ?? 0) + 1;
  ids.set(id, times);
  block.inside.push({ id: times === 1 ? id : `${id} (${times})`, work });
}

/** One declaration for each row; the row is not written into its name, since only ids are asked for. */
function eachWith(declare: (name: string, work: Work) => void) {
  return (rows: readonly unknown[]) => (name: string, work: Work) => {
    for (const row of rows) declare(name, () => work(...((Array.isArray(row) ? row : [row]) as never[])));
  };
}

const leftOut = Object.assign(() => {}, { each: () => () => {} });

export const describe = Object.assign(declareBlock, { each: eachWith(declareBlock), skip: leftOut });
export const test = Object.assign(declareTest, { each: eachWith(declareTest), skip: leftOut });

const hook = (kind: keyof Block['hooks']) => (work: Work) => void block.hooks[kind].push(work);
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');

/** Loads a file whose tests stand under its path. */
export async function collectFrom(path: string, load: () => Promise<unknown>): Promise<void> {
  const outer = block;
  block = newBlock(path, outer);
  outer.inside.push(block);
  await load();
  block = outer;
}

export interface TestOutcome {
  id: string;
  /** Of processor time, so that it is the same on a busy machine. */
  milliseconds: number;
  /** What a failing test said; null for one that passed. */
  failure: string | null;
}

/** Runs the tests that are wanted, in their order. */
export async function runTests(
  isWanted: (id: string) => boolean,
  { stopAtFailure, before }: { stopAtFailure: boolean; before: (id: string) => void },
): Promise<TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  const isOver = () => stopAtFailure && outcomes.some(({ failure }) => failure !== null);

  async function runBlock(current: Block, outer: readonly Block[]): Promise<void> {
    if (!testsIn(current).some(({ id }) => isWanted(id))) return;
    const around = [...outer, current];
    const failure = await failureOf(() => runAll(current.hooks.beforeAll));
    for (const each of current.inside) {
      if (isOver()) break;
      if ('inside' in each) await runBlock(each, around);
      else if (isWanted(each.id)) outcomes.push(await runTest(each, around, failure));
    }
    // What was made while loading is used again by the next run, so that only what `beforeAll` made is put away.
    if (current.hooks.beforeAll.length > 0) await failureOf(() => runAll(current.hooks.afterAll));
  }

  async function runTest({ id, work }: Test, around: readonly Block[], broken: string | null): Promise<TestOutcome> {
    before(id);
    const start = process.cpuUsage();
    const failure =
      broken ??
      (await failureOf(async () => {
        for (const { hooks } of around) await runAll(hooks.beforeEach);
        await work();
      }));
    await failureOf(async () => {
      for (const { hooks } of [...around].reverse()) await runAll(hooks.afterEach);
    });
    const { user, system } = process.cpuUsage(start);
    return { id, milliseconds: (user + system) / 1000, failure };
  }

  await runBlock(block, []);
  return outcomes;
}

function testsIn(current: Block): Test[] {
  return current.inside.flatMap((each) => ('inside' in each ? testsIn(each) : [each]));
}

async function runAll(works: readonly Work[]): Promise<void> {
  for (const work of works) await work();
}

async function failureOf(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}
