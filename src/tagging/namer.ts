import type { ReadSentence } from './reading.ts';

/** Which of some things a sentence names, in the order of the rules. */
export type Namer<Thing> = (sentence: ReadSentence) => readonly Thing[];

/**
 * Finds what a sentence names by the lists that each thing goes by. A sentence has cues of a few lists, so that it is quicker
 * to ask what each of them names than to ask of each thing whether one of its lists is there.
 */
export function createNamer<Thing>(
  things: readonly Thing[],
  listsOf: (thing: Thing) => readonly string[],
): Namer<Thing> {
  const byList = new Map<string, Thing[]>();
  for (const thing of things) {
    for (const list of new Set(listsOf(thing))) byList.set(list, [...(byList.get(list) ?? []), thing]);
  }
  return ({ byList: cues }) => {
    let named: Set<Thing> | undefined;
    for (const list of cues.keys()) {
      const ofList = byList.get(list);
      if (ofList === undefined) continue;
      named ??= new Set();
      for (const thing of ofList) named.add(thing);
    }
    if (named === undefined) return [];
    if (named.size === 1) return [...named];
    const found = named;
    return things.filter((thing) => found.has(thing));
  };
}

/** Makes a namer once for each set of rules. */
export function rememberNamer<Rules extends object, Thing>(
  make: (rules: Rules) => Namer<Thing>,
): (rules: Rules) => Namer<Thing> {
  const made = new WeakMap<Rules, Namer<Thing>>();
  return (rules) => {
    const known = made.get(rules) ?? make(rules);
    made.set(rules, known);
    return known;
  };
}
