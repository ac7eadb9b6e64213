/** Keeps values up to so many bytes; what was not asked for the longest goes first. */
export function createBoundedMemory<Value>(mostBytes: number, bytesOf: (value: Value) => number) {
  const kept = new Map<string, Value>();
  let bytes = 0;
  return {
    get(key: string, make: () => Value): Value {
      const known = kept.get(key);
      if (known !== undefined) {
        // Taken out and put in again, so that the order is that of use.
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const value = make();
      kept.set(key, value);
      bytes += bytesOf(value);
      for (const [oldest, old] of kept) {
        if (bytes <= mostBytes || kept.size === 1) break;
        kept.delete(oldest);
        bytes -= bytesOf(old);
      }
      return value;
    },
    /** How much is kept now. */
    bytes: (): number => bytes,
  };
}

export type BoundedMemory<Value> = ReturnType<typeof createBoundedMemory<Value>>;
