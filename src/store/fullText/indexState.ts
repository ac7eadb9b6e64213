import type { Database } from 'better-sqlite3';
import { lengthNorms } from './scoring.ts';
import { type KnownSegment, readSegments, type Segment } from './segmentList.ts';
import type { SegmentReader } from './segmentReader.ts';
import { type Cursor, varint, varintSum } from './varint.ts';

/** Rows whose lengths are read at once: of all of a million, each would be an object in memory. */
const lengthBatch = 20_000;
/** The only format of FTS5's tables that is understood here. */
const format = 4;

interface LengthRow {
  id: number;
  sz: Buffer;
  origin: number;
}

/** What is known of an FTS5 index as a whole, read anew when it has changed: its segments, and how long its rows are. */
export function createIndexState(database: Database, table: string, reader: SegmentReader) {
  const formatRow = database.prepare<[], number>(`select v from ${table}_config where k = 'version'`).pluck();
  const structureRow = database.prepare<[], Buffer>(`select block from ${table}_data where id = 10`).pluck();
  const averagesRow = database.prepare<[], Buffer>(`select block from ${table}_data where id = 1`).pluck();
  const lengthRows = database.prepare<[number, number, number], LengthRow>(
    `select id, sz, origin from ${table}_docsize where id > ? and origin > ? order by id limit ?`,
  );
  const highest = database.prepare<[], number | null>(`select max(id) from ${table}_docsize`).pluck();

  let structure: Buffer = Buffer.alloc(0);
  let segments: KnownSegment[] = [];
  let newestSerial = 0;
  let generation = 0;
  let deletions = new Map<Segment, ReadonlySet<number>>();
  let highestRow = 0;
  let statistics: { rowCount: number; norms: Float64Array } | null = null;
  let lengths = new Uint32Array(0);
  let newestLength = -1;

  /** Each change of the index is written with a higher origin than those that the index holds. */
  function readLengths(): void {
    if (lengths.length <= highestRow) {
      const longer = new Uint32Array(highestRow + 1);
      longer.set(lengths);
      lengths = longer;
    }
    let newest = newestLength;
    let from = -1;
    for (;;) {
      const rows = lengthRows.all(from, newestLength, lengthBatch);
      for (const { id, sz, origin } of rows) {
        lengths[id] = varintSum(sz);
        if (origin > newest) newest = origin;
      }
      if (rows.length < lengthBatch) break;
      from = rows.at(-1)?.id ?? from;
    }
    newestLength = newest;
  }

  return {
    /** Looks whether the index has changed; false where it is of a format that is not understood. */
    refresh(): boolean {
      const now = structureRow.get();
      if (now === undefined) return false;
      if (now.equals(structure)) return true;
      const read = formatRow.get() === format ? readSegments(now) : null;
      if (read === null) return false;
      structure = now;
      const known = new Map(segments.map(({ key, serial }) => [key, serial]));
      segments = read.map((segment) => {
        const key = `${segment.key} ${reader.fingerprint(segment)}`;
        const serial = known.get(key);
        if (serial === undefined) newestLength = Math.min(newestLength, segment.firstOrigin - 1);
        return { ...segment, key, serial: serial ?? ++newestSerial };
      });
      generation += 1;
      reader.keepOnly(segments);
      deletions = new Map();
      statistics = null;
      highestRow = highest.get() ?? 0;
      return true;
    },
    segments: (): readonly KnownSegment[] => segments,
    /** Pages of all segments together. */
    pages: (): number => segments.reduce((sum, { firstPage, lastPage }) => sum + lastPage - firstPage + 1, 0),
    /** Another number for another state of the index. */
    generation: (): number => generation,
    /** The rows of a segment that were deleted since it was written. */
    deleted(segment: Segment): ReadonlySet<number> {
      const known = deletions.get(segment) ?? reader.deleted(segment);
      deletions.set(segment, known);
      return known;
    },
    highestRow: (): number => highestRow,
    /** What ranking needs: how many rows there are, and for each what its length weighs. */
    statistics(): { rowCount: number; norms: Float64Array } {
      if (statistics) return statistics;
      readLengths();
      const cursor: Cursor = { bytes: averagesRow.get() ?? Buffer.of(0), at: 0 };
      const rowCount = varint(cursor);
      const words = varintSum(cursor.bytes.subarray(cursor.at));
      statistics = { rowCount, norms: lengthNorms(lengths, words / rowCount) };
      return statistics;
    },
  };
}

export type IndexState = ReturnType<typeof createIndexState>;
