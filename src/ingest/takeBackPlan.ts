import type { Store } from '../store/openStore.ts';
import type { BroughtSource, KeptVersion, WithdrawnSource } from '../store/takenBackSources.ts';

/** A source that stays, under the run that holds it too. */
interface HeldSource {
  citationId: number;
  runId: number;
}

/** What taking a run back would do. */
export interface TakeBackPlan {
  /** Records that leave: no other run has found them. */
  removed: number[];
  /** Records that lose a source and stay, with the citations they lose. */
  detached: Map<number, number[]>;
  /** Records whose sources the run had changed, with the versions that stood before. */
  restored: Map<number, KeptVersion[]>;
  withdrawn: WithdrawnSource[];
  held: HeldSource[];
  /** Records that stay as they are because somebody has acted on them. */
  decided: number[];
  /** Records that the run changed, and how they were before is not kept: they stay. */
  unkept: number[];
}

type Fate =
  | { kind: 'leaves' }
  | { kind: 'restored'; version: KeptVersion }
  | { kind: 'held'; runId: number }
  | { kind: 'unkept' };

/**
 * Tells what becomes of every source that a run brought, and of its records, without changing anything.
 *
 * @param run its number and when it began: what people did to a record since then may rest on what the run brought.
 * @param now ISO instant.
 */
export function planTakeBack(
  { takenBackSources: sources, records }: Pick<Store, 'takenBackSources' | 'records'>,
  run: { searchRunId: number; startedAt: string },
  now: string,
): TakeBackPlan {
  const runId = run.searchRunId;
  const plan: TakeBackPlan = {
    removed: [],
    detached: new Map(),
    restored: new Map(),
    withdrawn: [],
    held: [],
    decided: [],
    unkept: [],
  };
  const withdrawn = groupBy(sources.withdrawn(runId), ({ recordId }) => recordId);
  const brought = groupBy(sources.brought(runId), ({ recordId }) => recordId);
  for (const recordId of new Set([...brought.keys(), ...withdrawn.keys()])) {
    const fates = (brought.get(recordId) ?? []).map((source) => ({ ...source, fate: fateOf(source) }));
    const leaving = fates.filter(({ fate }) => fate.kind === 'leaves').map(({ citationId }) => citationId);
    const versions = fates.flatMap(({ fate }) => (fate.kind === 'restored' ? fate.version : []));
    const standing = withdrawn.get(recordId) ?? [];
    const isWhole = leaving.length > 0 && leaving.length === sources.sourceCount(recordId);
    const changes = leaving.length + versions.length + standing.length > 0;
    if (changes && isActedOn(recordId, isWhole)) {
      plan.decided.push(recordId);
      continue;
    }
    for (const { citationId, fate } of fates)
      if (fate.kind === 'held') plan.held.push({ citationId, runId: fate.runId });
    if (isWhole) {
      plan.removed.push(recordId);
      continue;
    }
    if (fates.some(({ fate }) => fate.kind === 'unkept')) plan.unkept.push(recordId);
    if (leaving.length > 0) plan.detached.set(recordId, leaving);
    if (versions.length > 0) plan.restored.set(recordId, versions);
    plan.withdrawn.push(...standing);
  }
  return plan;

  /**
   * Of a record that only the run has found, everything that was ever done to it counts; of another, what was done since
   * the run began, also to those it is read with.
   */
  function isActedOn(recordId: number, isWhole: boolean): boolean {
    if (isWhole) return sources.isActedOn(recordId, '', now);
    const members = records.members(records.headOf(recordId) ?? recordId);
    return members.some((member) => sources.isActedOn(member, run.startedAt, now));
  }

  function fateOf(source: BroughtSource): Fate {
    const { citationId } = source;
    const holder = sources.alsoHeldBy(source, runId);
    if (holder !== null) return { kind: 'held', runId: holder };
    const version = sources.versionBefore(citationId, runId);
    if (version !== null) return { kind: 'restored', version };
    if (sources.wasChangedUnkept(citationId, runId)) return { kind: 'unkept' };
    const fetcher = sources.alsoFetchedBy(citationId, runId);
    return fetcher === null ? { kind: 'leaves' } : { kind: 'held', runId: fetcher };
  }
}

/** Records whose own sources change and who stay. */
export function changedRecords({ detached, restored, withdrawn }: TakeBackPlan): number[] {
  const changed = new Set([...detached.keys(), ...restored.keys(), ...withdrawn.map(({ recordId }) => recordId)]);
  return [...changed].sort((one, other) => one - other);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
