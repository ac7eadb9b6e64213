import { rmSync } from 'node:fs';
import { copyDatabaseFile } from '../store/databaseCopy.ts';
import type { Store } from '../store/openStore.ts';
import type { SearchRun } from '../store/searchRuns.ts';
import type { RuleTagger } from './ruleTagger.ts';
import { tagRecord } from './tagRecord.ts';
import { changedRecords, planTakeBack, type TakeBackPlan } from './takeBackPlan.ts';

/** A run that cannot be taken back. The message is one sentence that says why and what to do. */
export class TakeBackError extends Error {
  override name = 'TakeBackError';
}

export interface TakeBackOptions {
  /** ISO instant. */
  at: string;
  /** Why, kept with the run. */
  reason?: string | null;
  /** Leaves records as they are that somebody has acted on, instead of refusing because of them. */
  keepDecided?: boolean;
  /** Somebody says that the run, marked as going on, was killed. */
  wasKilled?: boolean;
}

/** What taking a run back did, or would do: numbers of records. */
export interface TakeBackReport {
  runId: number;
  removed: number[];
  /** They lost a source and stay. */
  detached: number[];
  /** The run had changed them; they are as they were before. */
  restored: number[];
  /** Somebody has acted on them; they stay as they are. */
  stayed: number[];
  /** The run had changed them, and how they were before is not kept; they stay as they are. */
  unkept: number[];
  /** The copy of the database that was made before; null where none was. */
  copy: string | null;
}

/** Records named in an error. */
const namedAtMost = 20;

/**
 * What `takeBack` would do; nothing is changed.
 *
 * @throws {TakeBackError} as `takeBack` does.
 */
export function lookAtTakeBack(store: Store, runId: number, options: TakeBackOptions): TakeBackReport {
  return reportOf(runId, checkedPlan(store, runId, options), null);
}

/**
 * Takes one import back, all of it or nothing: what only this run brought leaves the review, what others hold too is as
 * it was without it, and the run stays in the list, marked. A copy of the database is made before, beside its file.
 *
 * @throws {TakeBackError} for a run that is not there, is going on, is the library or was taken back; where somebody
 *   has acted on what it brought, unless that is to stay.
 * @throws {DatabaseError} where the copy cannot be made; nothing is changed then.
 */
export function takeBack(store: Store, tagger: RuleTagger, runId: number, options: TakeBackOptions): TakeBackReport {
  // What is refused anyway needs no copy.
  checkedPlan(store, runId, options);
  const copy = store.file === ':memory:' ? null : `${store.file}.before-run-${runId}-taken-back`;
  if (copy !== null) copyDatabaseFile(store.file, copy);
  try {
    return store.transaction(() => {
      const plan = checkedPlan(store, runId, options);
      const report = reportOf(runId, plan, copy);
      carryOut(store, tagger, report, plan, options);
      return report;
    });
  } catch (error) {
    if (copy !== null) rmSync(copy, { force: true });
    throw error;
  }
}

function checkedPlan(store: Store, runId: number, options: TakeBackOptions): TakeBackPlan {
  const run = checkedRun(store, runId, options.wasKilled ?? false);
  const plan = planTakeBack(store, run, options.at);
  if (plan.decided.length > 0 && !options.keepDecided) {
    throw new TakeBackError(
      `Run ${runId} is not taken back: people have acted on ${records(plan.decided)}; say --keep-decided to leave ${plan.decided.length === 1 ? 'that one as it is' : 'those as they are'} and take the rest back.`,
    );
  }
  return plan;
}

function checkedRun(store: Store, runId: number, wasKilled: boolean): SearchRun {
  const run = store.runs.get(runId);
  if (run === null) {
    throw new TakeBackError(`There is no run ${runId}; "npm run runs -- list" shows those there are.`);
  }
  if (run.takenBackAt !== null) throw new TakeBackError(`Run ${runId} was already taken back, at ${run.takenBackAt}.`);
  if (run.source === 'library') {
    throw new TakeBackError(
      `Run ${runId} loaded the library, which the review is built on; only a search or a file can be taken back.`,
    );
  }
  if (run.status === 'running' && !wasKilled) {
    throw new TakeBackError(
      `Run ${runId} is still going; wait for its end, or say --killed where its process was stopped in the middle.`,
    );
  }
  const silent = store.takenBackSources.withoutMeetings(runId);
  if (silent.length > 0) {
    throw new TakeBackError(
      `Run ${runId} is not taken back: ${silent.length === 1 ? 'run' : 'runs'} ${silent.join(', ')} found records that were here already, when it was not kept yet which; take ${silent.length === 1 ? 'that one' : 'those'} back first.`,
    );
  }
  return run;
}

function carryOut(
  store: Store,
  tagger: RuleTagger,
  report: TakeBackReport,
  plan: TakeBackPlan,
  { at, reason = null }: TakeBackOptions,
): void {
  const { takenBack, takenBackChanges: changes } = store;
  const { runId } = report;
  const changed = changedRecords(plan);
  const named = [...plan.removed, ...changed].flatMap(changes.identifiers);
  takenBack.mark({
    searchRunId: runId,
    takenBackAt: at,
    reason,
    removed: report.removed.length,
    detached: report.detached.length,
    restored: report.restored.length,
    stayed: report.stayed.length,
  });
  for (const { citationId, runId: holder } of plan.held) changes.handOver(citationId, holder);
  for (const version of [...plan.restored.values()].flat()) changes.restore(version);
  for (const { recordId, source, at: when } of plan.withdrawn) changes.unwithdraw(recordId, source, when);
  for (const citationId of [...plan.detached.values()].flat()) changes.detach(citationId);
  changes.dropPairs(runId, plan.decided);
  for (const recordId of plan.removed) changes.remove(recordId);
  for (const recordId of changed) changes.unname(recordId);
  for (const recordId of changed) tagRecord(store, tagger, recordId, changes.settle(recordId, runId));
  changes.nameAgain(named);
}

function reportOf(runId: number, plan: TakeBackPlan, copy: string | null): TakeBackReport {
  const detached = [...plan.detached.keys()];
  return {
    runId,
    removed: plan.removed,
    detached,
    restored: changedRecords(plan).filter((recordId) => !plan.detached.has(recordId)),
    stayed: plan.decided,
    unkept: plan.unkept,
    copy,
  };
}

/** "record 3", "records 3, 5", "24 records (1, 2, 3, ...)". */
function records(ids: readonly number[]): string {
  const listed = ids.slice(0, namedAtMost).join(', ');
  if (ids.length === 1) return `record ${listed}`;
  return ids.length > namedAtMost ? `${ids.length} records (${listed}, ...)` : `records ${listed}`;
}
