import { normalisePmid } from '../../domain/identifiers.ts';
import type { PubmedEvent } from '../pubmedEvent.ts';
import { readPubmedXml } from '../readPubmedXml.ts';
import { PubmedSourceError } from '../sourceError.ts';
import type { EutilsCaller } from './caller.ts';
import { EutilsError } from './eutilsError.ts';
import { saysNoKnownIds } from './judgeAnswer.ts';
import { fetchRequest } from './requests.ts';
import type { Answer } from './transport.ts';

export type RecordEvent = Exclude<PubmedEvent, { kind: 'deleted' }>;

/** The records of one batch of ids: each id asked for is in `events` or in `omitted`, never in both. */
export interface FetchedBatch {
  asked: readonly string[];
  events: RecordEvent[];
  /** Ids for which PubMed gave no record although it was asked again. */
  omitted: string[];
  /** Ids that came unasked (PubMed answers some wrong ids with another record); their records are not in `events`. */
  unasked: string[];
}

/** Larger batches time out or come back as HTTP 502. */
export const usualBatch = 200;
/** How often an id that was left out, or whose record was damaged, is asked for in all. */
const mostAsks = 2;

/**
 * The records of these PMIDs, a batch at a time, so that the caller can store each before the next is asked for.
 * Answers are compared with the ids asked: what is missing is asked for again, alone, then reported. When NCBI
 * cannot cope (502, time-outs, cut answers) what came is kept and smaller portions are asked for.
 *
 * @throws {EutilsError} when tries are used up; batches already given out are complete.
 */
export async function* fetchArticles(
  caller: EutilsCaller,
  pmids: Iterable<string> | AsyncIterable<string>,
  batchSize: number = usualBatch,
): AsyncGenerator<FetchedBatch, void, undefined> {
  let batch = new Set<string>();
  for await (const pmid of pmids) {
    const valid = normalisePmid(pmid);
    if (valid === null) throw new RangeError(`"${pmid}" is not a PMID`);
    batch.add(valid);
    if (batch.size < batchSize) continue;
    yield await fetchBatch(caller, [...batch]);
    batch = new Set();
  }
  if (batch.size > 0) yield await fetchBatch(caller, [...batch]);
}

async function fetchBatch(caller: EutilsCaller, asked: readonly string[]): Promise<FetchedBatch> {
  const results = new BatchResults(asked);
  const retries = caller.retries();
  let portion = asked.length;
  for (let ids = results.toAsk(portion); ids.length > 0; ids = results.toAsk(portion)) {
    try {
      await fetchPortion(caller, ids, results);
      retries.succeeded();
    } catch (error) {
      if (error instanceof EutilsError && error.trouble === 'heavy') portion = Math.max(1, Math.floor(ids.length / 2));
      await retries.wait(error);
    }
  }
  return results.batch();
}

/** Asks once. Records that came before a fault are kept; an answer that came whole settles what it left out. */
async function fetchPortion(caller: EutilsCaller, ids: readonly string[], results: BatchResults): Promise<void> {
  const request = fetchRequest(ids);
  const answer = await caller.once(request);
  if (saysNoKnownIds(answer)) {
    results.answered(ids);
    return;
  }
  const fault = await readRecords(answer, caller.urlOf(request), results);
  if (fault !== null) throw fault;
  results.answered(ids);
}

async function readRecords(answer: Answer, url: string, results: BatchResults): Promise<EutilsError | null> {
  try {
    for await (const event of readPubmedXml(onlyChunk(answer.bytes), { name: 'the answer' })) results.add(event);
  } catch (error) {
    if (!(error instanceof PubmedSourceError)) throw error;
    return new EutilsError('heavy', url, answer.cut === null ? error.reason : `the answer broke off (${answer.cut})`);
  }
  return answer.cut === null ? null : new EutilsError('heavy', url, `the answer broke off (${answer.cut})`);
}

async function* onlyChunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** What is known so far of the ids of one batch. */
class BatchResults {
  private readonly asked: readonly string[];
  private readonly found = new Map<string, RecordEvent>();
  private readonly asks = new Map<string, number>();
  private readonly unasked = new Set<string>();

  constructor(asked: readonly string[]) {
    this.asked = asked;
  }

  /** The next ids to ask for: those without a whole record that were not asked for often enough. */
  toAsk(most: number): string[] {
    return this.asked.filter((id) => !this.isSettled(id)).slice(0, most);
  }

  /** A whole answer came for these ids, whether or not it held them. */
  answered(ids: readonly string[]): void {
    for (const id of ids) this.asks.set(id, (this.asks.get(id) ?? 0) + 1);
  }

  /** A good record beats a damaged one, a higher version a lower one. */
  add(event: PubmedEvent): void {
    if (event.kind === 'deleted') return;
    const pmid = event.kind === 'citation' ? event.citation.pmid : event.pmid;
    if (pmid === null) return;
    if (!this.asked.includes(pmid)) this.unasked.add(pmid);
    else if (rank(event) >= rank(this.found.get(pmid))) this.found.set(pmid, event);
  }

  batch(): FetchedBatch {
    return {
      asked: this.asked,
      events: this.asked.flatMap((id) => this.found.get(id) ?? []),
      omitted: this.asked.filter((id) => !this.found.has(id)),
      unasked: [...this.unasked],
    };
  }

  private isSettled(id: string): boolean {
    return this.found.get(id)?.kind === 'citation' || (this.asks.get(id) ?? 0) >= mostAsks;
  }
}

function rank(event: RecordEvent | undefined): number {
  if (event === undefined) return -1;
  return event.kind === 'rejected' ? 0 : event.citation.version;
}
