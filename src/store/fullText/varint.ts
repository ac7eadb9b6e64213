/** A place in bytes that are being read. */
export interface Cursor {
  bytes: Uint8Array;
  at: number;
}

/** Bytes of the longest number but its last, of which all bits count. */
const mostBytes = 8;

/**
 * Reads one of SQLite's variable-length integers: seven bits a byte, the highest first. Those of more than 53 bits, as FTS5
 * writes for a count that fell below zero, are read to their end and told roughly.
 */
export function varint(cursor: Cursor): number {
  const { bytes } = cursor;
  let value = bytes[cursor.at++] as number;
  if (value < 0x80) return value;
  value &= 0x7f;
  for (let read = 1; read < mostBytes; read++) {
    const byte = bytes[cursor.at++] as number;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value;
  }
  return value * 256 + (bytes[cursor.at++] as number);
}

/** All of them in a buffer, added up. */
export function varintSum(bytes: Uint8Array): number {
  const cursor: Cursor = { bytes, at: 0 };
  let sum = 0;
  while (cursor.at < bytes.length) sum += varint(cursor);
  return sum;
}
