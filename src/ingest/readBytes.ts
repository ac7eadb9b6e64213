import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, gunzipSync, constants as zlib } from 'node:zlib';
import { headLength, recogniseFormat, type SourceFormat } from '../importing/recogniseFormat.ts';

/** What a file is by its first bytes, those of a gzip file unpacked. */
export interface SourceKind {
  format: SourceFormat | null;
  gzip: boolean;
}

/** A whole file in memory; `fault` says where its compression broke off, and the bytes are those before. */
export interface WholeFile {
  bytes: Uint8Array;
  fault: string | null;
}

/** @throws {Error} one sentence naming the file when it cannot be opened. */
export async function sourceKind(file: string): Promise<SourceKind> {
  const head = await firstBytes(file);
  const format = recogniseFormat(head);
  if (format !== 'gzip') return { format, gzip: false };
  try {
    // Z_SYNC_FLUSH lets a cut stream give what it holds so far.
    const inside = gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 64 * headLength });
    return { format: inside.length === 0 ? null : recogniseFormat(inside), gzip: true };
  } catch {
    // Broken or of an unlikely density: the reader of PubMed XML says what is wrong with it.
    return { format: null, gzip: true };
  }
}

/** @throws {Error} one sentence naming the file when it cannot be read or is larger than `most` bytes. */
export async function wholeFile(file: string, gzip: boolean, most: number): Promise<WholeFile> {
  const chunks: Buffer[] = [];
  let size = 0;
  let fault: string | null = null;
  try {
    for await (const chunk of piecesOf(file, gzip)) {
      size += chunk.length;
      if (size > most) throw new RangeError(`it is larger than ${Math.floor(most / 1_000_000)} MB`);
      chunks.push(chunk);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!gzip || !code?.startsWith('Z_')) throw new Error(`${file} cannot be read: ${message}.`, { cause: error });
    fault = code === 'Z_BUF_ERROR' ? 'its compressed data break off' : 'its compressed data are damaged';
  }
  return { bytes: Buffer.concat(chunks, size), fault };
}

/** Whether a gzip file holds more than `most` bytes; reads no further than that, and leaves its faults to its readers. */
export async function unpacksToMore(file: string, most: number): Promise<boolean> {
  let size = 0;
  try {
    for await (const chunk of piecesOf(file, true)) {
      size += chunk.length;
      if (size > most) return true;
    }
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error;
  }
  return false;
}

function piecesOf(file: string, gzip: boolean): AsyncIterable<Buffer> {
  const source = createReadStream(file);
  const stream = gzip ? source.pipe(createGunzip()) : source;
  source.on('error', (error) => stream.destroy(error));
  stream.on('close', () => source.destroy());
  return stream;
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new Error(`${file} cannot be read: ${reason}.`, { cause });
  });
  try {
    const bytes = new Uint8Array(headLength);
    const { bytesRead } = await handle.read(bytes, 0, headLength, 0);
    return bytes.subarray(0, bytesRead);
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${(cause as Error).message}.`, { cause });
  } finally {
    await handle.close();
  }
}
