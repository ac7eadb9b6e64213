import { open } from 'node:fs/promises';
import { headLength, recogniseFormat } from '../importing/recogniseFormat.ts';
import type { RunCounts } from '../store/searchRuns.ts';
import { ingestCitationFile } from './ingestCitationFile.ts';
import { type IngestOptions, ingestPubmedFile } from './ingestPubmedFile.ts';

/**
 * Ingests a file in any format that is known, recognised from its content and never from its name. A gzip file is
 * taken for PubMed XML, as NLM gives it out.
 *
 * @throws {Error} one sentence naming the file and the fault.
 */
export async function ingestFile(file: string, options: IngestOptions): Promise<RunCounts> {
  const format = recogniseFormat(await head(file));
  const isPubmed =
    format === 'pubmed-xml' || format === 'gzip' || format === null || format === 'empty' || format === 'html';
  return isPubmed ? ingestPubmedFile(file, options) : ingestCitationFile(file, options);
}

async function head(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((cause: Error) => {
    throw new Error(`${file} cannot be read: ${cause.message}.`, { cause });
  });
  try {
    const bytes = new Uint8Array(headLength);
    const { bytesRead } = await handle.read(bytes, 0, headLength, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
