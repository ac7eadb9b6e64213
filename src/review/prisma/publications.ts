/** Which records are one publication, while decisions about pairs of them come in. */
export function createPublications() {
  const same = new Map<number, Set<number>>();

  /** A record and all that are the same publication, by way of others too. */
  function members(recordId: number): number[] {
    const found = new Set([recordId]);
    for (const each of found) for (const other of same.get(each) ?? []) found.add(other);
    return [...found];
  }

  function neighbours(recordId: number): Set<number> {
    const known = same.get(recordId) ?? new Set<number>();
    same.set(recordId, known);
    return known;
  }

  return {
    members,
    /** Takes a decision in. @returns every record that it may concern */
    decide(one: number, other: number, areSame: boolean): number[] {
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const) {
        if (areSame) neighbours(from).add(to);
        else neighbours(from).delete(to);
      }
      return [...new Set([...members(one), ...members(other)])];
    },
  };
}
