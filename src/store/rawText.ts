import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** The hash by which a source's record is known to be unchanged; of a text, that of its UTF-8 bytes. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A small window and fastest level: records are some kilobytes, and setting up costs more than compressing them. */
const deflating = { level: 1, memLevel: 6, windowBits: 14 };

/** A source's record as it is kept: raw deflate. */
export function compressed(text: Uint8Array): Buffer {
  return deflateRawSync(text, deflating);
}

export function decompressed(bytes: Uint8Array): string {
  return inflateRawSync(bytes).toString('utf8');
}
