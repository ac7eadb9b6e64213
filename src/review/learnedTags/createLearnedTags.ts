import type { TagComparison } from '../../learning/tags/agreementByFolds.ts';
import type { Speaker } from '../../learning/tags/suggestTags.ts';
import type { TagLesson, TagMaterial } from '../../learning/tags/teachTags.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import type { Store } from '../../store/openStore.ts';
import { learnInThread, type RunningLesson } from './learnInThread.ts';
import { readMaterial, type SettledTags, settledTags } from './readMaterial.ts';

/** A tag that labels may speak for, as it is suggested for one record. */
export interface LearnedSuggestion {
  /** "mechanism:macrophage". */
  tag: string;
  /** The loudest first. */
  spoke: readonly Speaker[];
  /** From 0 to 1; null while too few labels tell. */
  probability: number | null;
}

/** What was learned last from settled tags. Asking starts a lesson where there is more to learn, and waits for none. */
export interface LearnedTags {
  /** Whether labels may speak for this tag; if not, what the rules say of it stands. */
  speaksFor(tag: string): boolean;
  /** What is suggested for a record, of the tags that labels may speak for. */
  of(recordId: number): readonly LearnedSuggestion[];
  /** How well each tag is suggested on settled records that its model had not seen; null before the first lesson. */
  figures(): { records: number; tags: readonly TagComparison[] } | null;
}

/** A desk at which nothing is learned. */
export const nothingLearned: LearnedTags = { speaksFor: () => false, of: () => [], figures: () => null };

/** Milliseconds between two looks for more to learn: a lesson reads all records. */
const betweenLessons = 10 * 60_000;

export interface LearnedTagsParts {
  store: Store;
  protocol: Protocol;
  /** Told of a lesson that failed; what was learned before stands. */
  onFailure?: (fault: unknown) => void;
  now?: () => number;
  learn?: (material: TagMaterial) => RunningLesson;
}

/** What a lesson taught. */
interface Learned extends TagLesson {
  /** Settled records that it was learned from. */
  records: number;
  byRecord: ReadonlyMap<number, LearnedSuggestion[]>;
}

export function createLearnedTags({
  store,
  protocol,
  onFailure,
  now = Date.now,
  learn = learnInThread,
}: LearnedTagsParts) {
  let learned: Learned | null = null;
  let learnedFrom = '';
  let startedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let thread: RunningLesson | null = null;
  let closed = false;

  /** Starts a lesson where settled tags or records have changed since the last one. */
  function learnMore(): void {
    if (running || closed || now() - startedAt < betweenLessons) return;
    startedAt = now();
    const settled = settledTags(store);
    const from = JSON.stringify([store.records.count(), settled]);
    if (from === learnedFrom) return;
    learnedFrom = from;
    running = teach(settled)
      .catch((fault: unknown) => {
        if (!closed) onFailure?.(fault);
      })
      .finally(() => {
        running = null;
        thread = null;
      });
  }

  async function teach(settled: readonly SettledTags[]): Promise<void> {
    const { ids, material } = await readMaterial(store, protocol, settled);
    if (closed) return;
    thread = learn(material);
    const taught = await thread.lesson;
    const byRecord = new Map<number, LearnedSuggestion[]>();
    for (const { record, tag, spoke, probability } of taught.suggested) {
      const recordId = ids[record] as number;
      byRecord.set(recordId, [...(byRecord.get(recordId) ?? []), { tag, spoke, probability }]);
    }
    learned = { ...taught, records: settled.length, byRecord };
  }

  const latest = (): Learned | null => {
    learnMore();
    return learned;
  };

  return {
    speaksFor: (tag: string): boolean => latest()?.learned.includes(tag) ?? false,
    of: (recordId: number): readonly LearnedSuggestion[] => latest()?.byRecord.get(recordId) ?? [],
    figures() {
      const known = latest();
      return known && { records: known.records, tags: known.comparisons };
    },
    /** Resolves when no lesson is under way. */
    idle: async (): Promise<void> => {
      await running;
    },
    /** Ends the lesson under way. */
    async close(): Promise<void> {
      closed = true;
      await thread?.end();
      await running;
    },
  };
}
