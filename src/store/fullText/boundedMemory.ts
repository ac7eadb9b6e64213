/**
 * Keeps values up to so many bytes; what was not asked for the longest goes first.
 *
 * @param mostBytes told anew whenever a value comes, as a catalog may grow.
 */
export function createBoundedMemory<Value>(mostBytes: () => number, bytesOf: (value: Value) => number) {
  const kept = new Map<string, Value>();
  let bytes = 0;

  function keep(key: string, value: Value): void {
    kept.set(key, value);
    bytes += bytesOf(value);
    const most = mostBytes();
    for (const [oldest, old] of kept) {
      if (bytes <= most || kept.size === 1) break;
      kept.delete(oldest);
      bytes -= bytesOf(old);
    }
  }

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
      keep(key, value);
      return value;
    },
    has: (key: string): boolean => kept.has(key),
    /** Keeps a value that nobody has asked for yet. */
    offer(key: string, value: Value): void {
      if (!kept.has(key)) keep(key, value);
    },
    /** Forgets values that will not be asked for again. */
    forget(isPast: (key: string) => boolean): void {
      for (const [key, value] of kept) {
        if (!isPast(key)) continue;
        kept.delete(key);
        bytes -= bytesOf(value);
      }
    },
    /** How much is kept now. */
    bytes: (): number => bytes,
  };
}

export type BoundedMemory<Value> = ReturnType<typeof createBoundedMemory<Value>>;
