import type { Citation } from '../domain/citation.ts';
import type { Store } from '../store/openStore.ts';
import type { Join, SaveOutcome } from '../store/records.ts';
import { noCounts, type RunCounts } from '../store/searchRuns.ts';
import type { Clock } from './clock.ts';
import type { DuplicateFinder } from './duplicateFinder.ts';
import type { RuleTagger } from './ruleTagger.ts';
import { tagNewRecord, tagRecord } from './tagRecord.ts';

/** What a source yields, whatever its format. */
export type IntakeEvent =
  | { kind: 'citation'; source: string; sourceId: string; citation: Citation; raw: string }
  | { kind: 'rejected'; position: number; line: number | null; pmid: string | null; reason: string; raw: string }
  | { kind: 'withdrawn'; source: string; sourceId: string }
  /** PubMed gave a record for this id without being asked for it. */
  | { kind: 'unasked'; pmid: string }
  /** PubMed listed this id and gave no record for it. */
  | { kind: 'omitted'; pmid: string };

export interface Intake {
  /** Takes one event; it is stored with its batch. */
  take(event: IntakeEvent): void;
  /** Stores what is waiting. Everything taken before is then safe. */
  flush(): void;
  readonly counts: RunCounts;
}

/**
 * A batch ends at this many events or this much text, whichever comes first. What waits for long enough is moved to
 * the old part of the heap, and garbage there lies long: larger batches take more memory and save no time.
 */
const batchEvents = 50;
const batchCharacters = 8_000_000;

const countOf: Record<SaveOutcome, keyof RunCounts> = {
  added: 'added',
  joined: 'joined',
  updated: 'updated',
  unchanged: 'unchanged',
  older: 'older',
};

/**
 * The one door into the database for citations of every source: stored, joined with what is known, tagged and
 * indexed, a batch a transaction, with the run's counts kept in the same transaction.
 */
export function createIntake(
  { store, tagger, clock, finder }: { store: Store; tagger: RuleTagger; clock: Clock; finder: DuplicateFinder },
  runId: number,
  start: RunCounts = noCounts,
): Intake {
  const counts = countsOf(start);
  /** Only a search of PubMed has ids to settle. */
  const isSearch = start.identified !== null;
  let waiting: IntakeEvent[] = [];
  let characters = 0;

  function storeEvent(event: IntakeEvent, at: string): void {
    if (event.kind === 'rejected') {
      store.runs.saveRejection(runId, event);
      if (event.pmid) store.runs.settlePmid(runId, event.pmid, 'fetched');
      counts.rejected++;
      return;
    }
    if (event.kind === 'omitted') {
      store.runs.settlePmid(runId, event.pmid, 'omitted');
      counts.omitted++;
      return;
    }
    if (event.kind === 'unasked') {
      store.runs.noteUnasked(runId, event.pmid);
      return;
    }
    if (event.kind === 'withdrawn') {
      if (store.records.withdraw(event.source, event.sourceId, runId, at)) counts.withdrawn++;
      return;
    }
    let maybe: Join[] = [];
    const { recordId, outcome } = store.records.save({ ...event, runId, retrievedAt: at }, (citation) => {
      const found = finder.find(citation);
      maybe = found.maybe;
      // A DOI joins what PubMed gives; elsewhere errata and replies share it, and more must agree.
      return (event.source === 'pubmed' ? store.records.joinByDoi(citation) : null) ?? found.same;
    });
    counts[countOf[outcome]] = (counts[countOf[outcome]] ?? 0) + 1;
    if (outcome === 'added') {
      const held = maybe.filter((other) => store.duplicates.hold(recordId, other, runId, at));
      if (held.length > 0) counts.held++;
      finder.add(recordId, event.citation);
      tagNewRecord(store, tagger, { recordId, citation: event.citation }, at);
    } else if (outcome === 'joined' || outcome === 'updated') {
      // One citation may name the PMID of one record and the DOI of another.
      const byDoi = store.records.joinByDoi(event.citation);
      for (const other of byDoi ? [...maybe, byDoi] : maybe) store.duplicates.hold(recordId, other, runId, at);
      tagRecord(store, tagger, recordId, at);
    }
    if (isSearch && event.source === 'pubmed') store.runs.settlePmid(runId, event.sourceId, 'fetched');
  }

  function flush(): void {
    if (waiting.length === 0) return;
    const at = clock();
    const before = { ...counts };
    try {
      store.transaction(() => {
        for (const event of waiting) storeEvent(event, at);
        store.runs.saveCounts(runId, counts);
      });
    } catch (error) {
      // The transaction took its rows back; the counts go back with them.
      Object.assign(counts, before);
      throw error;
    }
    waiting = [];
    characters = 0;
  }

  return {
    counts,
    flush,
    take(event) {
      waiting.push(event);
      characters += 'raw' in event ? event.raw.length : 0;
      if (waiting.length >= batchEvents || characters >= batchCharacters) flush();
    },
  };
}

/** The counts alone, where they come with more. */
function countsOf(counts: RunCounts): RunCounts {
  const names = Object.keys(noCounts) as (keyof RunCounts)[];
  return Object.fromEntries(names.map((name) => [name, counts[name]])) as unknown as RunCounts;
}
