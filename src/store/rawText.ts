import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** The hash by which a source's record is known to be unchanged. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A source's record as it is kept: raw deflate at its fastest level, which halves the time for a tenth more bytes. */
export function compressed(text: string): Buffer {
  return deflateRawSync(text, { level: 1 });
}

export function decompressed(bytes: Uint8Array): string {
  return inflateRawSync(bytes).toString('utf8');
}
