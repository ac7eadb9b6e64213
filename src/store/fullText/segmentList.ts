import { type Cursor, varint } from './varint.ts';

/** One segment of an FTS5 index: a b-tree of terms over a run of pages. */
export interface Segment {
  id: number;
  firstPage: number;
  lastPage: number;
  /** Pages that list the rows deleted since the segment was written. */
  tombstonePages: number;
  /** The lowest of the numbers that FTS5 gave to the changes that this segment holds. */
  firstOrigin: number;
  /** All of these: the same text for the same segment, and seldom for another; see `SegmentReader.fingerprint`. */
  key: string;
}

/** A segment that is read, with a number of its own for as long as the program runs. */
export interface KnownSegment extends Segment {
  serial: number;
}

const secondFormat = 0xff000001;

/**
 * Reads the structure record of an FTS5 index (row 10 of its data table): which segments it consists of.
 * The format is described at the head of SQLite's fts5_index.c; it is part of what SQLite keeps readable.
 *
 * @returns null for a record of another format.
 */
export function readSegments(record: Buffer): Segment[] | null {
  if (record.length < 8 || record.readUInt32BE(4) !== secondFormat) return null;
  const cursor: Cursor = { bytes: record, at: 8 };
  const levels = varint(cursor);
  varint(cursor); // all segments
  varint(cursor); // pages ever written
  const segments: Segment[] = [];
  for (let level = 0; level < levels; level++) {
    varint(cursor); // those that are being merged
    for (let left = varint(cursor); left > 0; left--) {
      const fields = Array.from({ length: 5 }, () => varint(cursor));
      const [id = 0, firstPage = 0, lastPage = 0, firstOrigin = 0] = fields;
      const tombstonePages = varint(cursor);
      varint(cursor); // rows deleted
      varint(cursor); // rows written
      segments.push({ id, firstPage, lastPage, tombstonePages, firstOrigin, key: fields.join(' ') });
    }
  }
  return segments;
}
