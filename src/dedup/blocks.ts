import type { Prepared } from './prepare.ts';

/**
 * Which records are worth comparing: those that share a key. A block never holds more than `capacity` records.
 * One that would (a thousand editorials) is split by year, page and author; what is still too many then are
 * copies of one another, and its first members stand for all. So the work for each record is bounded, whatever
 * the others are.
 */
const capacity = 48;
const partCapacity = 12;

export interface Blocks {
  add: (position: number, record: Prepared) => void;
  remove: (position: number, record: Prepared) => void;
  /** Positions of the records that share a key, ascending, each once. */
  near: (record: Prepared) => number[];
}

export function createBlocks(recordAt: (position: number) => Prepared): Blocks {
  /** Positions under each key; null where the block was split. */
  const blocks = new Map<string, number[] | null>();

  const insert = (key: string, position: number, record: Prepared): void => {
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [position]);
    else if (block === null) insertIntoPart(key, position, record);
    else if (block.length < capacity) block.push(position);
    else {
      blocks.set(key, null);
      for (const member of block) insertIntoPart(key, member, recordAt(member));
      insertIntoPart(key, position, record);
    }
  };
  const insertIntoPart = (key: string, position: number, record: Prepared): void => {
    const part = partOf(key, record);
    const block = blocks.get(part);
    if (!block) blocks.set(part, [position]);
    else if (block.length < partCapacity) block.push(position);
  };
  return {
    add(position, record) {
      for (const key of keysOf(record)) insert(key, position, record);
    },
    remove(position, record) {
      for (const key of keysOf(record)) {
        for (const each of [key, partOf(key, record)]) {
          const block = blocks.get(each);
          const at = block?.indexOf(position) ?? -1;
          if (at >= 0) block?.splice(at, 1);
        }
      }
    },
    near(record) {
      const found = new Set<number>();
      for (const key of keysOf(record)) {
        const block = blocks.get(key);
        for (const position of (block === null ? blocks.get(partOf(key, record)) : block) ?? []) found.add(position);
      }
      return [...found].sort((a, b) => a - b);
    },
  };
}

function partOf(key: string, record: Prepared): string {
  const page = record.place.pages[0]?.first ?? '';
  return `${key}\n${record.year ?? ''}\n${record.place.volume ?? ''}\n${page}\n${record.authors[0]?.words[0] ?? ''}`;
}

const edge = 22;
const hanEdge = 8;

/** The keys of a record. Two records of one publication share at least one, unless nearly every field is spoilt. */
export function keysOf(record: Prepared): string[] {
  const keys: string[] = [];
  if (record.doi) keys.push(`d${record.doi}`);
  if (record.pmid) keys.push(`m${record.pmid}`);
  if (record.isbn) keys.push(`i${record.isbn}`);
  for (const form of record.title.forms.slice(0, 3)) {
    const length = form.han ? hanEdge : edge;
    keys.push(`h${form.compact.slice(0, length)}`);
    if (form.compact.length > length) keys.push(`t${form.compact.slice(-length)}`);
    if (!form.han && form.words.length >= 4) keys.push(`w${longestWords(form.words)}`);
  }
  for (const range of record.place.pages.slice(0, 2)) {
    const page = range.first.replace(/\D+/g, '');
    if (record.year !== null) keys.push(`y${record.year}\n${page}`);
    if (record.place.volume !== null) keys.push(`v${record.place.volume}\n${page}`);
  }
  return keys;
}

function longestWords(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, 3)
    .sort()
    .join(' ');
}
