/** A place in bytes that are being read. */
export interface Cursor {
  bytes: Uint8Array;
  at: number;
}

/** Reads one of SQLite's variable-length integers of at most 53 bits: seven bits a byte, the highest first. */
export function varint(cursor: Cursor): number {
  const { bytes } = cursor;
  let value = bytes[cursor.at++] as number;
  if (value < 0x80) return value;
  value &= 0x7f;
  for (;;) {
    const byte = bytes[cursor.at++] as number;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value;
  }
}

/** All of them in a buffer, added up. */
export function varintSum(bytes: Uint8Array): number {
  const cursor: Cursor = { bytes, at: 0 };
  let sum = 0;
  while (cursor.at < bytes.length) sum += varint(cursor);
  return sum;
}
