/**
 * A fault of a whole source: it is not XML, it is cut, its gzip data are damaged, it declares entities.
 * Every good record before the fault has been handed out by the time this is thrown.
 */
export class PubmedSourceError extends Error {
  override readonly name = 'PubmedSourceError';
  /** The file or address as the caller named it. */
  readonly source: string;
  /** How many records were read (good or rejected) before the fault. */
  readonly recordsRead: number;
  /** What is wrong, without the name and place. */
  readonly reason: string;

  constructor(source: string, recordsRead: number, reason: string) {
    const place = recordsRead === 0 ? 'before the first record' : `after record ${recordsRead}`;
    super(`${source}, ${place}: ${reason}`);
    this.source = source;
    this.recordsRead = recordsRead;
    this.reason = reason;
  }
}

/** The same fault where neither the name of the source nor the count of records is known. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
}
