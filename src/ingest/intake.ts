import type { Citation } from '../domain/citation.ts';
import type { Coding } from '../store/annotations.ts';
import type { Store } from '../store/openStore.ts';
import { type Join, type KeptForms, keptForms, type SaveOutcome } from '../store/records.ts';
import { noCounts, type RunCounts } from '../store/searchRuns.ts';
import type { Clock } from './clock.ts';
import type { DuplicateFinder } from './duplicateFinder.ts';
import type { RuleTagger } from './ruleTagger.ts';
import { suggestions, tagNewRecord, tagRecord } from './tagRecord.ts';
import { createTurns } from './turns.ts';

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
  take(event: IntakeEvent): Promise<void> | undefined;
  /** Stores what is waiting. Everything taken before is then safe. */
  flush(): Promise<void>;
  readonly counts: RunCounts;
}

/** An event with what could be made of it before the database is locked: most of the work. */
interface Prepared {
  event: IntakeEvent;
  /** Null for anything but a citation, and for one that stands in the database word for word. */
  ready: { forms: KeptForms; coding: Coding } | null;
}

/** A batch ends at this much text at the latest: some records are very long. */
const batchCharacters = 500_000;

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
  const turns = createTurns(store);
  let waiting: Prepared[] = [];
  let characters = 0;

  function prepared(event: IntakeEvent): Prepared {
    if (event.kind !== 'citation' || store.records.holds(event.source, event.sourceId, event.raw))
      return { event, ready: null };
    return { event, ready: { forms: keptForms(event), coding: suggestions(tagger, event.citation, []) } };
  }

  function storeEvent({ event, ready }: Prepared, at: string): void {
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
      else store.runs.noteMet(runId, event, at);
      return;
    }
    let maybe: Join[] = [];
    const incoming = { ...event, runId, retrievedAt: at, ...(ready ? { forms: ready.forms } : {}) };
    const { recordId, outcome } = store.records.save(incoming, (citation) => {
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
      const coding = ready?.coding ?? suggestions(tagger, event.citation, []);
      tagNewRecord(store, tagger.annotator, recordId, coding, at);
    } else if (outcome === 'joined' || outcome === 'updated') {
      // One citation may name the PMID of one record and the DOI of another.
      const byDoi = store.records.joinByDoi(event.citation);
      for (const other of byDoi ? [...maybe, byDoi] : maybe) store.duplicates.hold(recordId, other, runId, at);
      tagRecord(store, tagger, recordId, at);
    } else store.runs.noteMet(runId, event, at);
    if (isSearch && event.source === 'pubmed') store.runs.settlePmid(runId, event.sourceId, 'fetched');
  }

  async function flush(): Promise<void> {
    if (waiting.length === 0) return;
    if (waiting.some(({ ready }) => ready !== null)) await finder.ready();
    const before = { ...counts };
    try {
      await turns.take(waiting.length, () => {
        const at = clock();
        for (const each of waiting) storeEvent(each, at);
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
      waiting.push(prepared(event));
      characters += 'raw' in event ? event.raw.length : 0;
      return waiting.length >= turns.size() || characters >= batchCharacters ? flush() : turns.breathe();
    },
  };
}

/** The counts alone, where they come with more. */
function countsOf(counts: RunCounts): RunCounts {
  const names = Object.keys(noCounts) as (keyof RunCounts)[];
  return Object.fromEntries(names.map((name) => [name, counts[name]])) as unknown as RunCounts;
}
