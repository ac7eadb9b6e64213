/** Disjoint groups of the numbers below `size`, each named by its smallest member. */
export interface UnionFind {
  find: (member: number) => number;
  /** Joins the groups of two roots and returns the root of both. */
  join: (rootA: number, rootB: number) => number;
}

export function createUnionFind(size: number): UnionFind {
  const parent = Int32Array.from({ length: size }, (_, member) => member);
  return {
    find(member) {
      let root = member;
      while (parent[root] !== root) root = parent[root] ?? root;
      for (let at = member; at !== root; ) {
        const next = parent[at] ?? root;
        parent[at] = root;
        at = next;
      }
      return root;
    },
    join(rootA, rootB) {
      const [root, other] = rootA < rootB ? [rootA, rootB] : [rootB, rootA];
      parent[other] = root;
      return root;
    },
  };
}
