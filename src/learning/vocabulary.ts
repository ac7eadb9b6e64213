/** The terms of a set of texts: each has a number, and it is known in how many texts it stands. */
export interface Vocabulary {
  /** Number of each term. */
  numbers: Map<string, number>;
  /** Texts that hold the term, by number. */
  frequencies: number[];
  texts: number;
}

/** One text as term numbers and how often each occurs in it. */
export interface CountedTerms {
  terms: Uint32Array;
  counts: Uint16Array;
}

export function emptyVocabulary(): Vocabulary {
  return { numbers: new Map(), frequencies: [], texts: 0 };
}

/** Counts the terms of one more text and learns those not seen before. */
export function learnTerms(vocabulary: Vocabulary, occurrences: readonly string[]): CountedTerms {
  const { numbers, frequencies } = vocabulary;
  const counts = new Map<number, number>();
  for (const term of occurrences) {
    let number = numbers.get(term);
    if (number === undefined) {
      number = frequencies.length;
      numbers.set(detached(term), number);
      frequencies.push(0);
    }
    const count = counts.get(number);
    if (count === undefined) frequencies[number] = (frequencies[number] as number) + 1;
    counts.set(number, (count ?? 0) + 1);
  }
  vocabulary.texts += 1;
  return packed(counts);
}

/** Counts the known terms of a text; terms never learned are left out. */
export function countTerms(vocabulary: Vocabulary, occurrences: readonly string[]): CountedTerms {
  const counts = new Map<number, number>();
  for (const term of occurrences) {
    const number = vocabulary.numbers.get(term);
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return packed(counts);
}

function packed(counts: Map<number, number>): CountedTerms {
  return { terms: Uint32Array.from(counts.keys()), counts: Uint16Array.from(counts.values()) };
}

/** A copy of its own: a slice would keep the whole text it was cut from in memory. */
function detached(term: string): string {
  return term.length < 13 ? term : Buffer.from(term, 'utf16le').toString('utf16le');
}
