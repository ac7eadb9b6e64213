import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { types } from 'node:util';
import { normalisePmid } from '../domain/identifiers.ts';
import { utf8Bytes } from './bytes.ts';
import { parseArticle } from './parseArticle.ts';
import { pmidInText } from './pmids.ts';
import type { PubmedEvent } from './pubmedEvent.ts';
import { PubmedSourceError, SourceFault } from './sourceError.ts';
import { type RecordPart, RecordSplitter } from './splitRecords.ts';

export type { PubmedEvent } from './pubmedEvent.ts';

export interface ReadOptions {
  /** How messages name the source. */
  name: string;
  /** A record larger than this many bytes is refused. */
  largestRecord?: number;
}

/**
 * The records of a PubMed XML file, plain or gzip, one at a time; memory does not grow with the file.
 * @throws {PubmedSourceError} on a fault of the whole file, after the good records before it.
 */
export function openPubmedXml(file: string): AsyncIterable<PubmedEvent> {
  return readPubmedXml(createReadStream(file), { name: basename(file) });
}

/** The same from any source of bytes. */
export async function* readPubmedXml(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<PubmedEvent, void, undefined> {
  const splitter = new RecordSplitter(options.largestRecord);
  let index = 0;
  try {
    for await (const chunk of utf8Bytes(source)) {
      splitter.push(chunk);
      for (let part = splitter.next(); part; part = splitter.next()) yield eventOf(part, () => index++);
    }
    splitter.end();
    for (let part = splitter.next(); part; part = splitter.next()) yield eventOf(part, () => index++);
  } catch (error) {
    if (error instanceof SourceFault) throw new PubmedSourceError(options.name, index, error.message);
    if (isReadError(error)) throw new PubmedSourceError(options.name, index, `it cannot be read (${error.message})`);
    throw error;
  }
}

function eventOf(part: RecordPart, takeIndex: () => number): PubmedEvent {
  const xml = part.bytes.toString('utf8');
  if (part.broken === null && isDeletion(part.element)) return { kind: 'deleted', pmids: deletedPmids(xml) };
  const place = { xml, index: takeIndex(), offset: part.offset };
  try {
    if (part.broken !== null) throw new Error(part.broken);
    if (!isUtf8(part.bytes)) throw new Error('it holds bytes that are not UTF-8, the encoding of the source');
    return { kind: 'citation', citation: parseArticle(xml), ...place };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'rejected', reason, pmid: pmidInText(xml), ...place };
  }
}

/** DeleteCitation in article sets, DeleteDocument in book sets: records PubMed has taken back. */
function isDeletion(element: string | null): boolean {
  return element === 'DeleteCitation' || element === 'DeleteDocument';
}

function deletedPmids(xml: string): string[] {
  return [...xml.matchAll(/<PMID\b[^>]*>([^<]*)</g)].flatMap(([, text]) => normalisePmid(text) ?? []);
}

function isReadError(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'syscall' in error;
}
