import type { DedupRecord } from '../../src/dedup/index.ts';

/** A record with the publication it describes. */
export interface Labelled {
  record: DedupRecord;
  group: string;
}

type Random = () => number;

/** mulberry32: small, seeded, the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

/**
 * Grows a labelled set to `size` records: three new ones in four are publications of their own (the first half of one
 * title with the second of another, other authors, another place), one in four is a noisy copy of a record already there.
 */
export function grow(base: readonly Labelled[], size: number, random: Random): Labelled[] {
  const grown = [...base];
  while (grown.length < size) {
    const at = grown.length;
    if (random() < 0.25) {
      const { record, group } = pick(grown, random);
      grown.push({ record: noisyCopy(record, `copy-${at}`, random), group });
    } else grown.push({ record: recombined(base, `new-${at}`, random), group: `new-${at}` });
  }
  return grown;
}

function recombined(base: readonly Labelled[], id: string, random: Random): DedupRecord {
  const [one, two, three] = [pick(base, random).record, pick(base, random).record, pick(base, random).record];
  const head = one.title.split(' ');
  const tail = two.title.split(' ');
  const first = 1 + Math.floor(random() * 2400);
  return {
    ...two,
    id,
    title: [...head.slice(0, Math.ceil(head.length / 2)), ...tail.slice(Math.floor(tail.length / 2))].join(' '),
    authors: three.authors,
    year: 1985 + Math.floor(random() * 40),
    volume: String(1 + Math.floor(random() * 120)),
    issue: String(1 + Math.floor(random() * 12)),
    pages: `${first}-${first + 3 + Math.floor(random() * 12)}`,
    doi: null,
  };
}

/** The same publication as another database would export it. */
export function noisyCopy(record: DedupRecord, id: string, random: Random): DedupRecord {
  const chance = (share: number, change: (text: string) => string, text: string): string =>
    random() < share ? change(text) : text;
  let title = chance(0.3, capitalised, record.title);
  title = chance(0.4, (text) => `${text}.`, title);
  title = chance(0.08, (text) => `${text} [Review]`, title);
  title = chance(0.06, (text) => withTypo(text, random), title);
  title = chance(0.1, (text) => text.normalize('NFKD').replace(/[^ -~]/g, ''), title);
  return {
    ...record,
    id,
    title,
    authors: chance(0.5, initialsOnly, String(record.authors)),
    journal: record.journal === null ? null : chance(0.4, abbreviated, record.journal),
    pages: record.pages === null || random() < 0.08 ? null : chance(0.4, shortEnd, record.pages),
    issue: random() < 0.15 ? null : record.issue,
    year: random() < 0.04 ? Number(record.year) + 1 : record.year,
    doi: random() < 0.4 ? null : record.doi,
  };
}

function capitalised(text: string): string {
  return text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function withTypo(text: string, random: Random): string {
  const at = Math.floor(random() * Math.max(1, text.length - 1));
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

function initialsOnly(authors: string): string {
  return authors
    .split(/;\s*/)
    .map((name) =>
      name.replace(/,\s*(.*)$/, (_, given: string) => `, ${given.replace(/([\p{L}])[\p{L}]+\.?\s?/gu, '$1. ').trim()}`),
    )
    .join('; ');
}

function abbreviated(journal: string): string {
  const words = journal.split(/\s+/).filter((word) => !/^(?:of|the|and|in|for|&)$/i.test(word));
  return words.map((word) => (word.length > 6 ? `${word.slice(0, 5)}` : word)).join(' ');
}

/** 482-491 as 482-91. */
function shortEnd(pages: string): string {
  return pages.replace(/^(\d+)-(\d+)$/, (_, first: string, last: string) => {
    let same = 0;
    while (first.length === last.length && same < last.length - 1 && first[same] === last[same]) same++;
    return `${first}-${last.slice(same)}`;
  });
}
